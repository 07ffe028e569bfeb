import { expect, it } from 'vitest'
import { offsetHeaders } from './pagination.ts'
import { checkFacts, grape, runSimulator } from './simulator-fixture.ts'

const fixture = runSimulator()

const AGENTS = 'GET /projects/1/cluster_agents'

const links = (path: string, pairs: readonly (readonly [string, string])[]) => {
  const escaped = pairs.map(
    ([query, relation]) =>
      `<http://127\\.0\\.0\\.1:\\d+/api/v4${path}\\?${query}>; rel="${relation}"`,
  )
  return new RegExp(`^${escaped.join(', ')}$`)
}

checkFacts(fixture, [
  {
    section: '2',
    fact: 'defaults: page 1, 20 per page, empty x-prev-page and x-next-page',
    as: 'developer',
    call: AGENTS,
    status: 200,
    sends: {
      'x-page': '1',
      'x-per-page': '20',
      'x-prev-page': '',
      'x-next-page': '',
      'x-total': '4',
      'x-total-pages': '1',
    },
  },
  {
    section: '2',
    fact: 'a middle page; Link in the order prev, next, first, last, with the path parameter id',
    as: 'developer',
    call: `${AGENTS}?per_page=1&page=2`,
    status: 200,
    like: [{ name: 'inside' }],
    sends: {
      'x-prev-page': '1',
      'x-next-page': '3',
      'x-total-pages': '4',
      link: links('/projects/1/cluster_agents', [
        ['id=1&page=1&per_page=1', 'prev'],
        ['id=1&page=3&per_page=1', 'next'],
        ['id=1&page=1&per_page=1', 'first'],
        ['id=1&page=4&per_page=1', 'last'],
      ]),
    },
  },
  {
    section: '2',
    fact: 'Link carries GitLab’s external host, whatever Host the client used',
    as: 'developer',
    call: AGENTS,
    headers: { Host: 'elsewhere.example.test' },
    status: 200,
    sends: { link: /^<http:\/\/127\.0\.0\.1:/ },
  },
  {
    section: '2',
    fact: 'per_page is clamped to 100',
    as: 'developer',
    call: `${AGENTS}?per_page=500`,
    status: 200,
    sends: { 'x-per-page': '100' },
  },
  {
    section: '2',
    fact: 'a page past the end is an empty list',
    as: 'developer',
    call: `${AGENTS}?page=9`,
    status: 200,
    answer: [],
    sends: { 'x-next-page': '', 'x-prev-page': '', 'x-total': '4' },
  },
  {
    section: '2',
    fact: 'per_page=0',
    as: 'developer',
    call: `${AGENTS}?per_page=0`,
    status: 400,
    answer: grape('per_page has a value not allowed'),
  },
  {
    section: '2',
    fact: 'a page that is no number',
    as: 'developer',
    call: `${AGENTS}?page=two`,
    status: 400,
    answer: grape('page is invalid'),
  },
  {
    section: '2',
    fact: 'an empty list has one page',
    as: 'maintainer',
    call: 'GET /projects/2/cluster_agents',
    status: 200,
    answer: [],
    sends: { 'x-total': '0', 'x-total-pages': '1', 'x-next-page': '' },
  },
  {
    section: '2',
    fact: 'the instance list declares no pagination: a bad page is no error',
    as: 'root',
    call: 'GET /admin/clusters?page=two&per_page=0',
    status: 200,
    sends: { 'x-page': '1', 'x-per-page': '20' },
  },
  {
    section: '2',
    fact: 'the instance list paginates nevertheless',
    as: 'root',
    call: 'GET /admin/clusters?page=2&per_page=1',
    status: 200,
    like: [{ id: 2 }],
    sends: { 'x-prev-page': '1', 'x-total': '2' },
  },
  {
    section: '2',
    fact: 'keyset: Link with id_after, no totals',
    as: 'maintainer',
    call: 'GET /projects?pagination=keyset&order_by=id&sort=asc&per_page=2',
    status: 200,
    like: [{ id: 1 }, { id: 2 }],
    sends: { link: /[?&]id_after=2&.*rel="next"$/, 'x-total': null, 'x-page': null },
  },
  {
    section: '2',
    fact: 'keyset: the last page with rows still has a Link',
    as: 'maintainer',
    call: 'GET /projects?pagination=keyset&order_by=id&sort=asc&per_page=2&id_after=2',
    status: 200,
    like: [{ id: 3 }, { id: 4 }],
    sends: { link: /[?&]id_after=4&/ },
  },
  {
    section: '2',
    fact: 'keyset: the end is an empty page without Link',
    as: 'maintainer',
    call: 'GET /projects?pagination=keyset&order_by=id&sort=asc&per_page=2&id_after=4',
    status: 200,
    answer: [],
    sends: { link: null },
  },
  {
    section: '2',
    fact: 'keyset downwards goes by id_before',
    as: 'maintainer',
    call: 'GET /projects?pagination=keyset&order_by=id&per_page=1&id_before=4',
    status: 200,
    like: [{ id: 3 }],
    sends: { link: /[?&]id_before=3&/ },
  },
  {
    section: '2',
    fact: 'keyset needs order_by=id',
    as: 'maintainer',
    call: 'GET /projects?pagination=keyset',
    status: 405,
    answer: grape('Keyset pagination is not yet available for this type of request'),
  },
])

it.each([
  [10_000, '10000', '500', true],
  [10_001, null, null, false],
] as const)('§2 %i rows: totals and rel="last" %s', (length, total, pages, hasLast) => {
  const headers = offsetHeaders(length, 1, 20, (page) => `/?page=${page}`)
  expect(headers['X-Total'] ?? null).toBe(total)
  expect(headers['X-Total-Pages'] ?? null).toBe(pages)
  expect(headers.Link?.includes('rel="last"')).toBe(hasLast)
})
