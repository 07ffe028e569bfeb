import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { expect, test } from 'vitest'
import { root } from '#lib/cli/process.ts'
import { deploy } from './manifests.fixture.ts'

const files = [
  join(root, 'Dockerfile'),
  ...readdirSync(deploy, { recursive: true, encoding: 'utf8' })
    .filter((name) => /\.\w+$/.test(name))
    .map((name) => join(deploy, name)),
]

test('every file of the project that a deployment file names is there', () => {
  const named = files.flatMap((file) => {
    const text = readFileSync(file, 'utf8')
    // A `*` stands for several.
    const fromRoot = [...text.matchAll(/(?<![\w./-])(?:docs|e2e|lib)\/[\w./*-]*\w/g)].map(
      ([path]) => ({ file, path: join(root, path) }),
    )
    const besides = [...text.matchAll(/(?<![\w./-])\.\.\/[\w./*-]*\w/g)].map(([path]) => ({
      file,
      path: join(dirname(file), path),
    }))
    return [...fromRoot, ...besides]
  })
  expect(named.length).toBeGreaterThan(20)
  const missing = named.filter(({ path }) => !path.includes('*') && !existsSync(path))
  expect(missing).toEqual([])
})
