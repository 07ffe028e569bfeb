import { existsSync } from 'node:fs'
import { cp, readFile, rm, writeFile } from 'node:fs/promises'
import { join, relative, resolve } from 'node:path'
import { rolldown } from 'rolldown'
import { isMain } from './is-main.ts'
import { licenseTexts } from './license-texts.ts'
import { root } from './process.ts'

/** Where {@link assemble} puts the folder unless it is told otherwise. */
export const assembled = join(root, '.next', 'assembled')

/** The programs of the folder, each of one file. */
const programs = ['start', 'operate', 'health']

/**
 * What a running console has no use for: the source map of each entry, which Next copies although all of them are empty,
 * what resizes images, which is switched off, and types and tests of packages.
 */
const left =
  /\.(map|tsx?)$|(^|\/)node_modules\/((sharp|@img|detect-libc|semver)|(@[^/]+\/)?[^@/]+\/test)(\/|$)|^package\.json$/

async function compile(folder: string): Promise<void> {
  for (const program of programs) {
    const bundle = await rolldown({
      input: join(root, 'lib', 'cli', `${program}.ts`),
      platform: 'node',
      // What `server-only` asks of whoever loads it.
      resolve: { conditionNames: ['react-server', 'node'] },
      // Parts of pg for other engines than Node, or that are not installed; nothing of them is ever loaded.
      external: ['pg-native', 'cloudflare:sockets'],
    })
    await bundle.write({ file: join(folder, `${program}.js`), codeSplitting: false, format: 'esm' })
    await bundle.close()
  }
}

/**
 * Makes the folder that runs with Node alone, wherever it is put: the server of the last production build, what it serves,
 * the operator's commands and the licences. The image holds exactly this. Throws when there is no build.
 * @param folder is replaced
 */
export async function assemble(folder: string): Promise<void> {
  const standalone = join(root, '.next', 'standalone')
  if (!existsSync(join(standalone, 'server.js'))) {
    throw new Error('There is no production build yet: run `npm run build` first.')
  }
  await rm(folder, { recursive: true, force: true })
  await cp(standalone, folder, {
    recursive: true,
    verbatimSymlinks: true,
    filter: (source) => !left.test(relative(standalone, source)),
  })
  await compile(folder)
  const { name, version, license } = JSON.parse(await readFile(join(root, 'package.json'), 'utf8'))
  const about = { name, version, private: true, license, type: 'module' }
  await writeFile(join(folder, 'package.json'), `${JSON.stringify(about, null, 2)}\n`)
  await cp(join(root, 'LICENSE'), join(folder, 'LICENSE'))
  await writeFile(join(folder, 'THIRD-PARTY-LICENSES.txt'), await licenseTexts())
}

if (isMain(import.meta.url)) await assemble(resolve(process.argv[2] ?? assembled))
