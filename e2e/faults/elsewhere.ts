import { stop } from '../../lib/cli/process.ts'
import { answerListeners, Person } from '../person.ts'
import { baselineFaults } from '../security/baseline.ts'
import { expect } from '../security/watched.ts'
import { type Stack, startReplica } from '../stack.ts'
import { canary } from './calls.ts'

/**
 * Runs `work` as the same person at a second console on the same store, whose GitLab is elsewhere. What it answers and
 * prints is held to the same rules as the first one's.
 */
export async function elsewhere(
  stack: Stack,
  person: Person,
  env: Record<string, string>,
  work: (there: Person) => Promise<void>,
): Promise<void> {
  const replica = await startReplica(stack, env)
  const faults: string[] = []
  const listen: Parameters<typeof answerListeners.add>[0] = (_method, url, answer) => {
    if (!url.startsWith(replica.origin)) return
    faults.push(...baselineFaults(url, answer))
    if (answer.text.includes(canary)) faults.push(`${url}: the canary`)
  }
  answerListeners.add(listen)
  try {
    await work(new Person(replica.origin, person.cookie))
    expect((await fetch(`${replica.origin}/healthz`)).status).toBe(200)
    expect(replica.child.exitCode ?? replica.child.signalCode, 'the same process').toBeNull()
    expect(faults).toEqual([])
    expect(replica.output()).not.toContain(canary)
  } finally {
    answerListeners.delete(listen)
    await stop(replica.child)
  }
}
