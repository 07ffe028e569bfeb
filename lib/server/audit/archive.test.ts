import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { ServerProblem } from '../problem.ts'
import type { Anchor, ChainedRow } from '../store/audit-chain.ts'
import type { Database } from '../store/database.ts'
import { auditRow, engines, link, storeOn } from '../store/store.fixture.ts'
import type { Store } from '../store/store.ts'
import { archiveAudit } from './archive.ts'
import { verifyAudit } from './verify.ts'

const day = (number: number) => new Date(Date.UTC(2026, 10, number)).toISOString()

describe.each(engines)('archiving on %s', (_engine, newPlace) => {
  let database: Database
  let store: Store
  let kept: ChainedRow[]
  let finished: Anchor | null
  beforeEach(async () => {
    database = await (await newPlace()).open()
    store = storeOn(database)
    kept = []
    finished = null
    for (const number of [1, 2, 4, 3, 5]) {
      await store.audit.append({ ...auditRow, at_utc: day(number) })
    }
  })
  afterEach(() => database.close())

  const archive = (before: string) =>
    archiveAudit(database, link, {
      before,
      keep: async (rows) => void kept.push(...rows),
      finish: async (anchor) => {
        finished = anchor
      },
    })
  const left = async () => (await store.audit.after(0, 10)).map(({ seq }) => seq)

  test('takes away what it has handed over, and the chain goes on', async () => {
    expect(await archive(day(3))).toMatchObject({ rows: 2, broken: null })
    expect(kept.map(({ seq }) => seq)).toEqual([1, 2])
    expect(finished).toEqual({ seq: 2, hash: kept[1]?.hash })
    expect(await left()).toEqual([3, 4, 5])
    await store.audit.append(auditRow)
    expect(await verifyAudit(store.audit, link)).toMatchObject({ rows: 4, broken: null })
    await expect(database.run('DELETE FROM audit')).rejects.toThrow(ServerProblem)
  })

  test('takes no row that follows a newer one', async () => {
    await archive(day(4))
    expect(await left()).toEqual([3, 4, 5])
  })

  test('of everything leaves a chain that can begin again', async () => {
    await archive(day(30))
    expect(await left()).toEqual([])
    await store.audit.append(auditRow)
    expect(await verifyAudit(store.audit, link)).toMatchObject({ rows: 1, anchor: { seq: 6 } })
    expect(await archive(day(30))).toMatchObject({ rows: 1 })
  })

  test('of nothing does nothing', async () => {
    expect(await archive(day(1))).toMatchObject({ rows: 0 })
    expect(finished).toBeNull()
  })

  test('takes nothing away from a chain that does not hold, or that could not be kept', async () => {
    const other = (prev: string) => prev
    const broken = await archiveAudit(database, other, {
      before: day(30),
      keep: async () => undefined,
      finish: async () => undefined,
    })
    expect(broken).toMatchObject({ broken: { seq: 1, fault: 'changed' } })
    const failing = archiveAudit(database, link, {
      before: day(30),
      keep: () => Promise.reject(new Error('disk full')),
      finish: async () => undefined,
    })
    await expect(failing).rejects.toThrow('disk full')
    expect(await left()).toEqual([1, 2, 3, 4, 5])
  })
})
