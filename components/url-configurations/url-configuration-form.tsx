'use client'
'use no memo'
import { zodResolver } from '@hookform/resolvers/zod'
import { useTranslations } from 'next-intl'
import { useEffect, useRef, useState } from 'react'
import { useForm, useWatch } from 'react-hook-form'
import { applyProblem } from '#components/form/apply-problem.ts'
import { ErrorSummary } from '#components/form/error-summary.tsx'
import { Form } from '#components/form/form.tsx'
import { FormActions } from '#components/form/form-actions.tsx'
import { SubmitButton } from '#components/form/submit-button.tsx'
import { useLeaveGuard } from '#components/form/use-leave-guard.ts'
import { Button } from '#components/ui/button.tsx'
import { Callout } from '#components/ui/callout.tsx'
import { shownName } from '#components/ui/shown-name.ts'
import { useToasts } from '#components/ui/toaster.tsx'
import type { UrlConfiguration } from '#lib/contract/url-configuration.ts'
import { UrlConfigurationFields } from './url-configuration-fields.tsx'
import {
  methodOf,
  newValues,
  type UrlConfigurationFormValues,
  urlConfigurationFormSchema,
  valuesOf,
} from './url-configuration-form-values.ts'
import { UrlConfigurationOutcome } from './url-configuration-outcome.tsx'
import { UrlConfigurationReplaceModal } from './url-configuration-replace-modal.tsx'
import { useUrlConfigurationSending } from './use-url-configuration-sending.ts'

interface UrlConfigurationFormProps {
  projectId: number
  agentId: number
  agentName: string
  replaced: UrlConfiguration | null
  /** The old one is gone, the new one not there yet. */
  isDeleted: boolean
  onDeleted: () => void
  current: UrlConfiguration | null
  onDone: () => void
}

/** The fields of a URL configuration. For a replacement all are filled in but the private key. */
export function UrlConfigurationForm({ agentName, ...props }: UrlConfigurationFormProps) {
  const { replaced, isDeleted, current, onDone } = props
  const t = useTranslations('urlConfigurations')
  const toasts = useToasts()
  const name = shownName(agentName)
  const [attempt, setAttempt] = useState(0)
  const heading = useRef<HTMLHeadingElement>(null)
  const outcome = useRef<HTMLDivElement>(null)
  // What opened the form is gone.
  useEffect(() => heading.current?.focus(), [])
  const [opened] = useState(() => (replaced ? valuesOf(replaced) : newValues))
  const form = useForm<UrlConfigurationFormValues>({
    resolver: zodResolver(urlConfigurationFormSchema),
    defaultValues: opened,
    mode: 'onTouched',
    shouldFocusError: false,
  })
  const isTouched = useWatch({
    control: form.control,
    compute: (values: UrlConfigurationFormValues) =>
      Object.entries(opened).some(
        ([field, value]) => values[field as keyof typeof values] !== value,
      ),
  })
  const method = useWatch({ control: form.control, name: 'method' })
  const unsaved = isDeleted ? t('form.unsavedDeleted', { name }) : t('form.unsaved', { name })
  const guard = useLeaveGuard(isTouched || isDeleted ? unsaved : null)
  const tryAgain = () => setAttempt((count) => count + 1)

  const sending = useUrlConfigurationSending({
    ...props,
    form,
    onRefused: (error) => {
      if (applyProblem(form, error)) tryAgain()
    },
    onFaulty: tryAgain,
    onAdded: (added) => {
      const addedMethod = methodOf(added)
      guard.release()
      // Nothing of the key stays behind in memory.
      form.reset(newValues)
      toasts.add({
        tone: 'good',
        title: replaced ? t('replacement.done', { name }) : t('added', { name }),
        description: t(`addedText.${addedMethod}`),
      })
      onDone()
    },
  })
  const isReplacing = replaced !== null && !isDeleted
  const title = t(replaced ? 'form.replaceTitle' : 'form.addTitle')

  return (
    <div className="max-w-160">
      <Form label={title} onSubmit={(event) => form.handleSubmit(sending.submit, tryAgain)(event)}>
        <h3
          ref={heading}
          tabIndex={-1}
          className="mb-4 scroll-my-20 text-section font-semibold outline-none"
        >
          {title}
        </h3>
        {isReplacing && (
          <Callout tone="warn" title={t('form.gap')} className="mb-6">
            <p>{t('form.gapText')}</p>
            <p>{t(`form.gapKey.${method}`)}</p>
          </Callout>
        )}
        <UrlConfigurationOutcome
          // Only then it takes the focus from the question: a question that was taken back returns to its button.
          ref={isDeleted ? outcome : null}
          projectId={props.projectId}
          agentId={props.agentId}
          sending={sending}
          isMissing={isDeleted}
          isThere={current !== null && current.id !== replaced?.id}
          onLeave={() => guard.leave(onDone)}
        />
        <ErrorSummary control={form.control} labels={useLabels()} attempt={attempt} />
        <UrlConfigurationFields
          control={form.control}
          replaced={replaced}
          onMethod={() => form.clearErrors(['client_cert', 'client_key'])}
        />
        <FormActions>
          <Button onClick={() => guard.leave(onDone)} disabled={sending.isSending}>
            {t('form.cancel')}
          </Button>
          <SubmitButton busy={sending.isSending}>
            {t(isReplacing ? 'form.replace' : 'form.add')}
          </SubmitButton>
        </FormActions>
      </Form>
      <UrlConfigurationReplaceModal
        projectId={props.projectId}
        agentId={props.agentId}
        agentName={agentName}
        replaced={replaced}
        sending={sending}
        finalFocus={outcome}
      />
    </div>
  )
}

function useLabels() {
  const t = useTranslations('urlConfigurations.form.labels')
  return {
    url: t('url'),
    client_cert: t('client_cert'),
    client_key: t('client_key'),
    tls_host: t('tls_host'),
    ca_cert: t('ca_cert'),
  }
}
