import { expect, stackTest as test } from './fixtures.ts'
import { type Person, signInOverHttp } from './person.ts'
import type { Fault } from './simulator-control.ts'

/**
 * What becomes of each way in which an exchange with GitLab can fail: one problem code, no detail of GitLab's answer.
 * A connection that cannot be trusted (`upstream_tls`) is proved in lib/server/gitlab/tls.test.ts: the simulated GitLab
 * speaks plain HTTP.
 */
const list = '/api/scopes/instance/clusters'
const record = `${list}/1`
const update = { namespace_per_environment: true, name: 'renamed' }

let root: Person
test.beforeEach(async ({ stack, gitlab }) => {
  root = await signInOverHttp(stack, stack.console.origin, 'root')
  await gitlab.control.clearRequests()
})

/** `calls`: requests that reach GitLab; with `atMost` the time limit decides how many of them there are. */
type Expected = { status: number; code: string; calls: number; atMost?: true }
const html = '<html><body><h1>502 Whoops, something went wrong</h1>glpat-fake</body></html>'

const reads: [name: string, fault: Partial<Fault> & Pick<Fault, 'mode'>, expected: Expected][] = [
  ['HTML', { mode: 'html' }, { status: 502, code: 'upstream_invalid', calls: 1 }],
  [
    'no connection, three times',
    { mode: 'refuse', method: '*', path: '*' },
    { status: 502, code: 'upstream_unreachable', calls: 0 },
  ],
  [
    'half a body, three times',
    { mode: 'cut' },
    { status: 502, code: 'upstream_invalid', calls: 3 },
  ],
  [
    'a reset, three times',
    { mode: 'reset' },
    { status: 502, code: 'upstream_unreachable', calls: 3 },
  ],
  ['silence', { mode: 'hang' }, { status: 504, code: 'upstream_timeout', calls: 2, atMost: true }],
  [
    'a byte now and then',
    { mode: 'drip', delay_ms: 100 },
    { status: 504, code: 'upstream_timeout', calls: 2, atMost: true },
  ],
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
    { mode: 'status', status: 503, body: html },
    { status: 502, code: 'upstream_failed', calls: 3 },
  ],
  [
    'more than 5 MiB',
    { mode: 'status', status: 200, body: `["${'x'.repeat(5 * 1024 * 1024)}"]` },
    { status: 502, code: 'upstream_invalid', calls: 1 },
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
    await gitlab.control.fault({ method: 'GET', path: '/api/v4/admin/clusters', ...fault })
    const answer = await root.call('GET', list)
    expect(answer.status).toBe(expected.status)
    expect(answer.json()).toMatchObject({ code: expected.code, status: expected.status })
    expect(answer.text).not.toMatch(/Whoops|glpat|<html|at .*\.ts/)
    const calls = await gitlab.control.requests('GET', /admin\/clusters/)
    if (expected.atMost) {
      expect(calls.length).toBeGreaterThan(0)
      expect(calls.length).toBeLessThanOrEqual(expected.calls)
    } else expect(calls).toHaveLength(expected.calls)
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

const writes: [name: string, fault: Partial<Fault> & Pick<Fault, 'mode'>, expected: Expected][] = [
  [
    'a reset after the change',
    { mode: 'reset', when: 'after' },
    { status: 502, code: 'outcome_unknown', calls: 1 },
  ],
  [
    'silence after the change',
    { mode: 'hang', when: 'after' },
    { status: 502, code: 'outcome_unknown', calls: 1 },
  ],
  [
    '500 after the change',
    { mode: 'status', status: 500, when: 'after' },
    { status: 502, code: 'outcome_unknown', calls: 1 },
  ],
  [
    'HTML after the change',
    { mode: 'html', when: 'after' },
    { status: 502, code: 'outcome_unknown', calls: 1 },
  ],
  // Nothing was sent or nothing was made: said so, instead of leaving it open.
  [
    'no connection',
    { mode: 'refuse', method: '*', path: '*' },
    { status: 502, code: 'upstream_unreachable', calls: 0 },
  ],
  [
    '429 before the change',
    { mode: 'status', status: 429, body: 'Retry later', headers: { 'Retry-After': '60' } },
    { status: 429, code: 'rate_limited', calls: 1 },
  ],
]
for (const [name, fault, { status, code, calls }] of writes) {
  test(`a write with ${name} is ${code} and never repeated`, async ({ gitlab }) => {
    await gitlab.control.fault({ method: 'PUT', path: '/api/v4/admin/clusters/1', ...fault })
    const answer = await root.call('PUT', record, { body: update })
    expect(answer.status).toBe(status)
    expect(answer.json()).toMatchObject({ code, status })
    expect(await gitlab.control.requests('PUT')).toHaveLength(calls)
  })
}
