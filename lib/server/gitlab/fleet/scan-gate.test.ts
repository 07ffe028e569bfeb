import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { ServerProblem } from '#lib/server/problem.ts'
import { ScanEnded, ScanGate } from './scan-gate.ts'
import { ScanSlots } from './scan-slots.ts'

beforeEach(() => {
  vi.useFakeTimers({ now: Date.UTC(2026, 10, 20) })
})
afterEach(() => {
  vi.useRealTimers()
})

function gateOn(slots: ScanSlots, atOnce = 8) {
  const controller = new AbortController()
  const onChange = vi.fn()
  const gate = new ScanGate({ slots, atOnce, signal: controller.signal, onChange })
  return { gate, controller, onChange }
}

/** Calls that end when the test says so. */
function calls(gate: ScanGate, count: number) {
  const begun: (() => void)[] = []
  const all = Array.from({ length: count }, () =>
    gate.run(() => new Promise<void>((resolve) => begun.push(resolve))),
  )
  return { begun, all: Promise.all(all) }
}
const settle = () => vi.advanceTimersByTimeAsync(0)

describe('slots', () => {
  test('so many calls at a time, and the next as soon as one ends', async () => {
    const { gate } = gateOn(new ScanSlots(8))
    const { begun } = calls(gate, 20)
    await settle()
    expect(begun).toHaveLength(8)
    begun[0]?.()
    await settle()
    expect(begun).toHaveLength(9)
  })

  test('two scans share them fairly, whoever came first', async () => {
    const slots = new ScanSlots(8)
    const one = calls(gateOn(slots).gate, 100)
    await settle()
    const other = calls(gateOn(slots).gate, 100)
    for (let index = 0; index < 8; index += 1) one.begun[index]?.()
    await settle()
    expect([one.begun.length - 8, other.begun.length]).toEqual([4, 4])
  })

  test('a scan that is paused leaves its places to the others', async () => {
    const slots = new ScanSlots(8)
    const first = gateOn(slots).gate
    first.setPaused(true)
    const one = calls(first, 10)
    const other = calls(gateOn(slots).gate, 10)
    await settle()
    expect([one.begun.length, other.begun.length]).toEqual([0, 8])
    first.setPaused(false)
    for (const end of other.begun) end()
    await settle()
    expect(one.begun.length).toBeGreaterThan(0)
  })

  test('a scan that ends leaves nothing behind', async () => {
    const slots = new ScanSlots(1)
    const { gate, controller } = gateOn(slots)
    const { all, begun } = calls(gate, 3)
    const ended = expect(all).rejects.toBeInstanceOf(ScanEnded)
    await settle()
    controller.abort()
    await ended
    // Its call under way is aborted along with it.
    begun[0]?.()
    await settle()
    gate.close()
    await expect(gateOn(slots).gate.run(async () => 'next')).resolves.toBe('next')
  })
})

const refused = (retryAfterS: number) => new ServerProblem('rate_limited', { retryAfterS })

describe('after a 429', () => {
  test('all calls wait once, as long as GitLab says, and none is lost', async () => {
    const { gate, onChange } = gateOn(new ScanSlots(8))
    let tries = 0
    const call = () =>
      gate.run(async () => {
        tries += 1
        if (tries <= 8) throw refused(30)
        return 'read'
      })
    const all = Promise.all(Array.from({ length: 20 }, call))
    await settle()
    expect(gate.state).toBe('waiting')
    expect(gate.waitingUntil).toBe(Date.now() + 30_000)
    expect(tries).toBe(8)
    await vi.advanceTimersByTimeAsync(29_000)
    expect(tries).toBe(8)
    await vi.advanceTimersByTimeAsync(1_100)
    expect(await all).toEqual(Array.from({ length: 20 }, () => 'read'))
    expect(gate.state).toBe('running')
    expect(onChange).toHaveBeenCalledTimes(2)
  })

  test('half as many go on, and one more after every twenty answers', async () => {
    const { gate } = gateOn(new ScanSlots(8))
    let isRefused = true
    const call = () =>
      gate.run(async () => {
        if (isRefused) throw refused(1)
      })
    const all = Promise.all(Array.from({ length: 30 }, call))
    await settle()
    expect(gate.atOnce).toBe(4)
    isRefused = false
    await vi.advanceTimersByTimeAsync(1_100)
    await all
    expect(gate.atOnce).toBe(5)
    await Promise.all(Array.from({ length: 100 }, call))
    expect(gate.atOnce).toBe(8)
  })

  test('a call that is always refused is given up in the end', async () => {
    const { gate } = gateOn(new ScanSlots(8))
    const always = gate.run(() => Promise.reject(refused(1)))
    const given = expect(always).rejects.toMatchObject({ code: 'rate_limited' })
    await vi.advanceTimersByTimeAsync(60_000)
    await given
  })

  test('paused and waiting: paused is what is told', async () => {
    const { gate } = gateOn(new ScanSlots(8))
    const call = gate.run(() => Promise.reject(refused(5)))
    call.catch(() => undefined)
    await settle()
    gate.setPaused(true)
    expect(gate.state).toBe('paused')
    gate.setPaused(false)
    expect(gate.state).toBe('waiting')
  })
})

test('while the breaker is open the scan waits, and goes on where it was', async () => {
  const { gate } = gateOn(new ScanSlots(8))
  let isOpen = true
  const call = gate.run(async () => {
    if (!isOpen) return 'read'
    throw new ServerProblem('upstream_paused', { reason: 'upstream_unreachable', retryAfterS: 10 })
  })
  await settle()
  expect([gate.state, gate.waitingUntil]).toEqual(['waiting', Date.now() + 10_000])
  expect(gate.waitingFor).toBe('upstream_unreachable')
  // However often it is put off: that GitLab is away says nothing about the call.
  await vi.advanceTimersByTimeAsync(10 * 60_000)
  isOpen = false
  await vi.advanceTimersByTimeAsync(11_100)
  expect(await call).toBe('read')
  expect(gate.waitingFor).toBeNull()
})

test('how long a call has queued before is no part of its wait', async () => {
  const { gate } = gateOn(new ScanSlots(8))
  gate.setPaused(true)
  let tries = 0
  const call = gate.run(async () => {
    tries += 1
    if (tries > 1) return 'read'
    throw new ServerProblem('upstream_paused', { reason: 'upstream_failed', retryAfterS: 10 })
  })
  await vi.advanceTimersByTimeAsync(20 * 60_000)
  gate.setPaused(false)
  await vi.advanceTimersByTimeAsync(11_100)
  expect(await call).toBe('read')
})

test('a GitLab that stays away for a quarter of an hour ends the wait', async () => {
  const { gate } = gateOn(new ScanSlots(8))
  const away = () =>
    new ServerProblem('upstream_paused', { reason: 'upstream_tls', retryAfterS: 10 })
  const given = expect(gate.run(() => Promise.reject(away()))).rejects.toMatchObject({
    code: 'upstream_paused',
  })
  await vi.advanceTimersByTimeAsync(16 * 60_000)
  await given
})

test('a busy way to GitLab is tried again, any other failure is not', async () => {
  const { gate } = gateOn(new ScanSlots(8))
  let tries = 0
  const busy = gate.run(async () => {
    tries += 1
    if (tries === 1) throw new ServerProblem('busy')
    return tries
  })
  await vi.advanceTimersByTimeAsync(1_100)
  expect(await busy).toBe(2)
  const failing = vi.fn(() => Promise.reject(new ServerProblem('upstream_failed')))
  await expect(gate.run(failing)).rejects.toMatchObject({ code: 'upstream_failed' })
  expect(failing).toHaveBeenCalledTimes(1)
})

test('a call that fails because the scan ended says that', async () => {
  const { gate, controller } = gateOn(new ScanSlots(8))
  const call = gate.run(async () => {
    controller.abort()
    throw new ServerProblem('request_timeout')
  })
  await expect(call).rejects.toBeInstanceOf(ScanEnded)
})
