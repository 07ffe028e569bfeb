import type { Person } from '../person.ts'
import { expect, test } from './watched.ts'

/** Sessions that end by themselves, with limits short enough to wait for. */
test.use({
  consoleEnv: {
    LOG_LEVEL: 'debug',
    SESSION_IDLE_S: '2',
    SESSION_ABSOLUTE_S: '4',
    SESSION_SWEEP_S: '1',
  },
})

const clusters = '/api/scopes/instance/clusters'
const background = { 'X-Background': '1' }

const statusOf = async (person: Person, headers: Record<string, string> = {}) =>
  (await person.call('GET', clusters, { headers })).status

const revoked = async (gitlab: {
  control: { requests: (m: string, p: RegExp) => Promise<{ body: string }[]> }
}) =>
  (await gitlab.control.requests('POST', /oauth\/revoke/)).map(({ body }) =>
    new URLSearchParams(body).get('token'),
  )

test('A12 A28 who does nothing is signed out though the page goes on asking, and the tokens are revoked', async ({
  enter,
  gitlab,
  watch,
}) => {
  const root = await enter()
  const [token = ''] = [...watch.secrets].slice(-1)
  expect(await statusOf(root)).toBe(200)
  await expect.poll(() => statusOf(root, background), { intervals: [300] }).toBe(401)
  expect(await statusOf(root)).toBe(401)
  await expect.poll(() => revoked(gitlab)).toContain(token)
})

test('A13 A28 who goes on is signed out in the end too', async ({ enter, gitlab, watch }) => {
  const root = await enter()
  const [token = ''] = [...watch.secrets].slice(-1)
  await expect.poll(() => statusOf(root), { intervals: [300] }).toBe(401)
  await expect.poll(() => revoked(gitlab)).toContain(token)
})

test('A28 tokens of an ended session are revoked later when GitLab is away', async ({
  enter,
  gitlab,
  watch,
}) => {
  const root = await enter()
  const [token = ''] = [...watch.secrets].slice(-1)
  await gitlab.control.fault({ method: 'POST', path: '/oauth/revoke', mode: 'status', status: 503 })
  await expect.poll(() => statusOf(root, background), { intervals: [300] }).toBe(401)
  await expect.poll(async () => (await revoked(gitlab)).length).toBeGreaterThan(0)
  await gitlab.control.clearFaults()
  await gitlab.control.clearRequests()
  await expect.poll(() => revoked(gitlab), { timeout: 20_000 }).toContain(token)
})
