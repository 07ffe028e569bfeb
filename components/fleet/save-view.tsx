'use client'
'use no memo'
import { zodResolver } from '@hookform/resolvers/zod'
import { BookmarkPlus } from 'lucide-react'
import { useTranslations } from 'next-intl'
import { useId, useState } from 'react'
import { useForm } from 'react-hook-form'
import { applyProblem } from '#components/form/apply-problem.ts'
import { Form } from '#components/form/form.tsx'
import { FormProblem } from '#components/form/form-problem.tsx'
import { TextField } from '#components/form/text-field.tsx'
import { Modal } from '#components/modal/modal.tsx'
import { Button } from '#components/ui/button.tsx'
import { useSaveView } from '#lib/client/views.ts'
import { viewCreateSchema } from '#lib/contract/view.ts'

/** Keeps what the page shows under a name. `query` is what follows `?` in its address. */
export function SaveView({ query }: { query: string }) {
  const t = useTranslations('fleet.views')
  const [isOpen, setOpen] = useState(false)
  const close = () => setOpen(false)
  return (
    <>
      <Button size="sm" variant="ghost" icon={BookmarkPlus} onClick={() => setOpen(true)}>
        {t('save')}
      </Button>
      <SaveViewModal query={query} open={isOpen} onClose={close} />
    </>
  )
}

interface SaveViewModalProps {
  query: string
  open: boolean
  onClose: () => void
}

function SaveViewModal({ query, open, onClose }: SaveViewModalProps) {
  const t = useTranslations('fleet.views')
  const common = useTranslations('common')
  const formId = useId()
  const save = useSaveView()
  function close() {
    save.reset()
    onClose()
  }
  return (
    <Modal
      open={open}
      onClose={close}
      onCloseRequest={() => !save.isPending}
      title={t('saveTitle')}
      description={t('saveText')}
      footer={
        <>
          <Button onClick={close} disabled={save.isPending}>
            {common('cancel')}
          </Button>
          <Button type="submit" form={formId} variant="primary" busy={save.isPending}>
            {t('save')}
          </Button>
        </>
      }
    >
      <SaveViewForm formId={formId} query={query} save={save} onSaved={close} />
    </Modal>
  )
}

interface SaveViewFormProps {
  formId: string
  query: string
  save: ReturnType<typeof useSaveView>
  onSaved: () => void
}

function SaveViewForm({ formId, query, save, onSaved }: SaveViewFormProps) {
  const t = useTranslations('fleet.views')
  const form = useForm({
    resolver: zodResolver(viewCreateSchema),
    defaultValues: { name: '', query },
    mode: 'onBlur',
  })
  async function send(body: { name: string; query: string }) {
    try {
      await save.mutateAsync(body)
      onSaved()
    } catch (error) {
      if (error instanceof Error) applyProblem(form, error)
    }
  }
  return (
    <Form id={formId} label={t('saveTitle')} onSubmit={(event) => form.handleSubmit(send)(event)}>
      <FormProblem error={save.error} />
      <TextField control={form.control} name="name" label={t('name')} help={t('nameHelp')} />
      {form.formState.errors.query && (
        <p role="alert" className="pt-2 text-bad-text">
          {t('tooLong')}
        </p>
      )}
    </Form>
  )
}
