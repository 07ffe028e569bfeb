'use client'
'use no memo'
import { useTranslations } from 'next-intl'
import { type Control, useWatch } from 'react-hook-form'
import { PemInspection, type StoredPem } from '#components/certificates/pem-inspection.tsx'
import { ChoiceField } from '#components/form/choice-field.tsx'
import { FormSection } from '#components/form/form-section.tsx'
import { PemField } from '#components/form/pem-field.tsx'
import { TextField } from '#components/form/text-field.tsx'
import type { Ca } from '#lib/contract/certificate.ts'
import type { UrlConfiguration } from '#lib/contract/url-configuration.ts'
import { CertificateVerdicts } from './certificate-verdicts.tsx'
import { ClientFields } from './client-fields.tsx'
import { code } from './code-tag.tsx'
import { endpointName } from './endpoint-name.ts'
import { GrpcWarning } from './grpc-warning.tsx'
import type { UrlConfigurationFormValues } from './url-configuration-form-values.ts'

interface UrlConfigurationFieldsProps {
  control: Control<UrlConfigurationFormValues>
  /** The configuration that the form was filled in from. */
  replaced: UrlConfiguration | null
  /** Called after another way to authenticate was chosen. */
  onMethod: () => void
}

/** Where the agent is, how GitLab authenticates to it, and how it knows that it has reached the agent. */
export function UrlConfigurationFields({
  control,
  replaced,
  onMethod,
}: UrlConfigurationFieldsProps) {
  const t = useTranslations('urlConfigurations')
  const values = useWatch({ control, name: ['url', 'method', 'ca_cert', 'tls_host'] })
  const [url, method, caCert, tlsHost] = values
  const name = endpointName(url, tlsHost)
  const storedCa = storedOf(replaced, replaced?.ca_cert, replaced?.console.ca_cert)
  return (
    <div>
      <FormSection headingLevel={4} title={t('form.sections.address')}>
        <TextField
          control={control}
          name="url"
          label={t('form.labels.url')}
          help={t.rich('form.help.url', { code })}
          placeholder="grpcs://agent.example.com:4242"
          inputMode="url"
          mono
          after={<GrpcWarning url={url} method={method} />}
        />
      </FormSection>
      <FormSection headingLevel={4} title={t('form.sections.identity')}>
        <ChoiceField
          control={control}
          name="method"
          label={t('form.labels.method')}
          options={(['jwt', 'mtls'] as const).map((value) => ({
            value,
            label: t(`method.${value}.label`),
            about: t(`method.${value}.about`),
          }))}
          onChosen={onMethod}
        />
        {method === 'mtls' && (
          <ClientFields
            control={control}
            stored={storedOf(replaced, replaced?.client_cert, replaced?.console.client_cert)}
          />
        )}
      </FormSection>
      <FormSection
        headingLevel={4}
        title={t('form.sections.trust')}
        about={name !== null && t.rich('names.expected', { name, code })}
      >
        <TextField
          control={control}
          name="tls_host"
          label={t('form.labels.tls_host')}
          help={t('form.help.tls_host')}
          optional
          mono
        />
        <PemField
          control={control}
          name="ca_cert"
          kind="certificate"
          label={t('form.labels.ca_cert')}
          help={t('form.help.ca_cert')}
          optional
          after={
            <>
              <PemInspection pem={caCert} use="agent" stored={storedCa} />
              <CertificateVerdicts pem={caCert} stored={storedCa} name={name} />
            </>
          }
        />
      </FormSection>
    </div>
  )
}

function storedOf(
  replaced: UrlConfiguration | null,
  pem: string | null | undefined,
  ca: Ca | null | undefined,
): StoredPem | null {
  return replaced && pem && ca ? { pem, ca, asOf: replaced.console.as_of } : null
}
