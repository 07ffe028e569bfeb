import { describe, expect, test } from 'vitest'
import { json } from '../stand-in.fixture.ts'
import { fakeFleet } from './fake-fleet.fixture.ts'
import { scanned } from './fleet.fixture.ts'

const none = { agents: {}, clusters: {} }

describe('projects', () => {
  const spreads: [name: string, ids: number[]][] = [
    ['none', []],
    ['one', [1]],
    ['dense', Array.from({ length: 1_500 }, (_, index) => index + 1)],
    ['thin', Array.from({ length: 500 }, (_, index) => (index + 1) * 7_919)],
    [
      'dense here and thin there',
      [
        ...Array.from({ length: 950 }, (_, index) => 4_000_000 + index),
        ...Array.from({ length: 50 }, (_, index) => (index + 1) * 60_000),
      ],
    ],
    ['on the edges of pages', Array.from({ length: 200 }, (_, index) => (index + 1) * 100)],
  ]
  for (const [name, ids] of spreads) {
    test(`all are found, each once: ${name}`, async () => {
      const projects = ids.map((id) => ({ id, path: `g/p${id}`, group: 1 }))
      const gitlab = await fakeFleet({ ...none, groups: [{ id: 1, path: 'g' }], projects })
      const { end, problems } = await scanned(gitlab, { askAtMost: 0 })
      expect(end.projects).toBe(new Set(ids).size)
      expect(problems.every(({ what }) => what === 'clusters')).toBe(true)
      const pages = gitlab.count(/v4\/projects\?/)
      expect(pages).toBeLessThanOrEqual(Math.ceil(ids.length / 100) * 2 + 12)
    })
  }

  test('a range that fails is a gap, and the others are read', async () => {
    const projects = Array.from({ length: 1_600 }, (_, index) => ({
      id: index + 1,
      path: `g/p${index}`,
      group: 1,
    }))
    const gitlab = await fakeFleet({
      ...none,
      groups: [{ id: 1, path: 'g' }],
      projects,
      instead(response, { pathname, searchParams }) {
        const after = Number(searchParams.get('id_after') ?? -1)
        if (!pathname.endsWith('/projects') || after < 150 || after > 250) return false
        json(response, { message: '500' }, 500)
        return true
      },
    })
    const { end, problems } = await scanned(gitlab, { askAtMost: 0 })
    expect(end.projects).toBeGreaterThanOrEqual(1_400)
    expect(problems.some(({ what }) => what === 'places')).toBe(true)
  })
})

describe('groups', () => {
  const groups = Array.from({ length: 250 }, (_, index) => ({ id: index + 1, path: `g${index}` }))

  test('page by page beside each other', async () => {
    const gitlab = await fakeFleet({ ...none, groups, projects: [] })
    const { end } = await scanned(gitlab, { askAtMost: 1_000 })
    expect(end.groups).toBe(250)
    expect(gitlab.count(/v4\/groups\?/)).toBe(3)
  })

  test('one that is deleted while they are read: they are read once more', async () => {
    let isDeleted = false
    const gitlab = await fakeFleet({ ...none, groups, projects: [] })
    gitlab.fleet.instead = (_response, { pathname, searchParams }) => {
      if (pathname.endsWith('/groups') && searchParams.get('page') === '2' && !isDeleted) {
        isDeleted = true
        gitlab.fleet.groups = groups.slice(1)
      }
      return false
    }
    const { end } = await scanned(gitlab, { askAtMost: 1_000 })
    expect(end).toMatchObject({ groups: 249, complete: true })
    expect(gitlab.count(/v4\/groups\?/)).toBe(6)
  })

  test('a list that fails: the agents are there by their projects, and the gap is told', async () => {
    const gitlab = await fakeFleet({
      instead(response, { pathname }) {
        if (!pathname.endsWith('v4/groups')) return false
        json(response, { message: '500' }, 500)
        return true
      },
    })
    const { end, problems } = await scanned(gitlab)
    expect(end).toMatchObject({ agents: 4, complete: false })
    expect(problems).toMatchObject([{ what: 'places', code: 'upstream_failed' }])
  })

  test('a ring of parents does not hang the scan', async () => {
    const ring = [
      { id: 1, path: 'a', parent: 2 },
      { id: 2, path: 'b', parent: 1 },
    ]
    const gitlab = await fakeFleet({
      ...none,
      groups: ring,
      projects: [{ id: 1, path: 'a/p', group: 1 }],
    })
    expect((await scanned(gitlab)).end.state).toBe('finished')
  })
})

test('lists that fail beside each other leave a gap each, and what was told by one is told anew', async () => {
  const failing = new Set(['30', '40'])
  const gitlab = await fakeFleet({
    isAdmin: false,
    instead(response, { pathname, searchParams }) {
      const level = searchParams.get('min_access_level') ?? ''
      if (!(pathname.endsWith('/projects') && searchParams.has('id_after') && failing.has(level))) {
        return false
      }
      json(response, { message: '500' }, 500)
      return true
    },
  })
  const { end, problems } = await scanned(gitlab)
  expect(end.complete).toBe(false)
  const places = problems.filter(({ what }) => what === 'places')
  expect(places.map(({ id }) => id).toSorted()).toEqual([
    'places maintained projects above 0',
    'places projects above 0',
  ])
})

test('who is no administrator is asked for by role', async () => {
  const gitlab = await fakeFleet({ isAdmin: false })
  const { end } = await scanned(gitlab)
  expect(end.complete).toBe(true)
  const levels = gitlab.seen.map(({ url }) =>
    new URL(url, 'http://x').searchParams.get('min_access_level'),
  )
  expect(new Set(levels.filter((level) => level !== null))).toEqual(new Set(['30', '40']))
  expect(gitlab.count(/members\/all/)).toBe(0)
})
