import { stat, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { openSqlite } from './sqlite.ts'
import { backupSqlite } from './sqlite-backup.ts'
import { addSession, both, folder, queued, storeOn } from './store.fixture.ts'

const busyMs = 100

test('a store in use is copied with what is still in its log, for its owner alone', async () => {
  const at = folder()
  const file = join(at, 'console.db')
  const running = await openSqlite({ file, busyMs })
  await addSession(storeOn(running), 'a', 10)

  const to = join(at, 'copy.db')
  const { bytes } = await backupSqlite({ file, busyMs }, to)
  expect(await stat(to)).toMatchObject({ size: bytes })
  expect((await stat(to)).mode & 0o777).toBe(0o600)
  // What happens afterwards is not in it.
  await storeOn(running).sessions.end('a', 20)
  await running.close()

  const copy = await openSqlite({ file: to, busyMs })
  expect(await storeOn(copy).sessions.end('a', 20)).toBe(true)
  expect(await queued(storeOn(copy), 30)).toEqual(both('a'))
  await copy.close()
})

test('a file that exists is never written over, and a store that does not exist is not made', async () => {
  const at = folder()
  const file = join(at, 'console.db')
  const to = join(at, 'copy.db')
  await expect(backupSqlite({ file, busyMs }, to)).rejects.toThrow(/no store/)
  await expect(stat(file)).rejects.toThrow()
  await (await openSqlite({ file, busyMs })).close()
  await writeFile(to, 'kept')
  await expect(backupSqlite({ file, busyMs }, to)).rejects.toThrow(/EEXIST/)
  expect((await stat(to)).size).toBe(4)
})
