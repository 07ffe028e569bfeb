import { expect, onTestFinished, test } from 'vitest'
import { unknownRights } from './scope-rights.ts'
import { getScope, searchGroups, searchProjects } from './scopes.ts'
import { type Answerer, json, standIn } from './stand-in.fixture.ts'
import { fullPathSegment } from './target-url.ts'
import { ownWebUrl } from './web-url.ts'

async function started(answer: Answerer) {
  const server = await standIn(answer)
  onTestFinished(server.close)
  return server
}

test('the instance, without a question to GitLab', async () => {
  const server = await started((response) => json(response, {}))
  const { host } = new URL(server.url)
  expect(await getScope(server.gitlab(), { kind: 'instance' }, null)).toEqual({
    kind: 'instance',
    id: null,
    name: host,
    path: null,
    web_url: `${server.url}/`,
    console: { may: unknownRights },
  })
  expect(server.seen).toHaveLength(0)
})

test.each([
  ['group', 'groups/3?with_projects=false', { full_path: 'platform/web' }],
  ['project', 'projects/3', { path_with_namespace: 'platform/web' }],
] as const)('a %s', async (kind, url, path) => {
  const server = await started((response) =>
    json(response, { id: 3, name: 'web', web_url: 'https://elsewhere.test/x', ...path }),
  )
  expect(await getScope(server.gitlab(), { kind, id: 3 }, null)).toEqual({
    kind,
    id: 3,
    name: 'web',
    path: 'platform/web',
    web_url: null,
    console: { may: unknownRights },
  })
  expect(server.seen[0]?.url).toBe(`/api/v4/${url}`)
})

test('groups by name or path', async () => {
  const server = await started((response, { url: _ }) =>
    json(response, [{ id: 1, name: 'a', full_path: 'a', web_url: null }], 200, {
      'X-Next-Page': '3',
    }),
  )
  expect(await searchGroups(server.gitlab(), { search: 'a b', page: 2 })).toEqual({
    items: [{ id: 1, name: 'a', path: 'a', web_url: null }],
    next_page: 3,
  })
  expect(server.seen[0]?.url).toBe('/api/v4/groups?search=a+b&order_by=path&page=2&per_page=20')
})

const group = (id: number, path: string) => ({ id, name: `Group ${id}`, full_path: path })

test('a group by its full path, and those whose path holds it', async () => {
  const server = await started((response, { url }) =>
    url?.startsWith('/api/v4/groups/')
      ? json(response, group(2, 'storefront/web'))
      : json(
          response,
          [group(2, 'storefront/web'), group(3, 'other/web'), group(4, 'storefront/web/shop')],
          200,
          { 'X-Next-Page': '' },
        ),
  )
  const { items } = await searchGroups(server.gitlab(), { search: 'storefront/web' })
  expect(items.map(({ path }) => path)).toEqual(['storefront/web', 'storefront/web/shop'])
  expect(server.seen.map(({ url }) => url).sort()).toEqual([
    '/api/v4/groups/storefront%2Fweb?with_projects=false',
    '/api/v4/groups?search=web&order_by=path&page=1&per_page=20',
  ])
})

test.each([
  ['storefront web', 'web', ['storefront/web']],
  ['storefront/we', 'storefront', ['storefront/web']],
  ['storefront/', 'storefront', ['storefront/web']],
  ['https://gitlab.test/../x y', 'gitlab.test', []],
])('groups by %j ask for %j', async (search, term, paths) => {
  const server = await started((response, { url }) =>
    url?.startsWith('/api/v4/groups/')
      ? json(response, { message: '404 Group Not Found' }, 404)
      : json(response, [group(2, 'storefront/web'), group(3, 'other/web')], 200, {
          'X-Next-Page': '',
        }),
  )
  const { items } = await searchGroups(server.gitlab(), { search })
  expect(items.map(({ path }) => path)).toEqual(paths)
  const lists = server.seen.filter(({ url }) => !url?.startsWith('/api/v4/groups/'))
  expect(lists.map(({ url }) => url)).toEqual([
    `/api/v4/groups?search=${term}&order_by=path&page=1&per_page=20`,
  ])
})

test.each([
  ['platform/web', 'platform%2Fweb'],
  ['a/b.c/d_e-f', 'a%2Fb.c%2Fd_e-f'],
  ['platform', null],
  ['platform/..', null],
  ['../admin/clusters', null],
  ['platform//web', null],
  ['platform/web/', null],
  ['platform/web?x', null],
  ['a%2Fb/c', null],
  ['', null],
])('%j as a full path is %j', (path, expected) => {
  expect(fullPathSegment(path)).toBe(expected)
})

test('projects by name or path, everything without a search', async () => {
  const server = await started((response) => json(response, [], 200, { 'X-Next-Page': '' }))
  expect(await searchProjects(server.gitlab(), { search: '' })).toEqual({
    items: [],
    next_page: null,
  })
  expect(server.seen[0]?.url).toBe(
    '/api/v4/projects?search_namespaces=true&simple=true&order_by=last_activity_at&page=1&per_page=20',
  )
})

test.each([
  ['https://git.test/a/b', 'https://git.test', 'https://git.test/a/b'],
  ['https://git.test/root/a', 'https://git.test/root', 'https://git.test/root/a'],
  ['http://localhost:3080/a', 'http://localhost:3080', 'http://localhost:3080/a'],
  ['http://git.test/a', 'http://git.test', null],
  ['http://git.test/a', 'https://git.test', null],
  ['https://other.test/a', 'https://git.test', null],
  ['https://u:p@git.test/a', 'https://git.test', null],
  ['javascript:alert(1)', 'https://git.test', null],
  ['', 'https://git.test', null],
  [null, 'https://git.test', null],
])('%j of %s → %j', (value, gitlab, expected) => {
  expect(ownWebUrl(value, gitlab)).toBe(expected)
})
