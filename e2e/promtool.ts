import { spawnSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { ensureFromPackage } from '../lib/cli/distribution-package.ts'

/** Prometheus' own checker; null when there is none on this machine. */
function findPromtool(): string | null {
  const folders = ['/usr/bin', ...(process.env.PATH ?? '').split(':')]
  const folder = folders.find((candidate) => existsSync(join(candidate, 'promtool')))
  return folder === undefined ? null : join(folder, 'promtool')
}

/** Runs promtool, which may have to be installed before. */
export function promtool(...args: string[]) {
  const program = ensureFromPackage('prometheus', findPromtool)
  const { status, stdout, stderr } = spawnSync(program, args, { encoding: 'utf8' })
  return { status, said: `${stdout}${stderr}` }
}
