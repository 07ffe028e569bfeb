import { afterEach, beforeAll, expect, test, vi } from 'vitest'
import { type FleetEvent, type FleetQuery, type FleetRow, fleetKey } from '#lib/contract/fleet.ts'
import { config } from '../config.ts'
import { setFakeEnvironment } from '../fake-environment.fixture.ts'
import { failing, fakeFleet } from '../gitlab/fleet/fake-fleet.fixture.ts'
import { namesOf, type Outcome, outcomeOf } from '../gitlab/fleet/fleet.fixture.ts'
import { json } from '../gitlab/stand-in.fixture.ts'
import { amendCluster, amendDeleted, amendRevoked } from './amend.ts'
import { fleetStream } from './fleet-jobs.ts'

beforeAll(() => {
  setFakeEnvironment({ FLEET_MAX_ROWS: '14' })
})
afterEach(() => {
  vi.restoreAllMocks()
})

type Gitlab = Awaited<ReturnType<typeof fakeFleet>>
let people = 0
/** Somebody whom no other test knows. */
const somebody = () => {
  people += 1
  return `oauth ${people}`
}

async function answer(
  person: string,
  { access }: Pick<Gitlab, 'access'>,
  query: Partial<FleetQuery> = {},
): Promise<Outcome> {
  const whole = { do: 'scan', personal: false, thorough: false, ...query } as const
  let text = ''
  for await (const piece of fleetStream(person, whole, access, new AbortController().signal)) {
    text += piece
  }
  const lines = text.split('\n').filter(Boolean)
  return outcomeOf(lines.map((line) => JSON.parse(line) as FleetEvent))
}

test('a result is given again without a call, to its person alone', async () => {
  const gitlab = await fakeFleet()
  const [person, other] = [somebody(), somebody()]
  const first = await answer(person, gitlab)
  expect(first.end).toMatchObject({ clusters: 3, agents: 4, complete: true })
  const calls = gitlab.seen.length
  expect(await answer(person, gitlab, { do: 'look' })).toEqual(first)
  expect((await answer(other, gitlab, { do: 'look' })).end.scan).toBeNull()
  expect(gitlab.seen.length).toBe(calls)
})

test('the same person by another way to sign in is another one', async () => {
  const gitlab = await fakeFleet()
  await answer('oauth 900', gitlab)
  expect((await answer('proxy-jwt 900', gitlab, { do: 'look' })).end.scan).toBeNull()
})

test('more asked for than the scan that runs looks for: a new one', async () => {
  const gitlab = await fakeFleet()
  const person = somebody()
  const [less, more] = await Promise.all([
    answer(person, gitlab),
    answer(person, gitlab, { personal: true }),
  ])
  expect(less.end.state).toBe('stopped')
  expect(more.end).toMatchObject({ state: 'finished', clusters: 4, skipped: [] })
})

test('less asked for joins it', async () => {
  const gitlab = await fakeFleet()
  const person = somebody()
  const [more, less] = await Promise.all([
    answer(person, gitlab, { personal: true }),
    answer(person, gitlab),
  ])
  expect(less.end).toEqual(more.end)
})

test('a retry reads what was missing and nothing else, and forgets the problem', async () => {
  const gitlab = await fakeFleet()
  Object.assign(gitlab.fleet, failing(/projects\/1\/clusters\?/))
  const person = somebody()
  const before = await answer(person, gitlab)
  expect(before.problems).toHaveLength(1)
  gitlab.fleet.instead = () => false
  const calls = gitlab.seen.length
  const after = await answer(person, gitlab, { do: 'retry' })
  expect(after).toMatchObject({ problems: [], end: { complete: true, clusters: 3 } })
  expect(gitlab.seen.length).toBe(calls + 1)
  expect(after.end.skipped).toEqual(['personal'])
  const again = await answer(person, gitlab, { do: 'retry' })
  expect(again).toEqual(after)
  expect(gitlab.seen.length).toBe(calls + 1)
})

test('what the whole scan builds on is read again by a new one: what is gone by then is gone', async () => {
  const gitlab = await fakeFleet()
  Object.assign(gitlab.fleet, failing(/v4\/groups\?/))
  const person = somebody()
  const before = await answer(person, gitlab, { personal: true })
  expect(namesOf(before, 'agent')).toEqual(['a', 'b', 'c', 'd'])
  gitlab.fleet.instead = () => false
  gitlab.fleet.agents = { ...gitlab.fleet.agents, 3: [] }
  const after = await answer(person, gitlab, { do: 'retry' })
  expect(namesOf(after, 'agent')).toEqual(['a', 'b', 'c'])
  expect(after.end).toMatchObject({ complete: true, agents: 3, clusters: 4, skipped: [] })
})

test('a retry after the list of maintained projects failed tells what only their maintainers may know', async () => {
  const gitlab = await fakeFleet({ isAdmin: false })
  Object.assign(gitlab.fleet, failing(/min_access_level=40.*id_after/))
  const person = somebody()
  const versions = ({ rows }: Outcome) =>
    rows.flatMap((row) => (row.type === 'agent' ? [row.versions] : []))
  const before = await answer(person, gitlab)
  expect(versions(before)).toEqual(versions(before).map(() => null))
  gitlab.fleet.instead = () => false
  const after = await answer(person, gitlab, { do: 'retry' })
  expect(after.end.complete).toBe(true)
  expect(versions(after)).toContainEqual(['18.1.0'])
})

test('what the console changed itself stays changed, and the result before is left as it was', async () => {
  const gitlab = await fakeFleet()
  const person = somebody()
  await answer(person, gitlab)
  const { rows } = await answer(person, gitlab, { do: 'restart' })
  const [agent, other] = rows.filter((row) => row.type === 'agent')
  const [cluster, changed] = rows.filter((row) => row.type === 'cluster')
  if (!(agent && other && cluster && changed)) throw new Error('too few')
  amendDeleted('agent', agent.id)
  amendDeleted('cluster', cluster.id)
  amendRevoked(other.id, 1)
  const platform_kubernetes = { ...changed.platform_kubernetes, ca_cert: 'not a certificate' }
  amendCluster({ ...changed, platform_kubernetes, enabled: !changed.enabled })
  const after = await answer(person, gitlab, { do: 'look' })
  expect(after.end).toMatchObject({ agents: 3, clusters: 2, complete: true })
  const named = (row: FleetRow) => after.rows.find((one) => fleetKey(one) === fleetKey(row))
  expect(named(agent)).toBeUndefined()
  expect(named(cluster)).toBeUndefined()
  expect(other.tokens).toHaveLength(1)
  expect(named(other)).toEqual({ ...other, tokens: [] })
  expect(named(changed)).toEqual({ ...changed, enabled: !changed.enabled })
  const earlier = await answer(person, gitlab, { do: 'previous' })
  expect(earlier.end).toMatchObject({ agents: 4, clusters: 3 })
})

test('paused, a scan stands still though it is followed, answers no rows, and goes on', async () => {
  const gitlab = await fakeFleet()
  const person = somebody()
  const hold = Promise.withResolvers<void>()
  const asked = Promise.withResolvers<void>()
  gitlab.fleet.instead = (response, { pathname }) => {
    if (!/v4\/groups$/.test(pathname)) return false
    gitlab.fleet.instead = () => false
    asked.resolve()
    void hold.promise.then(() => json(response, { message: '500' }, 500))
    return true
  }
  const whole = answer(person, gitlab)
  await asked.promise
  const paused = await answer(person, gitlab, { do: 'pause' })
  expect(paused).toMatchObject({ rows: [], end: { state: 'paused', complete: false } })
  hold.resolve()
  const calls = gitlab.seen.length
  await vi.waitFor(async () => {
    expect((await answer(person, gitlab, { do: 'look' })).end.state).toBe('paused')
  })
  expect(gitlab.seen.length).toBe(calls)
  void answer(person, gitlab)
  expect((await whole).end.state).toBe('finished')
})

test('a retry of what still fails says so again', async () => {
  const gitlab = await fakeFleet()
  Object.assign(gitlab.fleet, failing(/v4\/groups\?/))
  const person = somebody()
  await answer(person, gitlab)
  const still = await answer(person, gitlab, { do: 'retry' })
  expect(still.problems).toMatchObject([{ what: 'places' }])
  gitlab.fleet.instead = () => false
  const whole = await answer(person, gitlab, { do: 'retry' })
  expect(whole).toMatchObject({ problems: [], end: { complete: true, clusters: 3, groups: 2 } })
})

test('above the limit of rows the results go that nobody has looked at for longest', async () => {
  expect(config().fleet.maxRows).toBe(14)
  const gitlab = await fakeFleet()
  const [first, second, third] = [somebody(), somebody(), somebody()]
  await answer(first, gitlab)
  await answer(second, gitlab)
  await answer(first, gitlab, { do: 'look' })
  await answer(third, gitlab)
  const kept = async (person: string) =>
    (await answer(person, gitlab, { do: 'look' })).end.scan !== null
  expect([await kept(first), await kept(second), await kept(third)]).toEqual([true, false, true])
})
