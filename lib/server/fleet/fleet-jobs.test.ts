import { afterEach, beforeAll, expect, test, vi } from 'vitest'
import type { FleetEvent, FleetQuery } from '#lib/contract/fleet.ts'
import { config } from '../config.ts'
import { setFakeEnvironment } from '../fake-environment.fixture.ts'
import { fakeFleet } from '../gitlab/fleet/fake-fleet.fixture.ts'
import { type Outcome, outcomeOf } from '../gitlab/fleet/fleet.fixture.ts'
import { json } from '../gitlab/stand-in.fixture.ts'
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
  gitlab.fleet.instead = (response, { pathname }) => {
    if (!pathname.endsWith('projects/1/clusters')) return false
    json(response, { message: '500' }, 500)
    return true
  }
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

test('a retry of what still fails says so again', async () => {
  const gitlab = await fakeFleet()
  gitlab.fleet.instead = (response, { pathname }) => {
    if (!/v4\/groups$/.test(pathname)) return false
    json(response, { message: '500' }, 500)
    return true
  }
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
