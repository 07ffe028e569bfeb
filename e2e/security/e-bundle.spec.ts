import { readdir, readFile, stat } from 'node:fs/promises'
import { join } from 'node:path'
import { root as project } from '../../lib/cli/process.ts'
import { count } from './figures.ts'
import { reactData } from './react-data.ts'
import { addressOf, pages } from './routes.ts'
import { formsOf } from './secret-forms.ts'
import { expect, test } from './watched.ts'

const built = (...path: string[]) => join(project, '.next', ...path)

/** All files below a folder; none when it is not there. */
async function filesIn(folder: string): Promise<string[]> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true }).catch(() => [])
  return entries.flatMap((entry) => (entry.isFile() ? [join(entry.parentPath, entry.name)] : []))
}

/** Names of variables that hold a secret, from the table of the configuration. */
async function secretNames(): Promise<string[]> {
  const table = await readFile(join(project, 'docs', 'configuration.md'), 'utf8')
  const names = [...table.matchAll(/^\| `([A-Z_]+)`/gm)].map(([, name = '']) => name)
  return names.filter((name) => /KEYS?$|SECRET$|_TOKEN$|^STORE_.*URL$/.test(name))
}

test('E01 what every browser gets holds no secret, no name of a secret variable and no source map', async ({
  enter,
  watch,
}) => {
  const files = await filesIn(built('standalone', '.next', 'static'))
  expect(files.length).toBeGreaterThan(10)
  expect(files.filter((file) => file.endsWith('.map'))).toEqual([])
  const names = await secretNames()
  expect(names.length).toBeGreaterThan(4)
  const scripts = files.filter((file) => /\.(js|css)$/.test(file))
  for (const file of scripts) {
    const text = await readFile(file, 'utf8')
    expect(text, file).not.toContain('sourceMappingURL')
    expect(
      names.filter((name) => text.includes(name)),
      file,
    ).toEqual([])
  }
  const root = await enter()
  for (const page of pages) {
    for (const headers of [{}, { RSC: '1' }] as Record<string, string>[]) {
      const { text } = await reactData(root, addressOf(page), headers)
      expect(text.length, page).toBeGreaterThan(100)
      expect(
        names.filter((name) => text.includes(name)),
        page,
      ).toEqual([])
      const forms = [...watch.secrets].flatMap((secret) => formsOf(secret))
      expect(
        forms.some((form) => text.includes(form)),
        page,
      ).toBe(false)
    }
  }
})

test('E08 the store and the server’s own files hold no secret, and ids as hashes only', async ({
  enter,
  stack,
  watch,
}) => {
  const root = await enter()
  const made = await root.call('POST', '/api/projects/1/agents/3/tokens', {
    body: { name: 'e08', description: '' },
    headers: { 'Idempotency-Key': crypto.randomUUID() },
  })
  expect(made.status).toBe(201)
  const id = root.cookie.split('=')[1] ?? ''
  const secrets = [...watch.secrets, id, made.json<{ token: string }>().token]
  const store = await stack.store.text()
  expect(store).toContain('root')
  const cached = await filesIn(built('standalone', '.next', 'cache'))
  const since = (await stat(built('BUILD_ID'))).mtimeMs
  const written: string[] = []
  for (const file of await filesIn(built('standalone', '.next', 'server'))) {
    if ((await stat(file)).mtimeMs > since + 600_000) written.push(file)
  }
  const texts = [
    store,
    ...(await Promise.all([...cached, ...written].map((file) => readFile(file, 'latin1')))),
  ]
  const found = secrets.flatMap(formsOf).filter((form) => texts.some((text) => text.includes(form)))
  count('secrets outside their one place', found.length, secrets.length)
  expect(found.map((form) => form.slice(0, 6))).toEqual([])
})
