import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { codeOf, read, schema, started, write } from './request.fixture.ts'
import { type Answerer, json } from './stand-in.fixture.ts'

beforeEach(() => {
  // The shortest pause between two attempts.
  vi.spyOn(Math, 'random').mockReturnValue(0)
})
afterEach(() => {
  vi.restoreAllMocks()
})

describe('places', () => {
  const hold = () => {
    const held: (() => void)[] = []
    const answer: Answerer = (response) => held.push(() => json(response, { id: 1 }))
    const free = () => {
      for (const one of held.splice(0)) one()
    }
    return { answer, free }
  }

  test('eight of one person at once, the next waits, too many are turned away', async () => {
    const { answer, free } = hold()
    const server = await started(answer)
    const gitlab = server.gitlab({ queueMs: 1_000 })
    const running = Array.from({ length: 10 }, () => read(gitlab))
    await expect(read(gitlab)).rejects.toMatchObject({ code: 'busy', retryAfterS: 1 })
    await vi.waitFor(() => expect(server.seen).toHaveLength(8))
    const other = read(server.gitlab({ queueMs: 1_000 }, { person: '2' }))
    await vi.waitFor(() => expect(server.seen).toHaveLength(9))
    free()
    await vi.waitFor(() => expect(server.seen).toHaveLength(11))
    free()
    await Promise.all([...running, other])
  })

  test('all scans share one lane and leave people theirs', async () => {
    const { answer, free } = hold()
    const server = await started(answer)
    const of = (person: string) => server.gitlab({ maxPerPerson: 1 }, { person })
    const scan = of('1').get('things', { schema, lane: 'scan' })
    expect(await codeOf(of('2').get('things', { schema, lane: 'scan' }))).toBe('busy')
    const person = read(of('1'))
    await vi.waitFor(() => expect(server.seen).toHaveLength(2))
    free()
    await Promise.all([scan, person])
  })

  test('never more than the limit over all lanes', async () => {
    const { answer, free } = hold()
    const server = await started(answer)
    const of = (person: string) => read(server.gitlab({ maxInFlight: 2 }, { person }))
    const running = [of('1'), of('2')]
    expect(await codeOf(of('3'))).toBe('busy')
    free()
    await Promise.all(running)
  })

  test('who waits too long is told so, before anything is sent', async () => {
    const { answer, free } = hold()
    const server = await started(answer)
    const gitlab = server.gitlab({ maxPerPerson: 1 })
    const first = read(gitlab)
    expect(await codeOf(write(gitlab))).toBe('busy')
    expect(server.seen).toHaveLength(1)
    free()
    await first
  })
})
