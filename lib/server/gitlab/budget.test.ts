import { expect, test, vi } from 'vitest'
import { codeOf, read, schema, started, write } from './request.fixture.ts'
import { json, settingsFor } from './stand-in.fixture.ts'

const { readMs, writeMs } = { ...settingsFor(''), readMs: 7_001, writeMs: 7_002 }
const rows = Array.from({ length: 100 }, (_, index) => ({ id: index + 1 }))

test.each([
  ['a read', 200, read],
  ['a read that is refused', 403, read],
  ['a write', 201, write],
  ['a page of a list', 200, (gitlab) => gitlab.getPage('things', { schema, page: 1 })],
  ['a whole list', 200, (gitlab) => gitlab.getAll('things', { schema })],
] satisfies [string, number, (gitlab: Parameters<typeof read>[0]) => Promise<unknown>][])(
  '%s leaves no timer behind that would keep its request in memory',
  async (_, status, operation) => {
    const server = await started((response, { url }) =>
      json(response, url.includes('page=') ? [{ id: 1 }] : { id: 1 }, status),
    )
    const set = vi.spyOn(globalThis, 'setTimeout')
    const cleared = vi.spyOn(globalThis, 'clearTimeout')
    await codeOf(operation(server.gitlab({ readMs, writeMs })))
    const timers = set.mock.results
      .filter((_result, index) => [readMs, writeMs].includes(set.mock.calls[index]?.[1] ?? 0))
      .map(({ value }) => value)
    expect(timers).toHaveLength(1)
    expect(cleared.mock.calls.flat()).toEqual(expect.arrayContaining(timers))
  },
)

test('what is still on its way when a list failed is given up', async () => {
  const closed = Promise.withResolvers<void>()
  const server = await started((response, { url }) => {
    const page = Number(new URL(url, 'http://gitlab.test').searchParams.get('page'))
    if (page === 3) response.on('close', closed.resolve)
    else if (page === 1) json(response, rows, 200, { 'x-next-page': '2', 'x-total': '300' })
    else setTimeout(() => json(response, {}, 403), 50)
  })
  const gitlab = server.gitlab({ readMs: 60_000, headersMs: 60_000 })
  expect(await codeOf(gitlab.getAll('things', { schema }))).toBe('forbidden')
  await closed.promise
})
