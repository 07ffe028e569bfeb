import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { z } from 'zod'
import { bff } from './bff.ts'
import { ProblemError } from './problem-error.ts'
import { StreamCutError } from './read-lines.ts'

const schema = z.object({ n: z.number(), last: z.boolean().optional() })
type Line = z.infer<typeof schema>

const fetchMock = vi.fn<typeof fetch>()
beforeEach(() => {
  vi.stubGlobal('fetch', fetchMock)
  vi.stubGlobal('requestAnimationFrame', (callback: () => void) => setTimeout(callback, 0))
  vi.stubGlobal('cancelAnimationFrame', (id: number) => clearTimeout(id))
})
afterEach(() => vi.unstubAllGlobals())

/** An answer in these pieces; an error instead of a piece breaks it off. */
function answer(...pieces: (string | Error)[]) {
  const encoder = new TextEncoder()
  const body = new ReadableStream<Uint8Array>({
    async pull(controller) {
      const piece = pieces.shift()
      if (piece === undefined) controller.close()
      else if (piece instanceof Error) controller.error(piece)
      else controller.enqueue(encoder.encode(piece))
    },
  })
  fetchMock.mockResolvedValue(new Response(body))
}

async function read(signal?: AbortSignal) {
  const told: Line[][] = []
  const reading = bff.stream('/api/fleet', {
    schema,
    isLast: ({ last }) => last === true,
    onEvents: (events) => told.push(events),
    ...(signal && { signal }),
  })
  const error: unknown = await reading.then(
    () => null,
    (reason: unknown) => reason,
  )
  return { error, told, numbers: told.flat().map(({ n }) => n) }
}

const lines = (from: number, to: number) =>
  Array.from({ length: to - from }, (_, index) => `{"n":${from + index}}\n`).join('')

describe('an answer in lines', () => {
  it('is told in order, whatever the pieces it comes in', async () => {
    answer('{"n":1}\n{"n', '":2}\n', '\n{"n":3,"last":true}\n')
    expect(await read()).toMatchObject({ error: null, numbers: [1, 2, 3] })
    const [path, init] = fetchMock.mock.calls.at(-1) ?? []
    expect([path, init?.method, new Headers(init?.headers).get('x-csrf')]).toEqual([
      '/api/fleet',
      'GET',
      '1',
    ])
  })

  it('is told in batches, not line by line', async () => {
    answer(lines(0, 2_000), lines(2_000, 3_000), '{"n":3000,"last":true}\n')
    const { told, numbers } = await read()
    expect(numbers).toEqual(Array.from({ length: 3_001 }, (_, index) => index))
    expect(told.length).toBeLessThan(300)
  })

  it.each([
    ['ends before its last line', ['{"n":1}\n{"n":2}\n']],
    ['ends inside a line', ['{"n":1}\n{"n":2}\n{"n":3,"last"']],
    ['breaks off', ['{"n":1}\n', '{"n":2}\n', new TypeError('network error')]],
  ])('that %s was cut; what came is told', async (_how, pieces) => {
    answer(...pieces)
    const { error, numbers } = await read()
    expect(error).toBeInstanceOf(StreamCutError)
    expect(numbers).toEqual([1, 2])
  })

  it('with a line of another shape is a problem', async () => {
    answer('{"n":1}\n{"n":"two"}\n')
    const { error, numbers } = await read()
    expect(error).toBeInstanceOf(ProblemError)
    expect(numbers).toEqual([1])
  })

  it('that is a refusal is a problem with its code', async () => {
    fetchMock.mockResolvedValue(
      Response.json(
        { type: 'about:blank', title: 'b', status: 503, code: 'busy', request_id: 'r' },
        { status: 503 },
      ),
    )
    expect((await read()).error).toMatchObject({ problem: { code: 'busy' } })
  })

  it('that was given up tells no more', async () => {
    const controller = new AbortController()
    answer('{"n":1}\n', new DOMException('', 'AbortError'))
    controller.abort()
    const { error, told } = await read(controller.signal)
    expect(error).toMatchObject({ name: 'AbortError' })
    expect(told).toEqual([])
  })
})
