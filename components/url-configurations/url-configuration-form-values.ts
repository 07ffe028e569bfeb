import { z } from 'zod'
import { fieldError } from '#lib/contract/field-error.ts'
import {
  type UrlConfiguration,
  type UrlConfigurationCreate,
  urlConfigurationCreateSchema,
} from '#lib/contract/url-configuration.ts'

/** How GitLab authenticates to the agent: by a token that it signs, or by a client certificate. */
export type Method = 'jwt' | 'mtls'

/** The body of the request, and the choice that decides which of it is sent. */
export type UrlConfigurationFormValues = UrlConfigurationCreate & { method: Method }

export const newValues: UrlConfigurationFormValues = {
  url: '',
  method: 'jwt',
  client_cert: '',
  client_key: '',
  ca_cert: '',
  tls_host: '',
}

export const methodOf = (configuration: UrlConfiguration): Method =>
  configuration.client_cert === null ? 'jwt' : 'mtls'

/** The form of a configuration that is to be replaced. The key is in no answer of GitLab: it has to be given again. */
export const valuesOf = (configuration: UrlConfiguration): UrlConfigurationFormValues => ({
  url: configuration.url,
  method: methodOf(configuration),
  client_cert: (configuration.client_cert ?? '').replaceAll('\r\n', '\n'),
  client_key: '',
  ca_cert: (configuration.ca_cert ?? '').replaceAll('\r\n', '\n'),
  tls_host: configuration.tls_host ?? '',
})

/** A certificate typed before JWT was chosen is not sent: GitLab would take its key as the wish for mTLS. */
function chosen({ method, ...body }: UrlConfigurationFormValues): UrlConfigurationCreate {
  return method === 'mtls' ? body : { ...body, client_cert: '', client_key: '' }
}

/** The contract's rules; with mTLS certificate and key are both needed. */
export const urlConfigurationFormSchema = z
  .custom<UrlConfigurationFormValues>()
  .superRefine((values, context) => {
    const { error } = urlConfigurationCreateSchema.safeParse(chosen(values))
    for (const { path, message } of error?.issues ?? []) {
      context.addIssue({ code: 'custom', path: [...path], message })
    }
    const isBare = values.client_cert.trim() === '' && values.client_key.trim() === ''
    if (values.method !== 'mtls' || !isBare) return
    for (const path of ['client_cert', 'client_key']) {
      context.addIssue({ code: 'custom', path: [path], message: fieldError('required') })
    }
  })

/** The body of a create; the values must have passed the form's rules. */
export const toCreate = (values: UrlConfigurationFormValues): UrlConfigurationCreate =>
  urlConfigurationCreateSchema.parse(chosen(values))
