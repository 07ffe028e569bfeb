import { once } from 'node:events'
import { projectEnv, startNode } from '../lib/cli/process.ts'

/** What the operator's command says of the whole trail of a store, with its exit status. */
export async function verifiedTrail(
  env: Record<string, string>,
): Promise<{ code: number | null; said: string }> {
  const child = startNode(['--conditions=react-server', 'lib/cli/operate.ts', 'audit', 'verify'], {
    env: projectEnv(env),
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  let said = ''
  child.stdout?.on('data', (chunk: Buffer) => {
    said += chunk.toString()
  })
  const [code] = (await once(child, 'close')) as [number | null]
  return { code, said }
}
