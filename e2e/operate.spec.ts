import { chmod, chown, mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { auditRows } from './audit-rows.ts'
import { ended } from './image.ts'
import { expect, test } from './image-fixture.ts'
import { signInOverHttp } from './person.ts'

/** The operator's commands as they are in the image, beside a console that runs. */

for (const engine of ['sqlite', 'postgres'] as const) {
  test(`an operator sees who is signed in and ends sessions, and the trail says so (${engine})`, async ({
    container,
    contained,
  }) => {
    const stack = await contained(engine)
    const { origin, env } = stack.console
    const operate = (...args: string[]) => ended(container.node(['operate.js', ...args], env))
    const secrets = [env.SESSION_KEYS, env.AUDIT_KEY, env.GITLAB_OAUTH_CLIENT_SECRET].map(
      (value = '') => value.slice(value.indexOf(':') + 1),
    )
    const root = await signInOverHttp(stack, origin, 'root')
    const guest = await signInOverHttp(stack, origin, 'guest')
    const developer = await signInOverHttp(stack, origin, 'developer')
    const statusOf = async (person: typeof root) => (await person.call('GET', '/api/groups')).status
    for (const person of [root, guest, developer]) expect(await statusOf(person)).toBe(200)

    expect(await operate('check-config')).toMatchObject({ status: 0 })
    expect(await operate('migrate')).toMatchObject({ status: 0 })

    const listed = await operate('sessions', 'list')
    expect(listed.status).toBe(0)
    expect(listed.printed.split('\n')[0]).toMatch(/^MARK +USER/)
    const marked = await operate('sessions', 'list', '--json')
    const sessions = marked.printed
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line) as { mark: string; username: string })
    expect(sessions.map(({ username }) => username).sort()).toEqual(['developer', 'guest', 'root'])

    const mark = sessions.find(({ username }) => username === 'guest')?.mark ?? ''
    const killed = await operate('sessions', 'kill', mark)
    expect(killed.status, killed.printed).toBe(0)
    expect(await statusOf(guest)).toBe(401)
    expect((await operate('sessions', 'kill', mark)).status).toBe(1)
    expect((await operate('sessions', 'kill-user', 'developer')).status).toBe(0)
    expect(await statusOf(developer)).toBe(401)
    expect((await operate('sessions', 'kill-user', 'nobody')).status).toBe(1)
    expect(await statusOf(root)).toBe(200)

    const rows = (await auditRows(root)).filter(({ actor }) => actor.name === '(operator)')
    expect(rows.map(({ phase, action }) => `${phase} ${action}`)).toEqual([
      'outcome session.kill_all',
      'intent session.kill_all',
      'outcome session.kill',
      'intent session.kill',
    ])
    // What they were signed in with is revoked at GitLab by the console.
    await expect
      .poll(async () => (await stack.gitlab.control.requests('POST', /^\/oauth\/revoke/)).length)
      .toBeGreaterThanOrEqual(2)

    expect((await operate('sessions', 'kill-all')).status).toBe(0)
    expect(await statusOf(root)).toBe(401)
    const verified = await operate('audit', 'verify')
    expect(verified.printed).toMatch(/^\d+ rows, whole up to \d+:[0-9a-f]{64}\n$/)
    expect(verified.status).toBe(0)
    for (const secret of [...secrets, root.cookie.split('=')[1] ?? '']) {
      expect(secret.length).toBeGreaterThan(10)
      for (const { printed } of [listed, marked, killed, verified]) {
        expect(printed).not.toContain(secret)
      }
    }
  })

  test(`rows of the trail are archived, and the chain goes on (${engine})`, async ({
    container,
    contained,
  }) => {
    const stack = await contained(engine)
    const { env, origin } = stack.console
    await signInOverHttp(stack, origin, 'root')
    const place = await mkdtemp(join(tmpdir(), 'cluster-console-archive-'))
    if (process.getuid?.() === 0) await chown(place, container.image.user, container.image.user)
    else await chmod(place, 0o700)
    const operate = (...args: string[]) => ended(container.node(['operate.js', ...args], env))
    const to = join(place, 'audit.jsonl')
    const archived = await operate('audit', 'archive', '--before', '2100-01-01', '--to', to)
    expect(archived.status, archived.printed).toBe(0)
    const lines = (await readFile(to, 'utf8')).trim().split('\n')
    expect(JSON.parse(lines[0] ?? '')).toMatchObject({ action: 'session.start' })
    expect(JSON.parse(lines.at(-1) ?? '')).toHaveProperty('anchor.hash')
    expect((await operate('audit', 'verify')).status).toBe(0)
    expect((await operate('audit', 'verify', `1:${'0'.repeat(64)}`)).status).toBe(0)
    await signInOverHttp(stack, origin, 'root')
    expect((await operate('audit', 'verify', `2:${'0'.repeat(64)}`)).status).toBe(1)
    await rm(place, { recursive: true })
  })
}

test('a wrong command line or configuration says what is wrong, and does nothing', async ({
  container,
}) => {
  const operate = (env: Record<string, string>, ...args: string[]) =>
    ended(container.node(['operate.js', ...args], env))
  const key = Buffer.alloc(32, 'fake').toString('base64')
  const help = await operate({}, 'help')
  expect(help).toMatchObject({ status: 0 })
  for (const name of ['migrate', 'backup', 'audit verify', 'sessions kill-all']) {
    expect(help.printed).toContain(`  ${name}`)
  }
  for (const [args, status] of [
    [[], 2],
    [['nothing'], 2],
    [['audit', 'verify', 'x'], 2],
    [['audit', 'archive', '--before', 'soon'], 2],
    [['sessions', 'kill'], 2],
    [['sessions', 'list', '--all'], 2],
    [['backup'], 2],
    [['check-config'], 1],
    [['migrate'], 1],
  ] as const) {
    const answer = await operate({}, ...args)
    expect(answer.status, `${args.join(' ')}: ${answer.printed}`).toBe(status)
    expect(answer.printed).not.toMatch(/\n\s+at /)
  }
  const unreachable = 'postgres://console:fake-password-of-the-store@127.0.0.1:1/console'
  const refused = await operate({ STORE_URL: unreachable, AUDIT_KEY: key }, 'audit', 'verify')
  expect(refused.status, refused.printed).toBe(1)
  expect(refused.printed).not.toContain('fake-password')
})
