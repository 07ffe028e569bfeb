import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { ruleSeverities } from '#lib/contract/findings/finding.ts'

const text = readFileSync(new URL('../../../docs/findings.md', import.meta.url), 'utf8')

test('docs/findings.md tells of exactly the rules that there are, with their severity', () => {
  const told = [...text.matchAll(/^\| .+ \(`(\w+)`\) \| (\w+) \|/gm)].map(([, rule, severity]) => [
    rule,
    severity,
  ])
  expect(told).toEqual(Object.entries(ruleSeverities))
})
