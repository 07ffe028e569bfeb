import { z } from 'zod'

/**
 * What can be wrong with a field, as keys of the message catalog (`validation.<key>`). Both our own checks and
 * GitLab's known sentences end as one of these; any other sentence of GitLab is shown as it is.
 */
export const fieldErrorKeys = [
  'required',
  'invalid',
  'too_long',
  'unknown_key',
  'name_too_long',
  'name_provider_managed',
  'name_provider_syntax',
  'domain_syntax',
  'environment_scope_syntax',
  'environment_scope_taken',
  'management_project_refused',
  'api_url_syntax',
  'api_url_scheme',
  'api_url_localhost',
  'api_url_loopback',
  'api_url_local_network',
  'api_url_link_local',
  'api_url_shared_address_space',
  'api_url_broadcast',
  'api_url_not_on_allow_list',
  'api_url_unresolvable',
  'api_url_hostname',
  'api_url_too_long',
  'ca_cert_syntax',
  'ca_cert_private_key',
  'namespace_syntax',
  'namespace_too_long',
  'namespace_reserved',
  'namespace_project_only',
  'token_multiline',
  'agent_name_syntax',
  'agent_name_too_long',
  'agent_name_taken',
  'token_name_too_long',
  'token_description_too_long',
  'agent_url_syntax',
  'agent_url_scheme',
  'tls_host_syntax',
  'client_cert_missing',
  'client_key_missing',
  'client_key_syntax',
  'client_key_encrypted',
  'client_key_mismatch',
  'day_ahead',
  'views_full',
  'provider_managed',
  'provider_creating',
  'refused_by_gitlab',
] as const

export type FieldErrorKey = (typeof fieldErrorKeys)[number]

const prefix = 'validation.'

/** The message that stands for a key in zod schemas and in the error body. */
export const fieldError = (key: FieldErrorKey): `validation.${FieldErrorKey}` => `${prefix}${key}`

const keySchema = z.enum(fieldErrorKeys)

/** The catalog key behind a message, or null when the message is a sentence of GitLab's own. */
export function fieldErrorKey(message: string): FieldErrorKey | null {
  if (!message.startsWith(prefix)) return null
  return keySchema.safeParse(message.slice(prefix.length)).data ?? 'invalid'
}
