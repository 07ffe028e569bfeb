import { readdir, readFile, stat } from 'node:fs/promises'
import { join } from 'node:path'
import { root } from '../lib/cli/process.ts'
import { runtimePackages } from '../lib/cli/runtime-packages.ts'
import { firstLook } from '../lib/documents/first-look.fixture.ts'
import { ended, readDockerfile } from './image.ts'
import { expect, test } from './image-fixture.ts'
import { send, signInOverHttp } from './person.ts'

/** L06 without a container engine: the Dockerfile is read, and the folder that it copies is run as it runs it. */

test('L06 the image has a user of no name, no shell of ours, and starts Node itself', async () => {
  const image = await readDockerfile()
  expect(image.from).toMatch(/^gcr\.io\/distroless\/nodejs24-debian\d+:nonroot$/)
  expect(image.user).toBe(65_532)
  const names = image.instructions.map(({ name }) => name)
  expect(names, 'nothing can be run where there is no shell').not.toContain('RUN')
  expect(names).not.toContain('ADD')
  expect(image.instructions.filter(({ name }) => name === 'STOPSIGNAL')).toEqual([
    { name: 'STOPSIGNAL', value: 'SIGTERM' },
  ])
  // The server's heap as `npm start` has it (decisions/0065).
  const { scripts } = JSON.parse(await readFile(join(root, 'package.json'), 'utf8'))
  const program = `lib/cli/${image.start.at(-1)}`.replace('.js', '.ts')
  expect(scripts.start).toBe(['exec node', ...image.start.slice(0, -1), program].join(' '))
  expect(Object.keys(image.env).sort()).toEqual(['HOST', 'NODE_ENV', 'PATH', 'PORT'])
})

test('L06 the folder holds what runs, the licences and nothing else', async ({ container }) => {
  const all = await readdir(container.folder, { recursive: true })
  expect(all.length).toBeGreaterThan(100)
  expect((await readdir(container.folder)).sort()).toEqual([
    '.next',
    'LICENSE',
    'THIRD-PARTY-LICENSES.txt',
    'data',
    'health.js',
    'node_modules',
    'operate.js',
    'package.json',
    'public',
    'server.js',
    'start.js',
  ])
  const odd =
    /\.map$|\.tsx?$|\.(test|spec|fixture)\.|\.(pem|key|db|sh)$|(^|\/)(\.env|\.git|\.npmrc|e2e|docs)(\/|$)|lock\.json$/
  expect(all.filter((file) => odd.test(file))).toEqual([])
  const about = JSON.parse(await readFile(join(container.folder, 'package.json'), 'utf8'))
  expect(Object.keys(about)).toEqual(['name', 'version', 'private', 'license', 'type'])

  const known = new Set((await runtimePackages()).map(({ name }) => name))
  const licences = await readFile(join(container.folder, 'THIRD-PARTY-LICENSES.txt'), 'utf8')
  const packages = all.flatMap(
    (file) => /^node_modules\/((@[^/]+\/)?[^@/][^/]*)$/.exec(file)?.[1] ?? [],
  )
  expect(packages.length).toBeGreaterThan(10)
  for (const name of packages) {
    expect(known, `${name} is one for running`).toContain(name)
    expect(licences).toContain(`\n${name} `)
  }
})

for (const engine of ['sqlite', 'postgres'] as const) {
  test(`L06 it runs with Node alone, as somebody who may write nothing but the volume (${engine})`, async ({
    container,
    contained,
  }) => {
    const { image, folder } = container
    const stack = await contained(engine)
    const { origin, env, child } = stack.console
    const root = await signInOverHttp(stack, origin, 'root')
    const clusters = await root.call('GET', '/api/scopes/instance/clusters')
    expect(clusters.status, clusters.text).toBe(200)
    const change = { namespace_per_environment: true, name: 'from-the-image' }
    const changed = await root.call('PUT', '/api/scopes/instance/clusters/1', { body: change })
    expect(changed.status, changed.text).toBe(200)

    const login = await send('GET', `${origin}/login`)
    const files = login.text.match(/\/_next\/static\/[\w./~-]+\.(css|js)/g) ?? []
    expect(files.length).toBeGreaterThan(1)
    for (const file of [...new Set(files), '/robots.txt']) {
      expect((await send('GET', origin + file)).status, file).toBe(200)
    }

    // Of the framework's ways to answer, the one that would write to a disk.
    expect((await send('GET', `${origin}/_next/image?url=%2Fx.png&w=64&q=75`)).status).toBe(404)

    expect((await ended(container.node(image.health, env))).status).toBe(0)
    const ready = await ended(container.node([...image.health, '/readyz'], env))
    expect(ready.status, ready.printed).toBe(0)
    const looked = await ended(container.node(['-e', firstLook(), '/readyz'], env))
    expect(looked.printed).toContain('200 {"status":"ready"}')

    const written = (await readdir(folder, { recursive: true })).filter((file) =>
      file.startsWith('data/'),
    )
    expect(written.length > 0).toBe(engine === 'sqlite')
    for (const file of written) expect((await stat(join(folder, file))).mode & 0o077, file).toBe(0)
    const attempt = "require('node:fs').writeFileSync('server.js', '')"
    expect((await ended(container.node(['-e', attempt], env))).printed).toContain('EACCES')

    const gone = new Promise((resolve) => child.once('exit', resolve))
    child.kill('SIGTERM')
    await gone
    expect((await ended(container.node(image.health, env))).status).toBe(1)
  })
}
