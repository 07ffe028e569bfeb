import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { z } from 'zod'
import { root } from './process.ts'

const text = (path: string) => readFileSync(join(root, path), 'utf8')

const versions = z.record(z.string(), z.string())
const sections = z
  .object({ dependencies: versions, devDependencies: versions, optionalDependencies: versions })
  .parse(JSON.parse(text('package.json')))

test.each(Object.entries(sections))('%s are exact, and each has its reason', (_name, section) => {
  const reasons = text('docs/dependencies.md')
  for (const [name, version] of Object.entries(section)) {
    expect(version, name).toMatch(/^\d+\.\d+\.\d+(-[\w.]+)?$/)
    if (name.startsWith('@types/')) continue
    // Those of one system stand together, the second one by its end.
    const end = `…/${name.split('/')[1]}`
    expect(reasons.includes(`\`${name}\``) || reasons.includes(`\`${end}\``), name).toBe(true)
  }
})

test('nothing that is installed runs a script, and versions are written exactly', () => {
  expect(text('.npmrc').split('\n')).toEqual(
    expect.arrayContaining(['ignore-scripts=true', 'save-exact=true']),
  )
})
