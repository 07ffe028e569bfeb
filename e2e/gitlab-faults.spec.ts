import { expect, stackTest as test } from './fixtures.ts'
import { type Person, signInOverHttp } from './person.ts'
import type { Fault } from './simulator-control.ts'

/** What becomes of each way in which GitLab can fail: one problem code, no detail of GitLab's answer. */
const list = '/api/scopes/instance/clusters'
const record = `${list}/1`
const update = { namespace_per_environment: true, name: 'renamed' }

let root: Person
test.beforeEach(async ({ stack, gitlab }) => {
  root = await signInOverHttp(stack, stack.console.origin, 'root')
  await gitlab.control.clearRequests()
})

type Expected = { status: number; code: string; calls: number }
const html = '<html><body><h1>502 Whoops, something went wrong</h1>glpat-fake</body></html>'

const reads: [name: string, fault: Partial<Fault> & Pick<Fault, 'mode'>, expected: Expected][] = [
  ['HTML', { mode: 'html' }, { status: 502, code: 'upstream_invalid', calls: 1 }],
  [
    'half a body, three times',
    { mode: 'cut', times: 9 },
    { status: 502, code: 'upstream_unreachable', calls: 3 },
  ],
  [
    'a reset, three times',
    { mode: 'reset', times: 9 },
    { status: 502, code: 'upstream_unreachable', calls: 3 },
  ],
  ['silence', { mode: 'hang', times: 9 }, { status: 504, code: 'upstream_timeout', calls: 2 }],
  [
    'a redirect',
    { mode: 'redirect', location: 'http://127.0.0.1:9/' },
    { status: 502, code: 'upstream_invalid', calls: 1 },
  ],
  [
    '500',
    { mode: 'status', status: 500, body: html },
    { status: 502, code: 'upstream_failed', calls: 1 },
  ],
  [
    '503, three times',
    { mode: 'status', status: 503, body: html, times: 9 },
    { status: 502, code: 'upstream_failed', calls: 3 },
  ],
  [
    'nothing',
    { mode: 'status', status: 200, body: '' },
    { status: 502, code: 'upstream_invalid', calls: 1 },
  ],
  [
    '429 for a minute',
    {
      mode: 'status',
      status: 429,
      body: 'Retry later',
      headers: { 'Retry-After': '60', 'Content-Type': 'text/plain' },
    },
    { status: 429, code: 'rate_limited', calls: 1 },
  ],
]
for (const [name, fault, expected] of reads) {
  test(`a read that GitLab answers with ${name} becomes ${expected.code}`, async ({ gitlab }) => {
    await gitlab.control.fault({
      method: 'GET',
      path: '/api/v4/admin/clusters',
      times: 1,
      ...fault,
    })
    const answer = await root.call('GET', list)
    expect(answer.status).toBe(expected.status)
    expect(answer.json()).toMatchObject({ code: expected.code, status: expected.status })
    expect(answer.text).not.toMatch(/Whoops|glpat|<html|at .*\.ts/)
    const calls = await gitlab.control.requests('GET', /admin\/clusters/)
    if (fault.mode === 'hang') expect(calls.length).toBeLessThanOrEqual(expected.calls)
    else expect(calls).toHaveLength(expected.calls)
    await gitlab.control.clearFaults()
    expect((await root.call('GET', list)).status).toBe(200)
  })
}

test('a read that failed once is repeated without a word', async ({ gitlab }) => {
  await gitlab.control.fault({
    method: 'GET',
    path: '/api/v4/admin/clusters',
    mode: 'status',
    status: 502,
    times: 1,
  })
  expect((await root.call('GET', list)).status).toBe(200)
  expect(await gitlab.control.requests('GET', /admin\/clusters/)).toHaveLength(2)
})

const writes: [name: string, fault: Partial<Fault> & Pick<Fault, 'mode'>, code: string][] = [
  ['a reset after the change', { mode: 'reset', when: 'after' }, 'outcome_unknown'],
  ['silence after the change', { mode: 'hang', when: 'after' }, 'outcome_unknown'],
  ['500 after the change', { mode: 'status', status: 500, when: 'after' }, 'outcome_unknown'],
  ['HTML after the change', { mode: 'html', when: 'after' }, 'outcome_unknown'],
]
for (const [name, fault, code] of writes) {
  test(`a write with ${name} is ${code} and never repeated`, async ({ gitlab }) => {
    await gitlab.control.fault({
      method: 'PUT',
      path: '/api/v4/admin/clusters/1',
      times: 9,
      ...fault,
    })
    const answer = await root.call('PUT', record, { body: update })
    expect(answer.json()).toMatchObject({ code })
    expect(await gitlab.control.requests('PUT')).toHaveLength(1)
  })
}

test('404 is told apart by its text', async ({ gitlab }) => {
  const missing = await root.call('GET', `${list}/999`)
  expect(missing.json()).toMatchObject({ status: 404, code: 'record_not_found' })
  const scope = await root.call('GET', '/api/scopes/group-999/clusters')
  expect(scope.json()).toMatchObject({ status: 404, code: 'scope_not_found' })
  await gitlab.control.settings({ certificate_based_clusters: false })
  const off = await root.call('GET', list)
  expect(off.json()).toMatchObject({ status: 404, code: 'integration_disabled' })
})

test('403 is told apart: no role, Admin Mode', async ({ stack, gitlab }) => {
  const maintainer = await signInOverHttp(stack, stack.console.origin, 'maintainer')
  expect((await maintainer.call('GET', list)).json()).toMatchObject({ code: 'forbidden' })
  await gitlab.control.settings({ admin_mode: true })
  expect((await root.call('GET', list)).json()).toMatchObject({ code: 'admin_mode_required' })
})

test('a field that GitLab refuses comes back as that field', async () => {
  const answer = await root.call('PUT', '/api/scopes/instance/clusters/1', {
    body: { ...update, environment_scope: 'gke/*' },
  })
  expect(answer.status).toBe(422)
  expect(answer.json()).toMatchObject({
    code: 'validation_failed',
    errors: { environment_scope: ['validation.environment_scope_taken'] },
  })
})

test('an access token is refreshed once, however many requests wait', async ({ stack, gitlab }) => {
  await gitlab.control.oauth({ expires_in: 400 })
  const person = await signInOverHttp(stack, stack.console.origin, 'root')
  await gitlab.control.advance(200)
  await gitlab.control.oauth({ expires_in: 7200 })
  await gitlab.control.clearRequests()
  const answers = await Promise.all(Array.from({ length: 20 }, () => person.call('GET', list)))
  for (const answer of answers) expect(answer.status).toBe(200)
})

test('a token that GitLab revoked is renewed, and a session that cannot be is over', async ({
  stack,
  gitlab,
}) => {
  await gitlab.control.oauth({ expires_in: 60 })
  const person = await signInOverHttp(stack, stack.console.origin, 'root')
  await gitlab.control.oauth({ expires_in: 7200 })
  await gitlab.control.advance(120)
  await gitlab.control.clearRequests()
  const answers = await Promise.all(Array.from({ length: 20 }, () => person.call('GET', list)))
  for (const answer of answers) expect(answer.status).toBe(200)
  expect(await gitlab.control.requests('POST', /oauth\/token$/)).toHaveLength(1)

  await gitlab.control.reset({ world: 'standard' })
  const over = await person.call('GET', list)
  expect(over.json()).toMatchObject({ status: 401, code: 'reauth_required' })
})

test('signing out revokes at GitLab and ends the session', async ({ gitlab }) => {
  const out = await root.call('POST', '/auth/logout')
  expect(out.status).toBe(204)
  expect((await root.call('GET', list)).status).toBe(401)
  await expect.poll(() => gitlab.control.requests('POST', /oauth\/revoke/)).not.toEqual([])
})
