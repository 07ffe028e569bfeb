import { describe, expect, test, vi } from 'vitest'
import { Ndjson, ndjsonLine, streamCut, streamNdjson } from './ndjson.ts'

function streamed(pieces: AsyncGenerator<string>, signal = new AbortController().signal) {
  const onEnd = vi.fn()
  const response = streamNdjson(new Ndjson(pieces), { headers: new Headers(), signal, onEnd })
  return { response, onEnd }
}

async function* counting(until: number, onEnd: () => void = () => undefined) {
  try {
    for (let n = 1; n <= until; n += 1) yield ndjsonLine({ n })
  } finally {
    onEnd()
  }
}

describe('a stream of lines', () => {
  test('sends what the generator gives, and says once that it is over', async () => {
    const { response, onEnd } = streamed(counting(3))
    expect(await response.text()).toBe('{"n":1}\n{"n":2}\n{"n":3}\n')
    expect(response.headers.get('content-type')).toBe('application/x-ndjson')
    expect(response.headers.get('x-accel-buffering')).toBe('no')
    expect(onEnd.mock.calls).toEqual([[undefined]])
  })

  test('asks for no more than one piece ahead of its reader', async () => {
    let given = 0
    async function* endless() {
      for (;;) {
        given += 1
        yield ndjsonLine({ given })
      }
    }
    const { response } = streamed(endless())
    await new Promise((resolve) => setTimeout(resolve, 20))
    expect(given).toBe(1)
    const reader = response.body?.getReader()
    await reader?.read()
    await reader?.read()
    await new Promise((resolve) => setTimeout(resolve, 20))
    expect(given).toBe(3)
    await reader?.cancel()
  })

  test.each([
    ['a mistake of ours, which is told', new Error('broken'), true],
    ['a good reason', streamCut(), false],
  ])('is cut without a last line when the generator throws: %s', async (_why, failure, isTold) => {
    async function* breaking() {
      yield ndjsonLine({ n: 1 })
      throw failure
    }
    const { response, onEnd } = streamed(breaking())
    const reader = response.body?.getReader()
    expect(new TextDecoder().decode((await reader?.read())?.value)).toBe('{"n":1}\n')
    await expect(reader?.read()).rejects.toMatchObject({ name: 'AbortError' })
    expect(onEnd.mock.calls).toEqual([[isTold ? failure : undefined]])
  })

  test('a reader that leaves ends the generator', async () => {
    const onLeft = vi.fn()
    const { response, onEnd } = streamed(counting(1_000_000, onLeft))
    const reader = response.body?.getReader()
    await reader?.read()
    await reader?.cancel()
    await vi.waitFor(() => expect(onLeft).toHaveBeenCalledTimes(1))
    expect(onEnd).toHaveBeenCalledTimes(1)
  })

  test.each(['before', 'after'])('so does a request that ends, %s it began', async (when) => {
    const controller = new AbortController()
    const onLeft = vi.fn()
    async function* patient() {
      try {
        yield ndjsonLine({ n: 1 })
        await new Promise((resolve) => setTimeout(resolve, 20))
        yield ndjsonLine({ n: 2 })
      } finally {
        onLeft()
      }
    }
    if (when === 'before') controller.abort()
    const { onEnd } = streamed(patient(), controller.signal)
    await new Promise((resolve) => setTimeout(resolve, 5))
    controller.abort()
    await vi.waitFor(() => expect(onEnd).toHaveBeenCalledTimes(1))
    // One that was never asked has nothing to clean up.
    if (when === 'after') await vi.waitFor(() => expect(onLeft).toHaveBeenCalledTimes(1))
  })
})
