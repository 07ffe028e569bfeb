'use client'
'use no memo'
import { zodResolver } from '@hookform/resolvers/zod'
import { useTranslations } from 'next-intl'
import { useId } from 'react'
import { useForm } from 'react-hook-form'
import { applyProblem } from '#components/form/apply-problem.ts'
import { DateField } from '#components/form/date-field.tsx'
import { Form } from '#components/form/form.tsx'
import { FormProblem } from '#components/form/form-problem.tsx'
import { TextField } from '#components/form/text-field.tsx'
import { Modal } from '#components/modal/modal.tsx'
import { Button } from '#components/ui/button.tsx'
import { useToasts } from '#components/ui/toaster.tsx'
import { useCreateSnooze } from '#lib/client/snoozes.ts'
import { fieldError } from '#lib/contract/field-error.ts'
import { snoozeCreateSchema, snoozeDays } from '#lib/contract/findings/snooze.ts'
import type { FindingRow } from './finding-row.ts'
import { useSnoozeDay } from './use-snooze-day.ts'

interface SnoozeModalProps {
  row: FindingRow
  /** By GitLab's clock, in epoch milliseconds. */
  now: number
  open: boolean
  onClose: () => void
}

/** Asks why a finding can wait, and until when. */
export function SnoozeModal({ row, now, open, onClose }: SnoozeModalProps) {
  const t = useTranslations('findings.snooze')
  const common = useTranslations('common')
  const formId = useId()
  const create = useCreateSnooze()
  const isBusy = create.isPending
  return (
    <Modal
      open={open}
      onClose={onClose}
      onCloseRequest={() => !isBusy}
      title={`${t('title')}: ${row.text.rule}`}
      description={t('text')}
      footer={
        <>
          <Button onClick={onClose} disabled={isBusy}>
            {common('cancel')}
          </Button>
          <Button type="submit" form={formId} variant="primary" busy={isBusy}>
            {t('confirm')}
          </Button>
        </>
      }
    >
      <SnoozeForm row={row} now={now} formId={formId} create={create} onSnoozed={onClose} />
    </Modal>
  )
}

interface SnoozeFormProps extends Pick<SnoozeModalProps, 'row' | 'now'> {
  formId: string
  create: ReturnType<typeof useCreateSnooze>
  onSnoozed: () => void
}

function SnoozeForm({ row, now, formId, create, onSnoozed }: SnoozeFormProps) {
  const t = useTranslations('findings.snooze')
  const toasts = useToasts()
  const dayWords = useSnoozeDay()
  const { first, last } = snoozeDays(now)
  const form = useForm({
    resolver: zodResolver(
      snoozeCreateSchema.refine(({ until }) => until >= first && until <= last, {
        path: ['until'],
        error: fieldError('day_ahead'),
      }),
    ),
    defaultValues: {
      key: row.finding.key,
      reason: row.snooze?.reason ?? '',
      until: row.snooze?.until ?? '',
    },
  })

  async function send(values: { key: string; reason: string; until: string }) {
    try {
      const { until } = await create.mutateAsync(values)
      toasts.add({ tone: 'good', title: t('done', { day: dayWords(until) }) })
      onSnoozed()
    } catch (error) {
      if (error instanceof Error) applyProblem(form, error)
    }
  }

  return (
    <Form id={formId} label={t('title')} onSubmit={(event) => form.handleSubmit(send)(event)}>
      <div className="space-y-4">
        <FormProblem error={create.error} />
        <TextField
          control={form.control}
          name="reason"
          label={t('reason')}
          help={t('reasonHelp')}
        />
        <DateField
          control={form.control}
          name="until"
          label={t('until')}
          help={t('untilHelp')}
          min={first}
          max={last}
        />
      </div>
    </Form>
  )
}
