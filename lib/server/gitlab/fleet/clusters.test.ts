import { describe, expect, test } from 'vitest'
import { json } from '../stand-in.fixture.ts'
import { failing, fakeFleet } from './fake-fleet.fixture.ts'
import { namesOf, scanned } from './fleet.fixture.ts'

describe('the ways to clusters', () => {
  test('a GitLab without discovery: each place is asked, if they are few', async () => {
    const noRoute = {
      instead: (response: Parameters<typeof json>[0], url: URL) => {
        if (!/discover/.test(url.pathname)) return false
        json(response, { error: '404 Not Found' }, 404)
        return true
      },
    }
    const gitlab = await fakeFleet(noRoute)
    const outcome = await scanned(gitlab)
    expect(namesOf(outcome, 'cluster')).toEqual(['one', 'shared', 'sub'])
    expect(outcome.end).toMatchObject({ complete: true, clusters_by: 'lists' })
    const many = await scanned(await fakeFleet(noRoute), { askAtMost: 3 })
    expect(many.problems).toMatchObject([{ what: 'clusters', scope: null, count: 4 }])
  })

  test('discovery is believed once it told of a place where the administrator is no member', async () => {
    const gitlab = await fakeFleet()
    await scanned(gitlab)
    expect(gitlab.count(/members\/all/)).toBe(1)
    expect(gitlab.count(/(groups|projects)\/\d+\/clusters/)).toBe(2)
  })

  test('without that proof every place is asked, but where they are Maintainer', async () => {
    const member = { 'groups/2': 40, 'projects/1': 40 }
    const doubted = await fakeFleet({ roles: member })
    expect(await scanned(doubted)).toMatchObject({ end: { clusters_by: 'lists', complete: true } })
    expect(doubted.count(/(groups|projects)\/\d+\/clusters/)).toBe(4)
    const trusted = await fakeFleet({ roles: { ...member, 'groups/1': 40 } })
    expect(await scanned(trusted)).toMatchObject({ end: { clusters_by: 'discovery' } })
    expect(trusted.count(/(groups|projects)\/\d+\/clusters/)).toBe(2)
  })

  test('thorough: no discovery, every place', async () => {
    const gitlab = await fakeFleet()
    const outcome = await scanned(gitlab, { thorough: true })
    expect(namesOf(outcome, 'cluster')).toEqual(['one', 'shared', 'sub'])
    expect([gitlab.count(/discover/), gitlab.count(/(groups|projects)\/\d+\/clusters/)]).toEqual([
      0, 4,
    ])
  })

  test('switched off: the names that discovery knows, and not one list is asked', async () => {
    const gitlab = await fakeFleet({
      instead(response, { pathname }) {
        if (!/clusters$/.test(pathname) || /discover/.test(pathname)) return false
        json(response, { message: '404 Not Found' }, 404)
        return true
      },
    })
    const { problems, rows } = await scanned(gitlab, { personal: true })
    expect(rows.filter(({ type }) => type === 'cluster')).toEqual([])
    expect(problems.map(({ code }) => code)).toEqual(Array(4).fill('integration_disabled'))
    expect(problems.flatMap(({ names }) => names ?? []).map(({ name }) => name)).toEqual([
      'sub',
      'one',
    ])
    expect(gitlab.count(/(groups|projects)\/\d+\/clusters/)).toBe(0)
  })

  test('a place that fails is a problem with its name, and the rest is there', async () => {
    const outcome = await scanned(await fakeFleet(failing(/projects\/1\/clusters/)))
    expect(namesOf(outcome, 'cluster')).toEqual(['shared', 'sub'])
    expect(outcome.problems).toMatchObject([
      {
        what: 'clusters',
        code: 'upstream_failed',
        scope: { path: 'top/one' },
        names: [{ name: 'one' }],
      },
    ])
    expect(outcome.end).toMatchObject({ state: 'finished', complete: false, problems: 1 })
  })

  test('a place that is gone meanwhile is none', async () => {
    const gone = { message: '404 Project Not Found' }
    const gitlab = await fakeFleet({
      instead(response, { pathname }) {
        if (!pathname.endsWith('projects/1/clusters')) return false
        json(response, gone, 404)
        return true
      },
    })
    expect((await scanned(gitlab)).end).toMatchObject({ complete: true, clusters: 2 })
  })
})
