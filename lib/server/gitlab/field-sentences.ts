import 'server-only'
import { type FieldErrorKey, fieldError } from '#lib/contract/field-error.ts'

/*
 * GitLab's sentences about fields and the catalog keys that stand for them (gitlab-api.md §1.2, §3.3, §3.5, §6).
 */
const blocked: Record<string, FieldErrorKey> = {
  'Only allowed schemes are http, https': 'api_url_scheme',
  'Only allowed schemes are grpc, grpcs': 'agent_url_scheme',
  'URI is invalid': 'api_url_syntax',
  'Hostname or IP address invalid': 'api_url_hostname',
  'Requests to localhost are not allowed': 'api_url_localhost',
  'Requests to loopback addresses are not allowed': 'api_url_loopback',
  'Requests to the local network are not allowed': 'api_url_local_network',
  'Requests to the link local network are not allowed': 'api_url_link_local',
  'Requests to the shared address space are not allowed': 'api_url_shared_address_space',
  'Requests to the limited broadcast address are not allowed': 'api_url_broadcast',
  'Requests to hosts and IP addresses not on the Allow List are denied':
    'api_url_not_on_allow_list',
  'Host cannot be resolved or invalid': 'api_url_unresolvable',
  'Host is too long (maximum is 1024 characters)': 'api_url_too_long',
}

const lowerCaseRule =
  "can contain only lowercase letters, digits, and '-'. Must start with a letter, and cannot end with '-'"

/** By the last part of the field's path. */
const ofField: Record<string, Record<string, FieldErrorKey>> = {
  name: {
    'has to be present': 'required',
    'is too long': 'name_too_long',
    "can not be changed because it's synchronized with provider": 'name_provider_managed',
    'syntax is invalid': 'name_provider_syntax',
    [lowerCaseRule]: 'name_provider_syntax',
    'has already been taken': 'agent_name_taken',
    "can contain only lowercase letters, digits, and '-', but cannot start or end with '-'":
      'agent_name_syntax',
    'is too long (maximum is 63 characters)': 'agent_name_too_long',
    'is too long (maximum is 255 characters)': 'token_name_too_long',
  },
  description: { 'is too long (maximum is 1024 characters)': 'token_description_too_long' },
  url: { 'must be a valid URL': 'agent_url_syntax' },
  client_cert: { 'must be a valid PEM certificate': 'ca_cert_syntax' },
  client_key: { 'must be a valid PEM private key': 'client_key_syntax' },
  tls_host: { 'is invalid': 'tls_host_syntax' },
  environment_scope: {
    "can contain only letters, digits, '-', '_', '/', '$', '{', '}', '.', '*' and spaces":
      'environment_scope_syntax',
    'cannot add duplicated environment scope': 'environment_scope_taken',
  },
  management_project_id: {
    "Project does not exist or you don't have permission to perform this action":
      'management_project_refused',
  },
  api_url: { 'must be a valid URL': 'api_url_syntax' },
  ca_cert: { 'must be a valid PEM certificate': 'ca_cert_syntax' },
  namespace: {
    [lowerCaseRule]: 'namespace_syntax',
    'is too long (maximum is 63 characters)': 'namespace_too_long',
    'is reserved': 'namespace_reserved',
    'only allowed for project cluster': 'namespace_project_only',
  },
  base: {
    'Cannot modify managed Kubernetes cluster': 'provider_managed',
    'Cannot modify provider during creation': 'provider_creating',
  },
}

const ofAnyField: Record<string, FieldErrorKey> = {
  "can't be blank": 'required',
  'is missing': 'required',
  'is empty': 'required',
  'is invalid': 'invalid',
  'does not have a valid value': 'invalid',
}

function knownKey(field: string, sentence: string): FieldErrorKey | undefined {
  const own = Object.hasOwn(ofField, field) ? ofField[field] : undefined
  if (own !== undefined && Object.hasOwn(own, sentence)) return own[sentence]
  if (Object.hasOwn(ofAnyField, sentence)) return ofAnyField[sentence]
  // Only the hostname rule guards the domain, in several wordings of a library.
  if (field === 'domain') return 'domain_syntax'
  const reason = /^is blocked: (.+)$/.exec(sentence)?.[1]
  if (reason !== undefined && Object.hasOwn(blocked, reason)) return blocked[reason]
  return /^is too long( \(maximum is \d+ characters\))?$/.test(sentence) ? 'too_long' : undefined
}

const maxLength = 200
/** Markup, addresses, paths and constants of a program, and whatever could be a token, a key or a hash. */
const unfit =
  /<|::|\.rb\b|(?:^|\s)\/\w+\/|:\/\/|\bBearer\b|-----BEGIN|\bgl[a-z]{2,10}-|\beyJ|(?=[\w+/=-]*\d)[\w+/=-]{24,}/i

/** A sentence of GitLab's that is not in the tables, made fit for the screen. */
function plainSentence(sentence: string): string {
  const text = sentence
    .replace(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\s]+/gu, ' ')
    .trim()
    .slice(0, maxLength)
  return text === '' || unfit.test(text) ? fieldError('refused_by_gitlab') : text
}

/** What the console says about a field where GitLab says `sentence`: a catalog key, or the sentence as plain text. */
export function fieldMessage(path: string, sentence: string): string {
  const field = path.slice(path.lastIndexOf('.') + 1)
  // Errors of agents are full messages: "Tls host is invalid" of the field tls_host (gitlab-api.md §6.2).
  const attribute = new RegExp(`^${RegExp.escape(field.replaceAll('_', ' '))} (?=\\S)`, 'i')
  const key = knownKey(field, sentence.trim().replace(attribute, ''))
  return key === undefined ? plainSentence(sentence) : fieldError(key)
}
