import { expect, test } from 'vitest'
import { licenseTexts, unknownLicenses } from './license-texts.ts'
import { runtimePackages } from './runtime-packages.ts'

const named = (license: string | null) => ({ path: '', name: 'x', version: '1.0.0', license })

test('every package that runs has a licence that somebody decided about, and its text', async () => {
  const packages = await runtimePackages()
  expect(packages.length).toBeGreaterThan(100)
  expect(unknownLicenses(packages)).toEqual([])
  const text = await licenseTexts()
  for (const { name, version } of packages) expect(text).toContain(`${name} ${version}: `)
  expect(text).toContain('Permission is hereby granted')
  // What only builds or tests is not part of what is given away.
  const names = packages.map(({ name }) => name)
  expect(names).not.toContain('vitest')
  expect(names).not.toContain('@next/swc-linux-x64-gnu')
  expect(names).toContain('pg')
})

test.each([
  ['MIT', true],
  ['(MIT AND Zlib)', false],
  ['(MIT AND ISC)', true],
  ['GPL-3.0-only', false],
  ['SEE LICENSE IN LICENSE', false],
  [null, false],
])('%s is decided about: %s', (license, isKnown) => {
  expect(unknownLicenses([named(license)])).toEqual(isKnown ? [] : [named(license)])
})
