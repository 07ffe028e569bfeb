import { type ChildProcess, spawn } from 'node:child_process'
import { chmod, chown, copyFile, mkdir, mkdtemp, readdir, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { assemble } from '../lib/cli/assemble.ts'
import { root } from '../lib/cli/process.ts'
import {
  type Folder,
  foldersOf,
  type Instruction,
  instructionsOf,
  lastStage,
} from '../lib/deploy/dockerfile.fixture.ts'

/** What the last stage of the Dockerfile says. */
export interface Image {
  from: string
  /** In the order of the file. */
  instructions: Instruction[]
  /** Its folders by their paths, with their owners. */
  folders: Map<string, Folder>
  env: Record<string, string>
  user: number
  /** Arguments of Node: those of the server, and those of the health check. */
  start: string[]
  health: string[]
}

/** Reads the last stage; a command that a shell would run throws. */
export async function readDockerfile(): Promise<Image> {
  const text = await readFile(join(root, 'Dockerfile'), 'utf8')
  const all = instructionsOf(text)
  const instructions = lastStage(all)
  const values = (name: string) =>
    instructions.filter((one) => one.name === name).map(({ value }) => value)
  const command = (name: string) => {
    const value = values(name)[0] ?? ''
    return JSON.parse(value.slice(value.indexOf('['))) as string[]
  }
  const [node, ...health] = command('HEALTHCHECK')
  if (node !== command('ENTRYPOINT')[0]) throw new Error('the health check is another program')
  const args = all.filter(({ name }) => name === 'ARG').map(({ value }) => value.split('='))
  return {
    from: args.find(([name]) => values('FROM')[0] === `\${${name}}`)?.[1] ?? '',
    instructions,
    folders: foldersOf(text),
    env: Object.fromEntries(
      values('ENV').flatMap((value) => value.split(/\s+/).map((pair) => pair.split('='))),
    ),
    user: Number(values('USER')[0]?.split(':')[0]),
    start: [...command('ENTRYPOINT').slice(1), ...command('CMD')],
    health,
  }
}

/** The folder of the image, moved to where nothing of the project is, not to be written by whoever runs it. */
export interface Container {
  image: Image
  folder: string
  /** Runs Node there with these arguments and this environment, and nothing else of this process. */
  node: (args: string[], env: Record<string, string>) => ChildProcess
  emptyVolume: () => Promise<void>
  remove: () => Promise<void>
}

/**
 * Puts the assembled folder where the image has it, as far as that goes without a container: another user when root does it,
 * else the same one without the right to write; `data` is its volume, with the owner that the Dockerfile gives it.
 */
export async function createContainer(): Promise<Container> {
  const image = await readDockerfile()
  const place = await mkdtemp(join(tmpdir(), 'cluster-console-image-'))
  const folder = join(place, 'app')
  const volume = join(folder, 'data')
  const program = join(place, 'nodejs', 'bin', 'node')
  await assemble(folder)
  const data = image.folders.get('/app/data')
  if (data === undefined) throw new Error('the image has no folder for a store')
  await mkdir(volume, { mode: data.mode })
  await mkdir(join(place, 'nodejs', 'bin'), { recursive: true })
  await copyFile(process.execPath, program)
  await chmod(program, 0o755)
  await chmod(place, 0o755)
  const isRoot = process.getuid?.() === 0
  if (isRoot) await chown(volume, data.user, data.user)
  else await chmod(folder, 0o555)
  return {
    image,
    folder,
    node: (args, env) =>
      spawn(program, args, {
        cwd: folder,
        env: { NODE_ENV: 'production', ...image.env, ...env },
        stdio: ['ignore', 'pipe', 'pipe'],
        ...(isRoot ? { uid: image.user, gid: image.user } : {}),
      }),
    async emptyVolume() {
      for (const file of await readdir(volume)) await rm(join(volume, file))
    },
    async remove() {
      await chmod(folder, 0o755)
      await rm(place, { recursive: true, force: true })
    },
  }
}

/** Runs it to its end; gives its exit status and what it printed. */
export function ended(child: ChildProcess): Promise<{ status: number | null; printed: string }> {
  let printed = ''
  for (const stream of [child.stdout, child.stderr]) {
    stream?.on('data', (chunk: Buffer) => {
      printed += chunk.toString()
    })
  }
  return new Promise((resolve, reject) => {
    child.once('error', reject)
    child.once('close', (status) => resolve({ status, printed }))
  })
}
