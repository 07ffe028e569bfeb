import { expect, test } from '../security/watched.ts'
import {
  activeTokens,
  canary,
  createToken,
  type FaultMode,
  failing,
  listAgents,
  revokeToken,
  timesAsked,
  updateCluster,
  writes,
} from './calls.ts'

/** Every way in which GitLab can answer wrongly: what becomes of a read, and of writes that it made all the same. */
const page = `<html><body><h1>Whoops, something went wrong</h1>${canary}</body></html>`
const asJson = { 'Content-Type': 'application/json' }
const status = (code: number, body: unknown, headers: Record<string, string> = {}) =>
  ({ mode: 'status', status: code, body, headers }) as const

interface Case {
  id: string
  name: string
  fault: FaultMode
  /** Of a read; the number of requests that it costs. */
  code: 'upstream_invalid' | 'upstream_failed' | 'upstream_unreachable'
  tries: number
  /** The answer to a revocation is empty: a fault of the body says nothing about it. */
  bodyOnly?: true
}
const invalid = 'upstream_invalid'
const failed = 'upstream_failed'

const cases: Case[] = [
  { id: 'G05', name: 'a reset', fault: { mode: 'reset' }, code: 'upstream_unreachable', tries: 3 },
  {
    id: 'G05',
    name: 'half a length',
    fault: { mode: 'cut' },
    code: invalid,
    tries: 3,
    bodyOnly: true,
  },
  {
    id: 'G05',
    name: 'half the chunks',
    fault: { mode: 'cut', framing: 'chunked' },
    code: invalid,
    tries: 3,
    bodyOnly: true,
  },
  {
    id: 'G05',
    name: 'half a JSON that ends cleanly',
    fault: { mode: 'cut', framing: 'close' },
    code: invalid,
    tries: 3,
    bodyOnly: true,
  },
  { id: 'G06', name: 'a page', fault: { mode: 'html', body: page }, code: invalid, tries: 1 },
  { id: 'G06', name: 'nothing', fault: status(200, ''), code: invalid, tries: 1 },
  {
    id: 'G06',
    name: 'nothing, called JSON',
    fault: status(200, '', asJson),
    code: invalid,
    tries: 3,
  },
  { id: 'G06', name: 'null', fault: status(200, 'null', asJson), code: invalid, tries: 1 },
  {
    id: 'G06',
    name: 'a text',
    fault: status(200, JSON.stringify(canary), asJson),
    code: invalid,
    tries: 1,
  },
  {
    id: 'G06',
    name: 'an object of its own',
    fault: status(200, { [canary]: 1 }),
    code: invalid,
    tries: 1,
  },
  {
    id: 'G06',
    name: 'JSON called text',
    fault: status(200, '[]', { 'Content-Type': 'text/plain' }),
    code: invalid,
    tries: 1,
  },
  {
    id: 'G06',
    name: 'invalid UTF-8',
    fault: { mode: 'invalid_utf8' },
    code: invalid,
    tries: 1,
    bodyOnly: true,
  },
  { id: 'G06', name: '50 MiB', fault: { mode: 'flood' }, code: invalid, tries: 1 },
  {
    id: 'G06',
    name: 'a gzip bomb of 1 GiB',
    fault: { mode: 'gzip_bomb' },
    code: invalid,
    tries: 1,
  },
  { id: 'G07', name: '500', fault: status(500, page), code: failed, tries: 1 },
  { id: 'G07', name: '502', fault: status(502, page), code: failed, tries: 3 },
  { id: 'G07', name: '503', fault: status(503, page), code: failed, tries: 3 },
  { id: 'G07', name: '504', fault: status(504, page), code: failed, tries: 3 },
]

for (const { id, name, fault, code, tries, bodyOnly } of cases) {
  test(`${id} LIST answered with ${name}: ${code}`, async ({ enter, gitlab, watch }) => {
    watch.secrets.add(canary)
    const root = await enter()
    await failing(gitlab, listAgents, fault)
    const answer = await listAgents.ask(root)
    expect(answer.json()).toMatchObject({ status: 502, code })
    expect(answer.text).not.toMatch(/Whoops|<html/)
    expect(answer.headers['set-cookie']).toBeUndefined()
    expect(await timesAsked(gitlab, listAgents)).toBe(tries)
    await gitlab.control.clearFaults()
    expect((await listAgents.ask(root)).json()).toMatchObject({ complete: true })
  })

  test(`${id} writes answered with ${name}: sent once, and looked after`, async ({
    enter,
    gitlab,
    watch,
  }) => {
    watch.secrets.add(canary)
    const root = await enter()
    for (const call of writes) await failing(gitlab, call, { when: 'after', ...fault })
    const created = await createToken.ask(root)
    expect(created.json()).toMatchObject({ status: 502, code: 'outcome_compensated' })
    expect(await activeTokens(gitlab, 3)).toEqual([])
    if (!bodyOnly) expect((await revokeToken.ask(root)).status).toBe(204)
    const updated = await updateCluster.ask(root)
    expect(updated.json()).toMatchObject({ status: 502, code: 'outcome_unknown' })
    for (const call of writes) {
      expect(await timesAsked(gitlab, call)).toBe(bodyOnly && call === revokeToken ? 0 : 1)
    }
  })
}

test('G07 LIST that failed once is asked again without a word', async ({ enter, gitlab }) => {
  const root = await enter()
  await failing(gitlab, listAgents, { ...status(502, page), times: 2 })
  expect((await listAgents.ask(root)).status).toBe(200)
  expect(await timesAsked(gitlab, listAgents)).toBe(3)
})

const later = (seconds: string) => status(429, `Retry later ${canary}`, { 'Retry-After': seconds })

test('G08 LIST waits once when GitLab says for how long, and then tells', async ({
  enter,
  gitlab,
  watch,
}) => {
  watch.secrets.add(canary)
  const root = await enter()
  await failing(gitlab, listAgents, { ...later('2'), times: 1 })
  expect((await listAgents.ask(root)).status).toBe(200)
  expect(await timesAsked(gitlab, listAgents)).toBe(2)
  await gitlab.control.clearFaults()
  await gitlab.control.clearRequests()
  await failing(gitlab, listAgents, later('60'))
  const answer = await listAgents.ask(root)
  expect(answer.json()).toMatchObject({ status: 429, code: 'rate_limited', retry_after: 60 })
  expect(answer.headers['retry-after']).toBe('60')
  expect(await timesAsked(gitlab, listAgents)).toBe(1)
})

for (const call of writes) {
  test(`G08 ${call.name} is told at once, and not sent again`, async ({ enter, gitlab, watch }) => {
    watch.secrets.add(canary)
    const root = await enter()
    await failing(gitlab, call, later('2'))
    const answer = await call.ask(root)
    expect(answer.json()).toMatchObject({ status: 429, code: 'rate_limited', retry_after: 2 })
    expect(answer.headers['retry-after']).toBe('2')
    expect(await timesAsked(gitlab, call)).toBe(1)
  })
}

test('G23 the page of a maintenance says until when, and is not shown', async ({
  enter,
  gitlab,
  watch,
}) => {
  watch.secrets.add(canary)
  const root = await enter()
  await failing(gitlab, listAgents, status(503, page, { 'Retry-After': '120' }))
  const answer = await listAgents.ask(root)
  expect(answer.json()).toMatchObject({ status: 502, code: 'upstream_failed', retry_after: 120 })
  expect(answer.headers['retry-after']).toBe('120')
  expect(await timesAsked(gitlab, listAgents)).toBe(1)
})
