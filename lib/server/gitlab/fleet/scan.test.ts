import { describe, expect, test, vi } from 'vitest'
import { fleetEventSchema } from '#lib/contract/fleet.ts'
import { json } from '../stand-in.fixture.ts'
import { failing, fakeFleet } from './fake-fleet.fixture.ts'
import { namesOf, outcomeOf, plain, scanned } from './fleet.fixture.ts'
import { scanFleet } from './scan-fleet.ts'

describe('a whole scan', () => {
  test('an administrator on the Enterprise Edition: trees, discovery, and personal projects by id', async () => {
    const gitlab = await fakeFleet()
    const outcome = await scanned(gitlab)
    expect(namesOf(outcome, 'agent')).toEqual(['a', 'b', 'c', 'd'])
    expect(namesOf(outcome, 'cluster')).toEqual(['one', 'shared', 'sub'])
    expect(gitlab.asked('FleetGroupAgents')).toMatchObject([{ path: 'top' }])
    expect(gitlab.asked('FleetProjectAgents')).toMatchObject([{ ids: ['gid://gitlab/Project/3'] }])
    expect(outcome.end).toMatchObject({
      complete: true,
      skipped: ['personal'],
      clusters_by: 'discovery',
      groups: 2,
      projects: 3,
      requests: gitlab.seen.length,
      gitlab: { version: '18.1.0', enterprise: true },
    })
  })

  test('personal namespaces when asked for', async () => {
    const outcome = await scanned(await fakeFleet(), { personal: true })
    expect(namesOf(outcome, 'cluster')).toEqual(['one', 'own', 'shared', 'sub'])
    expect(outcome.end.skipped).toEqual([])
  })

  test('the state of who added a cluster', async () => {
    const { rows } = await scanned(await fakeFleet())
    const cluster = rows.find(({ type }) => type === 'cluster')
    expect(cluster).toMatchObject({ user: { id: 9, state: 'blocked' } })
  })

  test('each version once, without its v', async () => {
    const { rows } = await scanned(await fakeFleet())
    const agent = rows.find(({ type }) => type === 'agent')
    expect(agent).toMatchObject({ versions: ['18.1.0'] })
  })
})

describe('a GitLab that is away', () => {
  const awayFor = (requests: number) => {
    let left = requests
    return (response: Parameters<typeof json>[0]) => {
      if (left === 0) return false
      left -= 1
      json(response, { message: 'simulated' }, 500)
      return true
    }
  }

  test('at the beginning: the scan waits, and nothing is missing', async () => {
    const outcome = await scanned(await fakeFleet({ instead: awayFor(6) }))
    expect(outcome.problems).toEqual([])
    expect(namesOf(outcome, 'cluster')).toEqual(['one', 'shared', 'sub'])
  })

  test('in between: whoever finds out loses nothing by it', async () => {
    const gitlab = await fakeFleet()
    const { settings } = gitlab.access
    if (settings === undefined) throw new Error('no settings')
    // Each call for itself: the first that fails opens it.
    const breaker = { windowMs: 1, minCalls: 1, openMs: 50 }
    gitlab.fleet.instead = (response, url, seen) => {
      if (!url.pathname.includes('discover')) return false
      gitlab.fleet.instead = awayFor(3)
      return gitlab.fleet.instead(response, url, seen)
    }
    const outcome = await scanned({
      access: { ...gitlab.access, settings: { ...settings, breaker } },
    })
    expect(outcome.problems).toEqual([])
    expect(outcome.end.complete).toBe(true)
  })
})

describe('what ends a scan', () => {
  test('a token that GitLab refuses: told as the reason, and nothing more is asked', async () => {
    const gitlab = await fakeFleet(failing(/groups\?/, 401))
    const { end, problems } = await scanned(gitlab)
    expect(end).toMatchObject({ state: 'stopped', complete: false })
    expect(problems).toMatchObject([{ code: 'reauth_required', scope: null }])
  })

  test('a session that is over: no further call', async () => {
    const gitlab = await fakeFleet({
      instead: () => {
        vi.setSystemTime(Date.now() + 10_000)
        return false
      },
    })
    const access = { ...gitlab.access, isAlive: async () => false }
    const { end, problems } = await scanned({ access })
    vi.useRealTimers()
    expect(end).toMatchObject({ state: 'stopped', complete: false })
    expect(problems).toMatchObject([{ code: 'unauthenticated' }])
    expect(gitlab.seen.length).toBeLessThanOrEqual(8)
  })

  test('whoever leaves the loop: nothing is asked any more', async () => {
    const gitlab = await fakeFleet()
    for await (const { type } of scanFleet(gitlab.access, plain)) if (type === 'cluster') break
    const pause = () => new Promise((resolve) => setTimeout(resolve, 30))
    // Those under way arrive still.
    await pause()
    const count = gitlab.seen.length
    await pause()
    expect(gitlab.seen.length).toBe(count)
  })

  test('a signal', async () => {
    const gitlab = await fakeFleet()
    const events = []
    for await (const event of scanFleet(gitlab.access, plain, AbortSignal.abort()))
      events.push(event)
    expect(outcomeOf(events).end).toMatchObject({ state: 'stopped', clusters: 0 })
  })
})

test('progress tells how far the phases are, and what they are of', async () => {
  const gitlab = await fakeFleet()
  const events = []
  for await (const event of scanFleet(gitlab.access, plain)) events.push(event)
  const [first] = events
  expect(first).toMatchObject({ type: 'progress', state: 'running', done: 0, remaining_s: null })
  for (const event of events) expect(fleetEventSchema.safeParse(event).error).toBeUndefined()
})
