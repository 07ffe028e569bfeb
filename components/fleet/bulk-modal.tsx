'use client'
import { useTranslations } from 'next-intl'
import { useState } from 'react'
import { ConfirmModal } from '#components/modal/confirm-modal.tsx'
import { Modal } from '#components/modal/modal.tsx'
import { Button } from '#components/ui/button.tsx'
import { BulkLeft } from './bulk-left.tsx'
import type { BulkPlan } from './bulk-plan.ts'
import { BulkRun } from './bulk-run.tsx'
import { BulkSteps } from './bulk-steps.tsx'
import { useBulkRun } from './use-bulk-run.ts'

interface BulkModalProps {
  plan: BulkPlan
  onClose: () => void
  /** Called when it closes after something was done: the selection is of the past. */
  onDone: () => void
}

/** Shows every write that is meant, asks for a phrase with their number, and makes them one by one. */
export function BulkModal({ plan: given, onClose, onDone }: BulkModalProps) {
  const t = useTranslations('fleet.bulk')
  const common = useTranslations('common')
  // The rows change while it runs; what was confirmed does not.
  const [plan] = useState(given)
  const [isBegun, setBegun] = useState(false)
  const run = useBulkRun()
  const { action, steps } = plan
  const count = steps.length

  if (count === 0) {
    return (
      <Modal
        open
        onClose={onClose}
        title={t('nothing')}
        description={t(`nothingText.${action}`)}
        footer={<Button onClick={onClose}>{common('close')}</Button>}
      >
        <BulkLeft left={plan.left} />
      </Modal>
    )
  }
  if (isBegun) {
    return (
      <BulkRun
        plan={plan}
        run={run}
        onClose={() => {
          onClose()
          onDone()
        }}
      />
    )
  }
  return (
    <ConfirmModal
      open
      onClose={onClose}
      title={t(`title.${action}`, { count })}
      description={t(`text.${action}`)}
      lost={[t(`lost.${action}`)]}
      kept={[t(`kept.${action}`)]}
      name={t(`phrase.${action}`, { count })}
      confirmLabel={t(`confirm.${action}`, { count })}
      onConfirm={async () => {
        setBegun(true)
        void run.run(plan, steps)
      }}
    >
      <BulkSteps steps={steps} label={t('steps')} />
      <BulkLeft left={plan.left} />
    </ConfirmModal>
  )
}
