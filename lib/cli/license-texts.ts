import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { root } from './process.ts'
import { type RuntimePackage, runtimePackages } from './runtime-packages.ts'

/** Licences that ask for no more than to be named with their text; another one is somebody's decision first. */
const accepted = new Set([
  '0BSD',
  'Apache-2.0',
  'BSD-2-Clause',
  'BSD-3-Clause',
  'CC-BY-4.0',
  'ISC',
  'MIT',
  'OFL-1.1',
])

/** Packages without a licence, or with one that nobody decided about. */
export const unknownLicenses = (packages: readonly RuntimePackage[]): RuntimePackage[] =>
  packages.filter(({ license }) => {
    const all = (license ?? '').replaceAll(/[()]/g, '').split(' AND ')
    return !all.every((one) => accepted.has(one))
  })

async function textsOf(path: string): Promise<string[]> {
  const files = await readdir(join(root, path))
  const named = files.filter((file) => /^(licen[cs]e|copying|notice)/i.test(file)).sort()
  return Promise.all(named.map((file) => readFile(join(root, path, file), 'utf8')))
}

/**
 * Name, version, licence and its text of every package whose code can be in what runs. Throws when one has a licence that nobody
 * decided about.
 */
export async function licenseTexts(): Promise<string> {
  const packages = await runtimePackages()
  const unknown = unknownLicenses(packages)
  if (unknown.length > 0) {
    const named = unknown.map(({ name, license }) => `${name} (${license ?? 'none'})`)
    throw new Error(`Licences that nobody decided about: ${named.join(', ')}`)
  }
  const parts = await Promise.all(
    packages.map(async ({ path, name, version, license }) => {
      const texts = await textsOf(path)
      return [`${name} ${version}: ${license}`, ...texts.map((text) => text.trim())].join('\n\n')
    }),
  )
  return `${parts.join(`\n\n${'-'.repeat(80)}\n\n`)}\n`
}
