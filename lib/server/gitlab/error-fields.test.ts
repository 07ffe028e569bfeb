import { describe, expect, test } from 'vitest'
import type { FieldErrorKey } from '#lib/contract/field-error.ts'
import type { FieldErrors } from '#lib/contract/problem.ts'
import { problemFromGitLab } from './error.ts'
import type { Reply } from './exchange.ts'
import type { OperationOptions } from './gitlab.ts'

type Integration = OperationOptions['integration']

function problem(reply: Partial<Reply> & { status: number }, integration?: Integration) {
  const whole = { content: 'json', body: undefined, headers: {}, ...reply } as const
  return problemFromGitLab(whole, integration, new Error('cause'))
}

const message = (text: string) => ({ message: text })
const errorsOf = (body: unknown) => problem({ status: 400, body }).errors

const api = 'platform_kubernetes.api_url'
const namespace = 'platform_kubernetes.namespace'
const lowerCaseRule =
  "can contain only lowercase letters, digits, and '-'. Must start with a letter, and cannot end with '-'"

// Every sentence of gitlab-api.md §3.3 and §3.5 with the key of the catalog that stands for it.
const sentences: [field: string, sentence: string, key: string][] = [
  ['name', 'has to be present', 'required'],
  ['name', 'is too long', 'name_too_long'],
  ['name', "can not be changed because it's synchronized with provider", 'name_provider_managed'],
  ['name', 'syntax is invalid', 'name_provider_syntax'],
  ['name', lowerCaseRule, 'name_provider_syntax'],
  ['domain', 'contains invalid characters (valid characters: [a-z0-9\\-])', 'domain_syntax'],
  ['domain', 'must be between 1 and 255 characters long', 'domain_syntax'],
  ['environment_scope', "can't be blank", 'required'],
  [
    'environment_scope',
    "can contain only letters, digits, '-', '_', '/', '$', '{', '}', '.', '*' and spaces",
    'environment_scope_syntax',
  ],
  ['environment_scope', 'cannot add duplicated environment scope', 'environment_scope_taken'],
  ['environment_scope', 'is too long (maximum is 255 characters)', 'too_long'],
  [
    'management_project_id',
    "Project does not exist or you don't have permission to perform this action",
    'management_project_refused',
  ],
  [api, 'must be a valid URL', 'api_url_syntax'],
  [api, "can't be blank", 'required'],
  [api, 'is blocked: Only allowed schemes are http, https', 'api_url_scheme'],
  [api, 'is blocked: URI is invalid', 'api_url_syntax'],
  [api, 'is blocked: Hostname or IP address invalid', 'api_url_hostname'],
  [api, 'is blocked: Requests to localhost are not allowed', 'api_url_localhost'],
  [api, 'is blocked: Requests to loopback addresses are not allowed', 'api_url_loopback'],
  [api, 'is blocked: Requests to the local network are not allowed', 'api_url_local_network'],
  [api, 'is blocked: Requests to the link local network are not allowed', 'api_url_link_local'],
  [
    api,
    'is blocked: Requests to the shared address space are not allowed',
    'api_url_shared_address_space',
  ],
  [
    api,
    'is blocked: Requests to the limited broadcast address are not allowed',
    'api_url_broadcast',
  ],
  [
    api,
    'is blocked: Requests to hosts and IP addresses not on the Allow List are denied',
    'api_url_not_on_allow_list',
  ],
  [api, 'is blocked: Host cannot be resolved or invalid', 'api_url_unresolvable'],
  [api, 'is blocked: Host is too long (maximum is 1024 characters)', 'api_url_too_long'],
  ['platform_kubernetes.token', "can't be blank", 'required'],
  ['platform_kubernetes.ca_cert', 'must be a valid PEM certificate', 'ca_cert_syntax'],
  [namespace, lowerCaseRule, 'namespace_syntax'],
  [namespace, 'is too long (maximum is 63 characters)', 'namespace_too_long'],
  [namespace, 'is reserved', 'namespace_reserved'],
  [namespace, 'only allowed for project cluster', 'namespace_project_only'],
  ['platform_kubernetes.base', 'Cannot modify managed Kubernetes cluster', 'provider_managed'],
  ['base', 'Cannot modify provider during creation', 'provider_creating'],
]

test.each(sentences)('%s: %s → %s', (field, sentence, key) => {
  const path = field.endsWith('base')
    ? 'base'
    : field.replace('platform_kubernetes.', 'platform_kubernetes_attributes.')
  expect(errorsOf({ message: { [field]: [sentence] } })).toEqual({ [path]: [`validation.${key}`] })
})

const required = ['validation.required']
const refused = ['validation.refused_by_gitlab']

const shapes: [name: string, body: unknown, errors: FieldErrors][] = [
  ['Grape, one field', { error: 'name is missing' }, { name: required }],
  [
    'Grape, several fields, one named twice',
    {
      error:
        'name is missing, platform_kubernetes_attributes[api_url] is missing, platform_kubernetes_attributes[api_url] is empty',
    },
    { name: required, 'platform_kubernetes_attributes.api_url': required },
  ],
  [
    'Grape, a hash and what should be in it',
    {
      error:
        'platform_kubernetes_attributes is missing, platform_kubernetes_attributes[token] is missing',
    },
    { 'platform_kubernetes_attributes.token': required },
  ],
  [
    'Grape, a value outside the list',
    { error: 'platform_kubernetes_attributes[authorization_type] does not have a valid value' },
    { 'platform_kubernetes_attributes.authorization_type': ['validation.invalid'] },
  ],
  ['Grape, wrong type', { error: 'enabled is invalid' }, { enabled: ['validation.invalid'] }],
  [
    'blank, told in two ways',
    { message: { [api]: ['must be a valid URL', "can't be blank"] } },
    { 'platform_kubernetes_attributes.api_url': required },
  ],
  [
    'the same sentence twice',
    { message: { environment_scope: Array(2).fill('cannot add duplicated environment scope') } },
    { environment_scope: ['validation.environment_scope_taken'] },
  ],
  [
    'nested objects',
    { message: { platform_kubernetes: { token: ["can't be blank"] } } },
    { 'platform_kubernetes_attributes.token': required },
  ],
  [
    'an old licence limit, unknown to us',
    { message: { base: ['Instance does not support multiple Kubernetes clusters'] } },
    { base: ['Instance does not support multiple Kubernetes clusters'] },
  ],
  [
    'an inspected Ruby array',
    {
      message: '400 Bad request - ["Name has already been taken", "Name can contain only \\"a\\""]',
    },
    { name: ['validation.agent_name_taken', 'Name can contain only "a"'] },
  ],
  [
    'an inspected Ruby array of an attribute in two words',
    { message: '400 Bad request - ["Tls host is not a host"]' },
    { tls_host: ['Tls host is not a host'] },
  ],
  [
    'a reason in words',
    { message: '400 Bad request - The moon is in the wrong house' },
    { base: ['The moon is in the wrong house'] },
  ],
  ['the old helper', { message: '400 (Bad request) "title" not given' }, { title: required }],
  ['no reason', { message: '400 Bad request' }, { base: refused }],
  ['nothing known', { unexpected: true }, { base: refused }],
  ['no object', ['x'], { base: refused }],
  ['a key that is no field', { message: { '__proto__ x': ['is odd'] } }, { base: ['is odd'] }],
]

test.each(shapes)('%s', (_, body, errors) => {
  expect(errorsOf(body)).toEqual(errors)
})

// Full messages of agents, their tokens and their URL configurations (gitlab-api.md §6).
const fullMessages: [sentence: string, field: string, key: FieldErrorKey][] = [
  ["Name can't be blank", 'name', 'required'],
  ['Name has already been taken', 'name', 'agent_name_taken'],
  [
    "Name can contain only lowercase letters, digits, and '-', but cannot start or end with '-'",
    'name',
    'agent_name_syntax',
  ],
  ['Name is too long (maximum is 63 characters)', 'name', 'agent_name_too_long'],
  ['Name is too long (maximum is 255 characters)', 'name', 'token_name_too_long'],
  [
    'Description is too long (maximum is 1024 characters)',
    'description',
    'token_description_too_long',
  ],
  ['Url must be a valid URL', 'url', 'agent_url_syntax'],
  ['Url is blocked: Only allowed schemes are grpc, grpcs', 'url', 'agent_url_scheme'],
  ['Url is blocked: Requests to localhost are not allowed', 'url', 'api_url_localhost'],
  ['Tls host is invalid', 'tls_host', 'tls_host_syntax'],
  ['Ca cert must be a valid PEM certificate', 'ca_cert', 'ca_cert_syntax'],
  ['Client cert must be a valid PEM certificate', 'client_cert', 'ca_cert_syntax'],
  ['Client key must be a valid PEM private key', 'client_key', 'client_key_syntax'],
]
test.each(fullMessages)('%s', (sentence, field, key) => {
  const body = { message: `400 Bad request - ${JSON.stringify([sentence])}` }
  expect(errorsOf(body)).toEqual({ [field]: [`validation.${key}`] })
})

describe('sentences that nobody knows', () => {
  const shown = (sentence: string) => errorsOf({ message: { name: [sentence] } })?.name

  test.each([
    ['is already used by\u0000 another\n cluster', 'is already used by another cluster'],
    ['is \u202Edesrever', 'is desrever'],
    ['is odd '.repeat(100), 'is odd '.repeat(100).slice(0, 200)],
  ])('%j becomes plain text', (sentence, text) => {
    expect(shown(sentence)).toEqual([text])
  })

  test.each([
    'is <b>wrong</b>',
    'is glpat-fake1234567890',
    'is not eyJhbGciOiJSUzI1NiJ9.e30.x',
    'is 0123456789abcdef0123456789abcdef',
    'needs Bearer abc',
    'cannot reach http://10.0.0.1:8080',
    '-----BEGIN CERTIFICATE-----',
    '\u0007',
  ])('%j is not shown', (sentence) => {
    expect(shown(sentence)).toEqual(refused)
  })

  test('there is an end to them', () => {
    const many = Object.fromEntries(
      Array.from({ length: 200 }, (_, index) => [`field${index}`, Array(50).fill('is odd')]),
    )
    expect(Object.keys(errorsOf({ message: many }) ?? {})).toHaveLength(50)
  })
})

// Each of these once took seconds, or the stack.
test.each([
  ['an endless inspected string', message(`400 Bad request - ["${'\\"'.repeat(80_000)}]`)],
  ['an endless sentence', message(`400 Bad request - ${'a '.repeat(200_000)}`)],
  ['arrays in arrays', { message: JSON.parse(`${'['.repeat(5_000)}${']'.repeat(5_000)}`) }],
  ['a thousand parts', { error: 'name is missing, '.repeat(20_000) }],
])('%s of GitLab costs nothing and is still a field error', (_, body) => {
  expect(problem({ status: 400, body })).toMatchObject({ code: 'validation_failed' })
})

test.each(['Internal /opt/gitlab/lib/x.rb', 'PG::Error at somewhere', 'see /srv/app/lib for more'])(
  'what looks like a part of a program is not shown: %s',
  (sentence) => {
    const { errors } = problem({ status: 400, body: { message: { name: [sentence] } } })
    expect(errors).toEqual({ name: ['validation.refused_by_gitlab'] })
  },
)
