import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { expect, test } from '@playwright/test'
import { root as project } from '../../lib/cli/process.ts'

interface Locked {
  version?: string
  integrity?: string
  optional?: boolean
  dev?: boolean
  os?: string[]
  cpu?: string[]
  deprecated?: string
  link?: boolean
}

const text = (path: string) => readFile(join(project, path), 'utf8')

const locked = async () =>
  (JSON.parse(await text('package-lock.json')) as { packages: Record<string, Locked> }).packages

test('L04 every package of the lockfile is pinned by its hash, and none runs a script', async () => {
  const packages = Object.entries(await locked()).filter(([path, { link }]) => path !== '' && !link)
  expect(packages.length).toBeGreaterThan(100)
  // Only what is for another system may lack it: it is not installed here.
  const unpinned = packages.filter(([, { integrity, os, cpu }]) => !integrity && !os && !cpu)
  expect(unpinned.map(([path]) => path)).toEqual([])
  expect(await text('.npmrc')).toContain('ignore-scripts=true')
})

test('L05 each direct runtime dependency has its reason, and none is old or given up', async () => {
  const { dependencies } = JSON.parse(await text('package.json')) as {
    dependencies: Record<string, string>
  }
  const reasons = await text('docs/dependencies.md')
  const packages = await locked()
  for (const [name, version] of Object.entries(dependencies)) {
    expect(reasons, name).toContain(`\`${name}\``)
    expect(version, name).toMatch(/^\d+\.\d+\.\d+$/)
    expect(packages[`node_modules/${name}`]?.deprecated, name).toBeUndefined()
  }
  const [major = 0, minor = 0, patch = 0] = (dependencies.next ?? '').split('.').map(Number)
  expect(major * 1e6 + minor * 1e3 + patch).toBeGreaterThanOrEqual(16_003_003)
})

test('L06 the folder that is run holds no test, no setting of anybody and no history', async () => {
  const files = await readdir(join(project, '.next', 'standalone'), { recursive: true })
  expect(files.length).toBeGreaterThan(100)
  const own = files.filter((file) => !/(^|\/)node_modules\//.test(file))
  const odd =
    /(^|\/)(\.env|\.git(\/|$)|e2e\/|\.npmrc|package-lock\.json)|\.(test|spec|fixture)\.|\.(pem|key|db)$/
  expect(own.filter((file) => odd.test(file))).toEqual([])
  expect(files.filter((file) => /static\/.*\.map$/.test(file))).toEqual([])
})
