import { createHash } from 'node:crypto'
import { cp, glob, readFile, rm, writeFile } from 'node:fs/promises'
import { join, relative } from 'node:path'
import { isMain } from './is-main.ts'
import { root, run } from './process.ts'

const sources = [
  '{app,components,lib,public}/**/*.*',
  '{proxy,instrumentation,instrumentation-client}.ts',
  'next.config.mjs',
  'package-lock.json',
  'package.json',
  'tsconfig.json',
]
const notBuilt = /\.(test|fixture)\.tsx?$|^lib\/(cli\/|vitest)/
const stamp = join(root, '.next', 'built-from')

async function sourceHash(): Promise<string> {
  const files: string[] = []
  for await (const entry of glob(sources, { cwd: root, withFileTypes: true })) {
    const file = relative(root, join(entry.parentPath, entry.name))
    if (entry.isFile() && !notBuilt.test(file)) files.push(file)
  }
  const hash = createHash('sha256')
  for (const file of files.sort()) hash.update(`${file}\0`).update(await readFile(join(root, file)))
  return hash.digest('hex')
}

/** Builds for production and completes the standalone folder; gives the exit code of `next build`. */
export async function build(): Promise<number> {
  const hash = await sourceHash()
  // Types of a route that was deleted meanwhile would fail the build.
  await rm(join(root, '.next', 'dev', 'types'), { recursive: true, force: true })
  await rm(stamp, { force: true })
  const code = await run('next', ['build'])
  if (code !== 0) return code
  const standalone = join(root, '.next', 'standalone')
  await cp(join(root, '.next', 'static'), join(standalone, '.next', 'static'), { recursive: true })
  await cp(join(root, 'public'), join(standalone, 'public'), { recursive: true })
  await writeFile(stamp, hash)
  return 0
}

/** Builds only when a source changed since the last build. */
export async function buildIfStale(): Promise<number> {
  const built = await readFile(stamp, 'utf8').catch(() => '')
  return built === (await sourceHash()) ? 0 : build()
}

if (isMain(import.meta.url)) process.exitCode = await build()
