'use client'
import { RotateCw, Square } from 'lucide-react'
import { useTranslations } from 'next-intl'
import { useProblemText } from '#components/layout/problem-text.tsx'
import { Modal } from '#components/modal/modal.tsx'
import { Badge, type Tone } from '#components/ui/badge.tsx'
import { Button } from '#components/ui/button.tsx'
import { CopyButton } from '#components/ui/copy-button.tsx'
import { Spinner } from '#components/ui/spinner.tsx'
import type { BulkPlan, BulkStep } from './bulk-plan.ts'
import { BulkSteps } from './bulk-steps.tsx'
import type { StepState, useBulkRun } from './use-bulk-run.ts'

interface BulkRunProps {
  plan: BulkPlan
  run: ReturnType<typeof useBulkRun>
  onClose: () => void
}

const tones = {
  waiting: 'neutral',
  running: 'info',
  done: 'good',
  gone: 'good',
  role: 'warn',
  used_meanwhile: 'warn',
  failed: 'bad',
} satisfies Record<StepState['kind'], Tone>

const waiting: StepState = { kind: 'waiting' }

/** How the writes of a plan go, one by one, and how each ended; the failed ones can be tried again. */
export function BulkRun({ plan, run, onClose }: BulkRunProps) {
  const t = useTranslations('fleet.bulk')
  const common = useTranslations('common')
  const problemText = useProblemText()
  const { action, steps } = plan
  const { states, isRunning } = run
  const stateOf = ({ id }: BulkStep) => states.get(id) ?? waiting
  const wordsOf = (step: BulkStep) => {
    const state = stateOf(step)
    if (state.kind !== 'failed') {
      return t(!isRunning && state.kind === 'waiting' ? 'state.not_run' : `state.${state.kind}`)
    }
    const { title, requestId } = problemText(state.error)
    return [t('state.failed'), title, requestId].filter(Boolean).join(' · ')
  }
  const done = steps.filter((step) => ['done', 'gone'].includes(stateOf(step).kind)).length
  const rest = steps.filter((step) => ['failed', 'waiting'].includes(stateOf(step).kind))
  const report = [
    t(`title.${action}`, { count: steps.length }),
    ...steps.map((step) =>
      [step.item.path, step.item.row.name, step.token && `#${step.token.id}`, wordsOf(step)]
        .filter(Boolean)
        .join('\t'),
    ),
  ].join('\n')

  return (
    <Modal
      open
      size="lg"
      onClose={onClose}
      onCloseRequest={() => !isRunning}
      title={t(`title.${action}`, { count: steps.length })}
      description={
        <p role="status" className="flex items-center gap-2 tabular-nums">
          {isRunning && <Spinner className="size-4" />}
          {t('progress', { done, total: steps.length })}
        </p>
      }
      footer={
        isRunning ? (
          <Button icon={Square} onClick={run.stop}>
            {t('stop')}
          </Button>
        ) : (
          <>
            <CopyButton text={report} label={t('copy')} size="md">
              {t('copy')}
            </CopyButton>
            {rest.length > 0 && (
              <Button icon={RotateCw} onClick={() => void run.run(plan, rest)}>
                {t('retry', { count: rest.length })}
              </Button>
            )}
            <Button variant="primary" onClick={onClose}>
              {common('close')}
            </Button>
          </>
        )
      }
    >
      <BulkSteps
        steps={steps}
        label={t('results')}
        state={(step) => <Badge tone={tones[stateOf(step).kind]}>{wordsOf(step)}</Badge>}
      />
    </Modal>
  )
}
