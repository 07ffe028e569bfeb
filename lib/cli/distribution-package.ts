import { spawnSync } from 'node:child_process'

// Part of util-linux, which every Debian has.
const inTurn = [
  'flock',
  '/tmp/cluster-console-packages.lock',
  'apt-get',
  '-o',
  'DPkg::Lock::Timeout=300',
]

/**
 * What `find` finds on this machine, after installing the distribution's package when it finds nothing. Throws when
 * that fails too: what needs the program fails rather than being left out. Processes that want something at the same time
 * take turns.
 * @param name of the package, as Debian calls it
 */
export function ensureFromPackage<T>(name: string, find: () => T | null): T {
  const found = find()
  if (found !== null) return found
  const sudo = process.getuid?.() === 0 ? [] : ['sudo', '-n']
  for (const [program = '', ...args] of [
    [...sudo, ...inTurn, 'update', '-qq'],
    [...sudo, ...inTurn, 'install', '-y', '--no-install-recommends', name],
  ]) {
    console.log(`No ${name} yet: ${program} ${args.join(' ')}`)
    spawnSync(program, args, { stdio: 'inherit' })
  }
  const installed = find()
  if (installed === null)
    throw new Error(`No ${name} on this machine, and none could be installed.`)
  return installed
}
