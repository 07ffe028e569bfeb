import { execFileSync } from 'node:child_process'
import { chown, copyFile, rename, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { auditRows } from './audit-rows.ts'
import { ended } from './image.ts'
import { expect, test } from './image-fixture.ts'
import { type Person, signInOverHttp } from './person.ts'

/** Backups as docs/deploy/README.md makes them, and back again: who was signed in still is, and the trail holds. */

const update = (person: Person, name: string) =>
  person.call('PUT', '/api/scopes/instance/clusters/1', {
    body: { namespace_per_environment: true, name },
  })
const namesIn = async (person: Person) =>
  (await auditRows(person, '?action=cluster.update')).map(({ changes }) => JSON.stringify(changes))

test('a backup of the SQLite store, made while the console runs, is put back', async ({
  container,
  contained,
  again,
}) => {
  const stack = await contained('sqlite')
  const { origin, env, child } = stack.console
  const data = join(container.folder, 'data')
  const root = await signInOverHttp(stack, origin, 'root')
  expect((await update(root, 'before-backup')).status).toBe(200)
  const backup = ['operate.js', 'backup', '--to', 'data/backup.db']
  const made = await ended(container.node(backup, env))
  expect(made.status, made.printed).toBe(0)
  expect((await ended(container.node(backup, env))).status, 'never written over').toBe(1)
  expect((await update(root, 'after-backup')).status).toBe(200)

  const gone = new Promise((resolve) => child.once('exit', resolve))
  child.kill('SIGKILL')
  await gone
  for (const end of ['', '-wal', '-shm']) await rm(join(data, `console.db${end}`), { force: true })
  await rename(join(data, 'backup.db'), join(data, 'console.db'))

  const renewed = await again(stack)
  const there = await namesIn(root)
  expect(there.join()).toContain('before-backup')
  expect(there.join()).not.toContain('after-backup')
  expect((await ended(container.node(['operate.js', 'audit', 'verify'], renewed.env))).status).toBe(
    0,
  )
})

test('the files of a SQLite store that was not closed are a backup, with the log beside them', async ({
  container,
  contained,
  again,
}) => {
  const stack = await contained('sqlite')
  const { origin, env, child } = stack.console
  const data = join(container.folder, 'data')
  const root = await signInOverHttp(stack, origin, 'root')
  expect((await update(root, 'in-the-log')).status).toBe(200)
  const gone = new Promise((resolve) => child.once('exit', resolve))
  child.kill('SIGKILL')
  await gone
  for (const end of ['', '-wal']) {
    const copy = join(data, `copy.db${end}`)
    await copyFile(join(data, `console.db${end}`), copy)
    if (process.getuid?.() === 0) await chown(copy, container.image.user, container.image.user)
  }
  const copied = { ...env, STORE_URL: 'sqlite:./data/copy.db' }
  const verified = await ended(container.node(['operate.js', 'audit', 'verify'], copied))
  expect(verified.status, verified.printed).toBe(0)
  const original = await ended(container.node(['operate.js', 'audit', 'verify'], env))
  expect(verified.printed).toBe(original.printed)
  await again(stack)
  expect((await namesIn(root)).join()).toContain('in-the-log')
})

/** Of the distribution's package; npm's server comes without. */
function hasPgDump(): boolean {
  try {
    execFileSync('pg_dump', ['--version'])
    return true
  } catch {
    return false
  }
}

test('a dump of the PostgreSQL store, made while the console runs, is put back', async ({
  container,
  contained,
  again,
}) => {
  test.skip(!hasPgDump(), 'there is no pg_dump on this machine')
  const stack = await contained('postgres')
  const { origin, env, child } = stack.console
  const owner = env.STORE_MIGRATE_URL ?? ''
  const root = await signInOverHttp(stack, origin, 'root')
  expect((await update(root, 'before-backup')).status).toBe(200)
  const file = test.info().outputPath('console.dump')
  execFileSync('pg_dump', ['--format=custom', `--dbname=${owner}`, `--file=${file}`])
  expect((await update(root, 'after-backup')).status).toBe(200)

  const gone = new Promise((resolve) => child.once('exit', resolve))
  child.kill('SIGTERM')
  await gone
  const restore = ['--clean', '--if-exists', '--exit-on-error', '--single-transaction']
  execFileSync('pg_restore', [...restore, `--dbname=${owner}`, file])
  await rm(file)

  const renewed = await again(stack)
  const there = await namesIn(root)
  expect(there.join()).toContain('before-backup')
  expect(there.join()).not.toContain('after-backup')
  const verified = await ended(container.node(['operate.js', 'audit', 'verify'], renewed.env))
  expect(verified.status, verified.printed).toBe(0)
  expect((await update(root, 'goes-on')).status).toBe(200)
})
