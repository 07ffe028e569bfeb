import { existsSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { z } from 'zod'
import { root } from './process.ts'

const lockSchema = z.object({
  packages: z.record(
    z.string(),
    z.object({
      version: z.string().optional(),
      license: z.string().optional(),
      dev: z.boolean().optional(),
      devOptional: z.boolean().optional(),
      os: z.unknown().optional(),
      cpu: z.unknown().optional(),
    }),
  ),
})

/** A package whose code can be in what runs. */
export interface RuntimePackage {
  /** Its folder, from that of the project. */
  path: string
  name: string
  version: string
  /** SPDX expression; null when it names none. */
  license: string | null
}

/** Development only, but words of it stand in the stylesheet that is served. */
const servedBesides = ['node_modules/tailwindcss']

/**
 * Every package that the lock file has for running, by name and version. Programs for one system are not among them: they build
 * or test the console, and none is in the folder that runs.
 */
export async function runtimePackages(): Promise<RuntimePackage[]> {
  const lock = lockSchema.parse(JSON.parse(await readFile(join(root, 'package-lock.json'), 'utf8')))
  return Object.entries(lock.packages)
    .filter(([path, { dev, devOptional, os, cpu }]) => {
      if (servedBesides.includes(path)) return true
      const runs = path !== '' && !dev && !devOptional && !os && !cpu
      return runs && existsSync(join(root, path))
    })
    .map(([path, { version = '', license = null }]) => ({
      path,
      name: path.slice(path.lastIndexOf('node_modules/') + 'node_modules/'.length),
      version,
      license,
    }))
    .sort((a, b) => a.name.localeCompare(b.name, 'en') || a.version.localeCompare(b.version, 'en'))
}
