import { randomBytes } from 'node:crypto'
import { readFile } from 'node:fs/promises'
import { projectEnv, startNode, stop } from '../../lib/cli/process.ts'
import { auditRows } from '../audit-rows.ts'
import { expect, stackTest } from '../fixtures.ts'
import { ended } from '../image.ts'
import { Person, signInOverHttp } from '../person.ts'
import { type Stack, startReplica, startStack } from '../stack.ts'

/** Each stops consoles: none is shared. */
const test = stackTest.extend<{ own: Stack }>({
  own: async ({ engine }, use) => {
    const stack = await startStack({ engine })
    await use(stack)
    await stack.close()
  },
})

const fresh = () => randomBytes(32).toString('base64')

test('SESSION_KEYS are changed in three steps, and nobody is signed out', async ({ own }) => {
  const root = await signInOverHttp(own, own.console.origin, 'root')
  await stop(own.console.child)
  const k1 = own.console.env.SESSION_KEYS ?? ''
  const k2 = `k2:${fresh()}`
  for (const SESSION_KEYS of [`${k1},${k2}`, `${k2},${k1}`, k2]) {
    const restarted = await startReplica(own, { SESSION_KEYS })
    const person = new Person(restarted.origin, root.cookie)
    expect((await person.call('GET', '/api/instance')).status).toBe(200)
    await stop(restarted.child)
  }
})

test('AUDIT_KEY is changed after older rows are archived, and the chain holds', async ({
  own,
}, info) => {
  const { env } = own.console
  const operate = (AUDIT_KEY: string, ...args: string[]) =>
    ended(
      startNode(['--conditions=react-server', 'lib/cli/operate.ts', 'audit', ...args], {
        env: projectEnv({ ...env, AUDIT_KEY }),
        stdio: ['ignore', 'pipe', 'pipe'],
      }),
    )
  const old = env.AUDIT_KEY ?? ''
  await signInOverHttp(own, own.console.origin, 'root')
  await stop(own.console.child)

  const file = info.outputPath('audit.jsonl')
  const tomorrow = new Date(Date.now() + 86_400_000).toISOString().slice(0, 10)
  expect(await operate(old, 'verify')).toMatchObject({ status: 0 })
  const archived = await operate(old, 'archive', '--before', tomorrow, '--to', file)
  expect(archived.printed).toMatch(
    /^\d+ rows archived; the trail goes on after \d+:[0-9a-f]{64}\n$/,
  )
  expect(await readFile(file, 'utf8')).toContain('session.start')

  const next = fresh()
  // In the place of the one that was stopped: GitLab leads people back there.
  const port = Number(new URL(own.console.origin).port)
  const restarted = await startReplica(own, { AUDIT_KEY: next }, port)
  const root = await signInOverHttp(own, restarted.origin, 'root')
  expect(await auditRows(root)).toMatchObject([{ action: 'session.start' }])
  await stop(restarted.child)
  expect(await operate(next, 'verify')).toMatchObject({ status: 0 })
  // The old key does not prove what came after it.
  expect(await operate(old, 'verify')).toMatchObject({ status: 1 })
})
