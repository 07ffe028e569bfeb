'use client'
import { useEffect, useRef } from 'react'
import { ProblemView } from '#components/layout/problem-view.tsx'
import { isSessionLost } from '#lib/client/failure-rules.ts'
import { ProblemError } from '#lib/client/problem-error.ts'

const isToldByFields = (error: Error) =>
  error instanceof ProblemError && error.problem.code === 'validation_failed'

/**
 * Why the last attempt to send a form failed when no field is to blame, above the form; it takes the focus, so that it
 * is seen and read out. Gone with the next attempt, as the error of a mutation is.
 */
export function FormProblem({ error }: { error: Error | null }) {
  const box = useRef<HTMLDivElement>(null)
  const told = error === null || isSessionLost(error) || isToldByFields(error) ? null : error
  useEffect(() => {
    if (told !== null) box.current?.focus()
  }, [told])
  if (told === null) return null
  return (
    <div ref={box} tabIndex={-1} className="mb-6 scroll-my-20 rounded-panel">
      <ProblemView error={told} />
    </div>
  )
}
