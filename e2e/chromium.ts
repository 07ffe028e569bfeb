import { spawnSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import { chromium } from '@playwright/test'

const systemChromium = '/usr/bin/chromium'

/** Path of a Chromium that is on this machine: Playwright's own, else the distribution's, else null. */
function findChromium(): string | null {
  return [chromium.executablePath(), systemChromium].find((path) => existsSync(path)) ?? null
}

/** As {@link findChromium}, after installing one when there is none; throws when that fails too. */
export function ensureChromium(): string {
  const found = findChromium()
  if (found !== null) return found
  const sudo = process.getuid?.() === 0 ? [] : ['sudo', '-n']
  const attempts = [
    [['playwright', 'install', '--with-deps', 'chromium']],
    [
      [...sudo, 'apt-get', 'update', '-qq'],
      [...sudo, 'apt-get', 'install', '-y', '--no-install-recommends', 'chromium'],
    ],
  ]
  for (const commands of attempts) {
    for (const [program = '', ...args] of commands) {
      console.log(`No Chromium yet: ${program} ${args.join(' ')}`)
      spawnSync(program, args, { stdio: 'inherit' })
    }
    const installed = findChromium()
    if (installed !== null) return installed
  }
  throw new Error('No Chromium on this machine, and none could be installed.')
}
