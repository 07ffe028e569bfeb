import { describe, expect, it } from 'vitest'
import { fleetAgent, fleetProgress } from '#lib/contract/fleet.fixture.ts'
import { agents, begun, finished, noScan, scan } from './fleet-scan.fixture.ts'
import { StreamCutError } from './read-lines.ts'

describe('what is done on opening', () => {
  it('looks, and scans where there is nothing; once, whoever opens', async () => {
    const { fleet, asked, end } = scan()
    fleet.open()
    fleet.open()
    expect(fleet.get()).toMatchObject({ step: 'asking', rows: null })
    await end(noScan)
    expect(asked()).toEqual(['look', 'scan'])
    expect(fleet.get()).toMatchObject({ step: 'running', isAfresh: true })
  })

  it('shows all of the last result, however long it is', async () => {
    const { fleet, asked } = await finished(1, 300)
    expect(fleet.get()).toMatchObject({ step: 'finished', fresh: 0, end: { state: 'finished' } })
    expect(fleet.get().rows).toHaveLength(300)
    expect(asked()).toEqual(['look'])
  })

  it.each(['running', 'waiting', 'paused'] as const)(
    'goes on with one that is %s',
    async (state) => {
      const { fleet, asked, tell, end } = scan()
      fleet.open()
      tell(...agents(1, 3))
      await end({ state })
      expect(asked()).toEqual(['look', 'scan'])
      expect(fleet.get().rows).toHaveLength(3)
    },
  )

  it('shows the last result and goes on with a newer scan', async () => {
    const { fleet, asked, tell, end } = scan()
    fleet.open()
    tell(fleetProgress({ scan: 's2' }), fleetProgress({ state: 'finished' }), ...agents(1, 3))
    await end()
    expect(asked()).toEqual(['look', 'scan'])
    expect(fleet.get()).toMatchObject({ step: 'running', isOlder: true, end: { scan: 's1' } })
  })

  it('shows the last result and leaves a newer scan alone that the person paused', async () => {
    const { fleet, asked, tell, end, remember } = scan()
    remember()
    fleet.open()
    const newer = fleetProgress({ scan: 's2', state: 'paused' })
    tell(newer, fleetProgress({ state: 'finished' }), ...agents(1, 3))
    await end()
    expect(asked()).toEqual(['look'])
    expect(fleet.get()).toMatchObject({ step: 'paused', isOlder: true, progress: newer })
    expect(fleet.get().rows).toHaveLength(3)
  })

  it('leaves one alone that the person paused', async () => {
    const { fleet, asked, tell, end, remember } = scan()
    remember()
    fleet.open()
    tell(...agents(1, 3))
    await end({ state: 'paused' })
    expect(asked()).toEqual(['look'])
    expect(fleet.get().step).toBe('paused')
  })
})

describe('rows that come in', () => {
  it('are shown up to the first screen; those after it wait', async () => {
    const { fleet, tell } = await begun()
    tell(fleetProgress(), ...agents(1, 20))
    expect(fleet.get().rows).toHaveLength(20)
    tell(...agents(21, 60))
    expect(fleet.get().rows).toHaveLength(60)
    const { rows } = fleet.get()
    tell(...agents(55, 94))
    expect(fleet.get()).toMatchObject({ fresh: 34, found: 94 })
    expect(fleet.get().rows).toBe(rows)
    fleet.show()
    expect(fleet.get()).toMatchObject({ fresh: 0 })
    expect(fleet.get().rows).toHaveLength(94)
  })

  it('wait from the second on while somebody points at them', async () => {
    const { fleet, tell, end } = await begun()
    let isBusy = true
    const letGo = fleet.holdWhile(() => isBusy)
    tell(fleetProgress(), ...agents(1, 2))
    expect(fleet.get().rows).toHaveLength(2)
    tell(...agents(3, 4))
    expect(fleet.get()).toMatchObject({ fresh: 2, found: 4 })
    expect(fleet.get().rows).toHaveLength(2)
    isBusy = false
    tell(...agents(5, 5))
    expect(fleet.get()).toMatchObject({ fresh: 0 })
    expect(fleet.get().rows).toHaveLength(5)
    isBusy = true
    letGo()
    tell(...agents(6, 6))
    expect(fleet.get().rows).toHaveLength(6)
    await end()
    expect(fleet.get()).toMatchObject({ step: 'finished', fresh: 0 })
  })

  it('at the end those that wait go on waiting; with none the result stands', async () => {
    const { fleet, tell, end } = await begun()
    tell(...agents(1, 60))
    tell(...agents(61, 70))
    await end()
    expect(fleet.get()).toMatchObject({ step: 'finished', fresh: 10, end: null })
    fleet.show()
    expect(fleet.get()).toMatchObject({ fresh: 0, end: { complete: true } })
  })

  it('problems are told at once', async () => {
    const { fleet, tell } = await begun()
    tell({ type: 'problem', id: 'p', what: 'agents', scope: null, code: 'forbidden', count: 2 })
    expect(fleet.get().problems).toHaveLength(1)
  })
})

describe('another scan', () => {
  it('leaves what is on screen until it is complete and somebody wants to see it', async () => {
    const { fleet, asked, tell, end } = await finished(1, 5)
    void fleet.restart({ personal: true, thorough: false })
    expect(asked()).toEqual(['look', 'restart'])
    tell(fleetProgress({ scan: 's2' }), ...agents(3, 7))
    expect(fleet.get()).toMatchObject({ step: 'running', isOlder: true, found: 5, fresh: 2 })
    expect(fleet.get().rows).toHaveLength(5)
    await end({ scan: 's2' })
    expect(fleet.get()).toMatchObject({ step: 'finished', isOlder: true, fresh: 2, gone: 2 })
    fleet.show()
    expect(fleet.get()).toMatchObject({ isOlder: false, end: { scan: 's2' } })
    expect(fleet.get().rows?.map(({ id }) => id)).toEqual([3, 4, 5, 6, 7])
  })

  it('what could not be read is read again, with the rest on screen', async () => {
    const { fleet, asked, tell, end } = await finished(1, 5)
    void fleet.retry()
    tell(...agents(1, 6))
    await end()
    expect(asked()).toEqual(['look', 'retry'])
    expect(fleet.get().rows).toHaveLength(6)
  })
})

describe('a scan that does not go on', () => {
  it.each(['heard', 'lost'])('paused: nobody listens, until somebody goes on; %s', async (way) => {
    const { fleet, asked, tell, end, isGivenUp, losePauses } = await begun()
    if (way === 'lost') losePauses()
    tell(fleetProgress(), ...agents(1, 3))
    fleet.pause()
    expect(isGivenUp()).toBe(true)
    expect(fleet.get()).toMatchObject({ step: 'paused' })
    void fleet.resume()
    await end({ state: 'paused' })
    expect(asked()).toEqual(['look', 'scan', 'pause', 'look', 'scan'])
    tell(fleetProgress(), ...agents(1, 4))
    expect(fleet.get().rows).toHaveLength(4)
  })

  it('paused, and over when somebody goes on: what it found meanwhile waits', async () => {
    const { fleet, asked, tell, end } = await begun()
    tell(fleetProgress(), ...agents(1, 60))
    fleet.pause()
    void fleet.resume()
    tell(...agents(1, 70))
    await end()
    expect(asked()).toEqual(['look', 'scan', 'pause', 'look'])
    expect(fleet.get()).toMatchObject({ step: 'finished', fresh: 10 })
  })

  it('stopped when it was gone: what stands here stays, and is not called a whole', async () => {
    const { fleet, tell, end } = await begun()
    tell(fleetProgress(), ...agents(1, 3))
    fleet.pause()
    void fleet.stop()
    tell(noScan)
    await end(noScan)
    expect(fleet.get()).toMatchObject({ step: 'stopped', end: null, found: 3 })
    expect(fleet.get().rows).toHaveLength(3)
  })

  it('a second one stopped when it was gone: the result before stands again', async () => {
    const { fleet, tell, end } = await begun()
    tell(fleetProgress(), ...agents(1, 3))
    await end()
    void fleet.restart({ personal: false, thorough: false })
    tell(fleetProgress({ scan: 's2' }), ...agents(1, 1))
    fleet.pause()
    void fleet.stop()
    tell(fleetProgress({ state: 'finished' }), ...agents(1, 3))
    await end()
    expect(fleet.get()).toMatchObject({ step: 'finished', isOlder: false, fresh: 0, gone: 0 })
    expect(fleet.get().rows).toHaveLength(3)
  })

  it('stopped: what was found stands, and says that it is not all', async () => {
    const { fleet, asked, tell, end } = await begun()
    tell(fleetProgress(), ...agents(1, 3))
    void fleet.stop()
    tell(...agents(1, 3))
    await end({ state: 'stopped', complete: false })
    expect(asked()).toEqual(['look', 'scan', 'stop'])
    expect(fleet.get()).toMatchObject({ step: 'stopped', end: { complete: false } })
  })

  it('cut: says so, keeps what came, and opening again looks again', async () => {
    const { fleet, asked, tell, fail } = await begun()
    tell(fleetProgress(), ...agents(1, 3))
    await fail(new StreamCutError())
    expect(fleet.get()).toMatchObject({ step: 'cut' })
    expect(fleet.get().rows).toHaveLength(3)
    fleet.open()
    expect(asked()).toEqual(['look', 'scan', 'look'])
  })

  it('the console is to stop: says so, keeps what came, and opening again looks again', async () => {
    const { fleet, asked, tell, close } = await begun()
    tell(fleetProgress(), ...agents(1, 3))
    await close()
    expect(fleet.get()).toMatchObject({ step: 'closing', error: null })
    expect(fleet.get().rows).toHaveLength(3)
    fleet.open()
    expect(asked()).toEqual(['look', 'scan', 'look'])
  })

  it('failed: with the reason', async () => {
    const { fleet, fail } = scan()
    fleet.open()
    await fail(new TypeError('no answer'))
    expect(fleet.get()).toMatchObject({ step: 'failed', error: { message: 'no answer' } })
  })

  it('waiting: for GitLab, with the time', async () => {
    const { fleet, tell } = await begun()
    tell(fleetProgress({ state: 'waiting', waiting_until: '2026-11-20T12:01:00Z' }))
    expect(fleet.get()).toMatchObject({ step: 'waiting' })
  })
})

it('what the page changed itself is changed in place, also in what waits', async () => {
  const { fleet } = await finished(1, 3)
  const agents = fleet.get().end?.agents ?? 0
  fleet.change('agent-2', fleetAgent(2, { name: 'other' }))
  fleet.change('agent-3', null)
  fleet.change('agent-3', null)
  expect(fleet.get().end?.agents).toBe(agents - 1)
  fleet.show()
  expect(fleet.get().end?.agents).toBe(agents - 1)
  expect(fleet.get().rows?.map(({ name }) => name)).toEqual(['agent-1', 'other'])
})
