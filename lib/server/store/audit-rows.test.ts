import { afterEach, beforeEach, describe, expect, onTestFinished, test } from 'vitest'
import { ServerProblem } from '../problem.ts'
import { type ChainedRow, follow, genesis } from './audit-chain.ts'
import type { AuditFilter } from './audit-rows.ts'
import type { Database } from './database.ts'
import { engines, link, type Place, auditRow as plain, storeOn } from './store.fixture.ts'
import type { Store } from './store.ts'

const types = ['cluster', 'agent']
const start = { seq: 0, hash: genesis }

describe.each(engines)('the audit trail on %s', (engine, newPlace) => {
  let place: Place
  let database: Database
  let store: Store
  beforeEach(async () => {
    place = await newPlace()
    database = await place.open()
    store = storeOn(database)
  })
  afterEach(() => database.close())

  /** Changes rows behind the trail's back, as somebody with the database's own rights could. */
  async function tamper(sql: string) {
    await database.run('ALTER TABLE audit RENAME TO audit_kept')
    await database.run('CREATE TABLE audit AS SELECT * FROM audit_kept')
    await database.run(sql)
  }
  const chain = async () => follow(link, await store.audit.start(), await store.audit.after(0, 100))

  test('can be added to and nothing else', async () => {
    await store.audit.append(plain)
    expect(await database.all('SELECT * FROM audit')).toMatchObject([{ seq: 1, ...plain }])
    await expect(database.run("UPDATE audit SET actor_name = 'x'")).rejects.toThrow(ServerProblem)
    await expect(database.run('DELETE FROM audit')).rejects.toThrow(ServerProblem)
  })

  test('is one chain, however many write at once', async () => {
    // SQLite is for one process; a second connection in this one would wait for itself.
    const second = engine === 'SQLite' ? database : await place.open()
    if (second !== database) onTestFinished(second.close)
    const stores = [store, storeOn(second)]
    await Promise.all(
      Array.from({ length: 20 }, (_, index) =>
        stores[index % 2]?.audit.append({ ...plain, object_id: String(index) }),
      ),
    )
    const rows = await store.audit.after(0, 100)
    expect(rows.map(({ seq }) => seq)).toEqual(rows.map((_, index) => index + 1))
    expect(await chain()).toMatchObject({ anchor: { seq: 20 }, broken: null })
  })

  const tampering: [name: string, sql: string, broken: { seq: number; fault: string }][] = [
    [
      'a changed value',
      "UPDATE audit SET actor_name = 'eve' WHERE seq = 2",
      { seq: 2, fault: 'changed' },
    ],
    [
      'a value made empty',
      'UPDATE audit SET object_name = NULL WHERE seq = 3',
      { seq: 3, fault: 'changed' },
    ],
    ['a deleted row', 'DELETE FROM audit WHERE seq = 2', { seq: 3, fault: 'missing_before' }],
    ['a deleted beginning', 'DELETE FROM audit WHERE seq = 1', { seq: 2, fault: 'missing_before' }],
    [
      'another hash',
      `UPDATE audit SET hash = '${'a'.repeat(64)}' WHERE seq = 2`,
      { seq: 2, fault: 'changed' },
    ],
    [
      'a row that follows another one',
      `UPDATE audit SET prev_hash = '${'a'.repeat(64)}' WHERE seq = 3`,
      { seq: 3, fault: 'not_linked' },
    ],
  ]
  test.each(tampering)('%s is found', async (_name, sql, broken) => {
    for (let index = 1; index <= 4; index += 1) await store.audit.append(plain)
    expect(await chain()).toMatchObject({ broken: null })
    await tamper(sql)
    expect(await chain()).toEqual({ broken })
  })

  test('goes on after what was archived', async () => {
    for (let index = 1; index <= 3; index += 1) await store.audit.append(plain)
    const [, , last] = await store.audit.after(0, 3)
    await tamper('DELETE FROM audit')
    await database.run(
      `INSERT INTO audit_anchor (seq, hash, archived_at) VALUES (3, '${last?.hash}', 'x')`,
    )
    await store.audit.append(plain)
    expect(await chain()).toMatchObject({ anchor: { seq: 4 }, broken: null })
  })

  const at = (hour: number) => new Date(Date.UTC(2026, 10, 20, hour)).toISOString()
  const filters: [name: string, filter: AuditFilter, hours: number[]][] = [
    ['everything, the newest first', {}, [5, 4, 3, 2, 1, 0]],
    ['of one person', { actor: 'ann' }, [5, 3, 1]],
    ['of one user id', { own: { sub: '2', mode: 'oauth' } }, [5, 3, 1]],
    ['of the same id at another sign-in', { own: { sub: '2', mode: 'proxy-jwt' } }, []],
    ['of one action', { action: 'agent.delete' }, [4, 2]],
    ['of one type', { object: 'agent' }, [4, 2]],
    ['of one object', { object: 'agent/7' }, [2]],
    ['of one id with a slash in it', { object: 'agent/7/3' }, [4]],
    ['of one name', { object: 'prod' }, [5, 3, 1, 0]],
    ['from a time on', { from: at(3) }, [5, 4, 3]],
    ['before a time', { to: at(2) }, [1, 0]],
    ['of several at once', { actor: 'ann', object: 'prod', from: at(1), to: at(5) }, [3, 1]],
    ['that nobody did', { actor: 'nobody' }, []],
  ]
  test.each(filters)('lists rows %s', async (_name, filter, hours) => {
    for (let hour = 0; hour < 6; hour += 1) {
      const isAgent = hour === 2 || hour === 4
      await store.audit.append({
        ...plain,
        at_utc: at(hour),
        actor_sub: hour % 2 === 1 ? '2' : '1',
        actor_name: hour % 2 === 1 ? 'ann' : 'root',
        ...(isAgent && {
          action: 'agent.delete',
          object_type: 'agent',
          object_id: hour === 2 ? '7' : '7/3',
          object_name: 'edge',
        }),
      })
    }
    const listed: ChainedRow[] = []
    for (;;) {
      const cursor = listed.at(-1) ?? null
      const page = await store.audit.list(filter, { cursor, limit: 2, types })
      listed.push(...page)
      if (page.length < 2) break
    }
    expect(listed.map(({ at_utc }) => new Date(at_utc).getUTCHours())).toEqual(hours)
  })

  test('pages rows of the same moment without a gap', async () => {
    for (let index = 1; index <= 5; index += 1) await store.audit.append(plain)
    const first = await store.audit.list({}, { cursor: null, limit: 3, types })
    const rest = await store.audit.list({}, { cursor: first.at(-1) ?? null, limit: 3, types })
    expect([...first, ...rest].map(({ seq }) => seq)).toEqual([5, 4, 3, 2, 1])
    expect(follow(link, start, [...first, ...rest].toReversed())).toMatchObject({ broken: null })
  })
})
