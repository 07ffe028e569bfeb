'use client'
'use no memo'
import { useTranslations } from 'next-intl'
import { type Control, useController } from 'react-hook-form'
import { ErrorSummary } from '#components/form/error-summary.tsx'
import { Field } from '#components/form/field.tsx'
import { useFieldId } from '#components/form/form.tsx'
import { TextField } from '#components/form/text-field.tsx'
import { Textarea } from '#components/ui/textarea.tsx'
import type { AgentTokenCreate } from '#lib/contract/agent-token.ts'

interface AgentTokenFieldsProps {
  control: Control<AgentTokenCreate>
  /** How often sending was tried. */
  attempt: number
}

/** Name and description of a new token. */
export function AgentTokenFields({ control, attempt }: AgentTokenFieldsProps) {
  const t = useTranslations('agentTokens.form')
  return (
    <>
      <ErrorSummary
        control={control}
        labels={{ name: t('name'), description: t('description') }}
        attempt={attempt}
      />
      <div className="space-y-5">
        <TextField control={control} name="name" label={t('name')} help={t('nameHelp')} />
        <DescriptionField control={control} />
      </div>
    </>
  )
}

function DescriptionField({ control }: { control: Control<AgentTokenCreate> }) {
  const t = useTranslations('agentTokens.form')
  const { field, fieldState } = useController({ control, name: 'description' })
  const id = useFieldId('description')
  return (
    <Field
      id={id}
      label={t('description')}
      help={t('descriptionHelp')}
      optional
      error={fieldState.error?.message}
    >
      {(describedBy) => (
        <Textarea
          {...field}
          id={id}
          rows={2}
          invalid={fieldState.invalid}
          aria-describedby={describedBy}
        />
      )}
    </Field>
  )
}
