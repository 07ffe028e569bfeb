import { expect, test } from 'vitest'
import type { ProblemCode } from '#lib/contract/problem.ts'
import { problemFromGitLab } from './error.ts'
import type { Reply } from './exchange.ts'
import type { OperationOptions } from './gitlab.ts'

type Integration = OperationOptions['integration']

function problem(reply: Partial<Reply> & { status: number }, integration?: Integration) {
  const whole = { content: 'json', body: undefined, headers: {}, ...reply } as const
  return problemFromGitLab(whole, integration, new Error('cause'))
}

const clusters = 'certificate_based_clusters'

interface Case {
  status: number
  body?: unknown
  content?: Reply['content']
  integration?: Integration
  code: ProblemCode
}
const message = (text: string) => ({ message: text })
const oauth = (error: string) => ({ error, error_description: 'x', scope: 'api read_api' })

// gitlab-api.md §1.1, §1.2, §1.3, §1.5, §1.6, §3.1
const cases: Case[] = [
  { status: 401, body: message('401 Unauthorized'), code: 'reauth_required' },
  { status: 401, body: oauth('invalid_token'), code: 'reauth_required' },
  { status: 401, content: 'empty', code: 'reauth_required' },
  { status: 401, content: 'other', code: 'upstream_invalid' },
  { status: 403, body: message('403 Forbidden'), code: 'forbidden' },
  {
    status: 403,
    body: message('403 Forbidden - Your account has been blocked.'),
    code: 'account_blocked',
  },
  { status: 403, body: oauth('insufficient_scope'), code: 'insufficient_scope' },
  { status: 403, body: oauth('insufficient_granular_scope'), code: 'insufficient_scope' },
  { status: 403, content: 'other', code: 'upstream_invalid' },
  {
    status: 404,
    body: message('404 Not Found'),
    integration: clusters,
    code: 'integration_disabled',
  },
  { status: 404, body: message('404 Not Found'), code: 'record_not_found' },
  { status: 404, body: message('404 Not found'), integration: clusters, code: 'record_not_found' },
  {
    status: 404,
    body: message('404 Project Not Found'),
    integration: clusters,
    code: 'scope_not_found',
  },
  { status: 404, body: message('404 Group Not Found'), code: 'scope_not_found' },
  { status: 404, body: message('404 ClusterAgents Not Found'), code: 'forbidden' },
  { status: 404, body: { error: '404 Not Found' }, integration: clusters, code: 'route_unknown' },
  { status: 404, content: 'other', integration: clusters, code: 'upstream_invalid' },
  {
    status: 404,
    body: message('404 Not Found'),
    integration: 'receptive_agents',
    code: 'receptive_disabled',
  },
  {
    status: 404,
    body: { error: '404 Not Found' },
    integration: 'receptive_agents',
    code: 'receptive_unavailable',
  },
  {
    status: 404,
    body: message('404 Not found'),
    integration: 'receptive_agents',
    code: 'record_not_found',
  },
  {
    status: 403,
    body: message('403 Forbidden'),
    integration: 'receptive_agents',
    code: 'forbidden',
  },
  {
    status: 400,
    body: message('400 Bad request - An agent can have only two active tokens at a time'),
    code: 'token_limit',
  },
  {
    status: 400,
    body: message('400 Bad request - URL configuration already exists for this agent'),
    code: 'conflict',
  },
  {
    status: 400,
    body: message(
      '400 Bad request - You have insufficient permissions to create a cluster agent for this project',
    ),
    code: 'forbidden',
  },
  {
    status: 410,
    body: { error: 'API V3 is no longer supported. Use API V4 instead.' },
    code: 'route_unknown',
  },
  {
    status: 405,
    body: message('Non GET methods are not allowed for moved projects'),
    code: 'upstream_invalid',
  },
  { status: 409, body: message('409 Conflict: Resource lock'), code: 'conflict' },
  { status: 412, body: message('412 Precondition Failed'), code: 'changed_meanwhile' },
  { status: 429, content: 'other', code: 'rate_limited' },
  { status: 429, body: { message: { error: 'Too many requests.' } }, code: 'rate_limited' },
  { status: 500, body: message('500 Internal Server Error'), code: 'upstream_failed' },
  { status: 502, content: 'other', code: 'upstream_failed' },
  { status: 503, content: 'empty', code: 'upstream_failed' },
  { status: 302, content: 'other', code: 'upstream_invalid' },
  { status: 200, content: 'other', code: 'upstream_invalid' },
]

test.each(cases)('$status $content $body → $code', ({ integration, code, ...reply }) => {
  expect(problem(reply, integration).code).toBe(code)
})

test.each([
  ['2', 2],
  ['0', 1],
  ['999999', 3600],
  ['Fri, 20 Nov 2026 23:00:30 GMT', 30],
  ['soon', 60],
  [undefined, 60],
])('429 with Retry-After %j waits %d s', (value, seconds) => {
  const headers = { 'retry-after': value, date: 'Fri, 20 Nov 2026 23:00:00 GMT' }
  expect(problem({ status: 429, headers }).retryAfterS).toBe(seconds)
})
