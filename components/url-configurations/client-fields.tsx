'use client'
'use no memo'
import { useTranslations } from 'next-intl'
import { type Control, useFormState, useWatch } from 'react-hook-form'
import { PemInspection, type StoredPem } from '#components/certificates/pem-inspection.tsx'
import { PemField } from '#components/form/pem-field.tsx'
import type { Tone } from '#components/ui/badge.tsx'
import { CertificateVerdicts } from './certificate-verdicts.tsx'
import { FieldVerdict } from './field-verdict.tsx'
import type { UrlConfigurationFormValues } from './url-configuration-form-values.ts'
import { useKeyState } from './use-key-state.ts'

const tones = {
  checking: 'neutral',
  matches: 'good',
  mismatch: 'bad',
  no_certificate: 'neutral',
  encrypted: 'bad',
  unreadable: 'bad',
  failed: 'neutral',
} as const satisfies Record<NonNullable<ReturnType<typeof useKeyState>>, Tone>

interface ClientFieldsProps {
  control: Control<UrlConfigurationFormValues>
  stored: StoredPem | null
}

/** What GitLab shows to the agent with mTLS: a certificate, and the key that belongs to it. */
export function ClientFields({ control, stored }: ClientFieldsProps) {
  const t = useTranslations('urlConfigurations')
  const [pem, key] = useWatch({ control, name: ['client_cert', 'client_key'] })
  return (
    <>
      <PemField
        control={control}
        name="client_cert"
        kind="certificate"
        label={t('form.labels.client_cert')}
        help={t('form.help.client_cert')}
        after={
          <>
            <PemInspection pem={pem} use="client" stored={stored} />
            <CertificateVerdicts pem={pem} stored={stored} name={null} />
          </>
        }
      />
      <PemField
        control={control}
        name="client_key"
        kind="key"
        label={t('form.labels.client_key')}
        help={t('form.help.client_key')}
        after={<KeyVerdict control={control} pem={pem} secret={key} />}
      />
    </>
  )
}

interface KeyVerdictProps {
  control: Control<UrlConfigurationFormValues>
  pem: string
  secret: string
}

function KeyVerdict({ control, pem, secret }: KeyVerdictProps) {
  const t = useTranslations('urlConfigurations.key')
  const { errors } = useFormState({ control, name: 'client_key' })
  const state = useKeyState(pem, secret)
  return (
    <div role="status">
      {state !== null && !errors.client_key && (
        <FieldVerdict tone={tones[state]}>{t(state)}</FieldVerdict>
      )}
    </div>
  )
}
