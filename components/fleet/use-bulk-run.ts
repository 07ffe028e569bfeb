'use client'
import { useQueryClient } from '@tanstack/react-query'
import { useRef, useState } from 'react'
import { isRecordGone, isSessionLost } from '#lib/client/failure-rules.ts'
import type { BulkPlan, BulkStep } from './bulk-plan.ts'
import { runStep, type StepOutcome } from './bulk-step.ts'

/** How a step stands; `gone` when somebody deleted the record before. */
export type StepState =
  | { kind: 'waiting' | 'running' | 'gone' | StepOutcome }
  | { kind: 'failed'; error: Error }

export type StepStates = ReadonlyMap<string, StepState>

const asError = (error: unknown) => (error instanceof Error ? error : new Error(String(error)))

/** Makes the writes of a plan one by one, for somebody who watches and can stop between two. */
export function useBulkRun() {
  const client = useQueryClient()
  const [states, setStates] = useState<StepStates>(new Map())
  const [isRunning, setRunning] = useState(false)
  const isStopped = useRef(false)

  async function run({ action }: BulkPlan, steps: readonly BulkStep[]) {
    const put = (id: string, state: StepState) => setStates((old) => new Map(old).set(id, state))
    isStopped.current = false
    setRunning(true)
    for (const { id } of steps) put(id, { kind: 'waiting' })
    for (const step of steps) {
      if (isStopped.current) break
      put(step.id, { kind: 'running' })
      try {
        put(step.id, { kind: await runStep(client, action, step) })
      } catch (cause) {
        const error = asError(cause)
        put(step.id, isRecordGone(error) ? { kind: 'gone' } : { kind: 'failed', error })
        // Every further one would fail for the same reason.
        if (isSessionLost(error)) break
      }
    }
    setRunning(false)
  }

  return {
    states,
    isRunning,
    run,
    /** The write that is under way is finished; those after it are not begun. */
    stop() {
      isStopped.current = true
    },
    reset: () => setStates(new Map()),
  }
}
