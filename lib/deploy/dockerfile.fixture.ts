import { posix } from 'node:path'

export interface Instruction {
  name: string
  value: string
}

/** A folder of the image: whose it is, and its mode. */
export interface Folder {
  user: number
  mode: number
}

/** The instructions of a Dockerfile in their order, with continued lines joined; each stage begins with its `FROM`. */
export function instructionsOf(dockerfile: string): Instruction[] {
  return dockerfile
    .replaceAll(/^#.*\n/gm, '')
    .replaceAll('\\\n', ' ')
    .split('\n')
    .filter((line) => line.trim() !== '')
    .map((line) => {
      const [, name = '', value = ''] = /^(\w+)\s+(.*)$/.exec(line.trim()) ?? []
      return { name, value }
    })
}

/** The instructions of the stage that becomes the image. */
export const lastStage = (all: readonly Instruction[]): Instruction[] =>
  all.slice(all.findLastIndex(({ name }) => name === 'FROM'))

const ordinary = 0o755

/** The folders that a stage makes itself, with their modes; all of them are root's. */
function madeFolders(all: readonly Instruction[]): Map<string, number> {
  const made = new Map<string, number>()
  for (const { name, value } of all) {
    if (name !== 'RUN') continue
    for (const [, folder = ''] of value.matchAll(/npm run assemble -- (\S+)/g)) {
      made.set(folder, ordinary)
    }
    for (const [, mode = '', folder = ''] of value.matchAll(/mkdir (?:-p )?-m (\d+) (\S+)/g)) {
      const parent = posix.dirname(folder)
      if (!made.has(parent)) made.set(parent, ordinary)
      made.set(folder, Number.parseInt(mode, 8))
    }
  }
  return made
}

/**
 * The folders of the image, as BuildKit copies them. A folder that is copied gives its content and not itself: where it goes to is
 * left as it is when it is there already, else made for the one of `--chown`, with an ordinary mode. Folders in it keep their mode.
 */
export function foldersOf(dockerfile: string): Map<string, Folder> {
  const all = instructionsOf(dockerfile)
  const made = madeFolders(all)
  const folders = new Map<string, Folder>()
  for (const { name, value } of lastStage(all)) {
    if (name !== 'COPY') continue
    const words = value.split(/\s+/)
    const [source = '', target = ''] = words
      .filter((word) => !word.startsWith('--'))
      .map((path) => posix.resolve('/', path))
    const user = Number(/--chown=(\d+)/.exec(value)?.[1] ?? 0)
    for (const [folder, mode] of made) {
      if (folder === source) {
        if (!folders.has(target)) folders.set(target, { user, mode: ordinary })
      } else if (folder.startsWith(`${source}/`)) {
        folders.set(posix.join(target, posix.relative(source, folder)), { user, mode })
      }
    }
  }
  return folders
}
