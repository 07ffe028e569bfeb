import type { ServerResponse } from 'node:http'
import { expect, onTestFinished, test } from 'vitest'
import { z } from 'zod'
import { type Answerer, json, standIn } from './stand-in.fixture.ts'

const schema = z.object({ id: z.number() })

async function started(answer: Answerer) {
  const server = await standIn(answer)
  onTestFinished(server.close)
  return server
}

const pageOf = (url: string) => Number(new URL(url, 'http://x').searchParams.get('page'))
const rows = (from: number, count: number) =>
  Array.from({ length: count }, (_, index) => ({ id: from + index }))
const page = (response: ServerResponse, ids: unknown, next: string, total?: number) =>
  json(response, ids, 200, {
    'X-Next-Page': next,
    ...(total === undefined ? {} : { 'X-Total': String(total) }),
    Link: '<http://127.0.0.1:1/evil>; rel="next"',
  })

test('all pages in order, each row once, by x-next-page and never by Link', async () => {
  const server = await started((response, { url }) => {
    const number = pageOf(url)
    // The second page begins with the last row of the first: something was added meanwhile.
    if (number === 1) page(response, rows(1, 100), '2', 199)
    else page(response, rows(100, 100), '', 199)
  })
  const { data } = await server.gitlab().getAll('things', { schema, query: { a: 1 } })
  expect(data.complete).toBe(true)
  expect(data.items.map(({ id }) => id)).toEqual(rows(1, 199).map(({ id }) => id))
  expect(server.seen.map(({ url }) => url)).toEqual([
    '/api/v4/things?a=1&page=1&per_page=100',
    '/api/v4/things?a=1&page=2&per_page=100',
  ])
})

test.each([
  ['no total (more than 10,000 rows in GitLab’s count)', '', undefined, true],
  ['no paging headers at all, as where GitLab does not page', undefined, undefined, true],
])('%s', async (_, next, total, complete) => {
  const server = await started((response) =>
    next === undefined ? json(response, rows(1, 3)) : page(response, rows(1, 3), next, total),
  )
  const { data } = await server.gitlab().getAll('things', { schema })
  expect(data).toEqual({ items: rows(1, 3), complete })
})

test('a full page without paging headers is not taken for everything', async () => {
  const server = await started((response) => json(response, rows(1, 100)))
  expect((await server.gitlab().getAll('things', { schema })).data.complete).toBe(false)
})

test('no more than the cap, and said so', async () => {
  const server = await started((response, { url }) => {
    const number = pageOf(url)
    page(response, rows((number - 1) * 100 + 1, 100), String(number + 1))
  })
  const { data } = await server.gitlab().getAll('things', { schema, maxRows: 250 })
  expect([data.items.length, data.complete, server.seen.length]).toEqual([250, false, 3])
})

test('the pages of a long list are read four at a time, in order', async () => {
  let inFlight = 0
  let most = 0
  const server = await started((response, { url }) => {
    const number = pageOf(url)
    inFlight += 1
    most = Math.max(most, inFlight)
    // The later ones are ready first.
    setTimeout(
      () => {
        inFlight -= 1
        page(response, rows((number - 1) * 100 + 1, 100), number === 9 ? '' : `${number + 1}`, 900)
      },
      (10 - number) * 5,
    )
  })
  const { data } = await server.gitlab().getAll('things', { schema })
  expect(data).toEqual({ items: rows(1, 900), complete: true })
  expect(server.seen).toHaveLength(9)
  expect(most).toBe(4)
})

test('a scan, which reads many lists at a time, reads the pages of each one by one', async () => {
  let inFlight = 0
  const server = await started((response, { url }) => {
    const number = pageOf(url)
    inFlight += 1
    expect(inFlight).toBe(1)
    setTimeout(() => {
      inFlight -= 1
      page(response, rows((number - 1) * 100 + 1, 100), number === 5 ? '' : `${number + 1}`, 500)
    }, 5)
  })
  const { data } = await server.gitlab().getAll('things', { schema, lane: 'scan' })
  expect(data.items).toHaveLength(500)
})

test('a list that shrank while it was read is read again', async () => {
  let pass = 0
  const server = await started((response, { url }) => {
    const number = pageOf(url)
    if (number === 1) pass += 1
    // In the first pass row 1 vanishes after page 1, so that row 101 slips from page 2 to page 1.
    if (number === 2) page(response, rows(102, 1), '', 101)
    else if (pass === 1) page(response, rows(1, 100), '2', 102)
    else page(response, rows(2, 100), '2', 101)
  })
  const { data } = await server.gitlab().getAll('things', { schema })
  expect(data).toEqual({ items: rows(2, 101), complete: true })
})

test('rows that GitLab counts and never shows make a list incomplete', async () => {
  const server = await started((response) => page(response, rows(1, 2), '', 3))
  expect((await server.gitlab().getAll('things', { schema })).data.complete).toBe(false)
  expect(server.seen).toHaveLength(2)
})

test.each(['1', '0', '-1', '3', '99999999', 'two'])(
  'x-next-page %j after page 1 is refused',
  async (next) => {
    const server = await started((response) => page(response, rows(1, 100), next))
    await expect(server.gitlab().getAll('things', { schema })).rejects.toMatchObject({
      code: 'upstream_invalid',
    })
    expect(server.seen).toHaveLength(1)
  },
)

test.each([
  ['an object', { items: [] }],
  ['more rows than asked for', rows(1, 101)],
  ['a row that is none', [{ id: 1 }, { id: null }]],
])('%s instead of a page is refused', async (_, body) => {
  const server = await started((response) => page(response, body, ''))
  await expect(server.gitlab().getAll('things', { schema })).rejects.toMatchObject({
    code: 'upstream_invalid',
  })
})

test('a page that cannot be read takes the whole list away', async () => {
  const server = await started((response, { url }) =>
    pageOf(url) === 1
      ? page(response, rows(1, 100), '2', 150)
      : json(response, { message: '500 Internal Server Error' }, 500),
  )
  await expect(server.gitlab().getAll('things', { schema })).rejects.toMatchObject({
    code: 'upstream_failed',
  })
})

test('the pages of a list share one time limit', async () => {
  const server = await started((response, { url }) =>
    setTimeout(() => page(response, rows(pageOf(url) * 100, 100), String(pageOf(url) + 1)), 60),
  )
  await expect(server.gitlab({ readMs: 300 }).getAll('things', { schema })).rejects.toMatchObject({
    code: 'upstream_timeout',
  })
})

test.each([
  ['2', 2],
  ['', null],
])('one page, x-next-page %j', async (next, nextPage) => {
  const server = await started((response) => page(response, rows(1, 20), next))
  const { data } = await server.gitlab().getPage('things', { schema, page: 1 })
  expect(data).toMatchObject({ items: rows(1, 20), nextPage })
  expect(server.seen[0]?.url).toBe('/api/v4/things?page=1&per_page=20')
})
