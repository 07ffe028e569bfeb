import 'server-only'
import type { AgentTokenIntent } from '#lib/contract/intent.ts'
import { now } from '../clock.ts'
import { ServerProblem } from '../problem.ts'
import type { Session } from '../session/session.ts'
import type { Intent } from '../store/intents.ts'
import { store } from '../store/store.ts'

type Person = Pick<Session, 'user'>

/** The person's own attempts to create a token of whose end they may not know, until they are dismissed. */
export async function listIntents({ user }: Person): Promise<{ items: AgentTokenIntent[] }> {
  const { intents } = await store()
  const found = await intents.notices(user.id, now())
  return { items: found.flatMap((intent) => shown(intent) ?? []) }
}

/** How many notices wait for the person; what is just under way is none yet. */
export async function countNotices({ user }: Person): Promise<number> {
  const { intents } = await store()
  const found = await intents.notices(user.id, now())
  return found.filter(({ state }) => state !== 'sending').length
}

/** Takes a notice away. Throws `conflict` while the attempt is open, `record_not_found` when there is none. */
export async function dismissIntent({ user }: Person, key: string): Promise<undefined> {
  const { intents } = await store()
  if (await intents.dismiss(user.id, key, now())) return undefined
  const state = (await intents.find(user.id, key))?.state
  const isOpen = state === 'sending' || state === 'unknown'
  throw new ServerProblem(isOpen ? 'conflict' : 'record_not_found')
}

const time = (ms: number) => new Date(ms).toISOString()

function shown(intent: Intent): AgentTokenIntent | null {
  const { state } = intent
  if (state === 'failed') return null
  return {
    key: intent.key,
    state,
    project_id: intent.project_id,
    agent_id: intent.agent_id,
    project_path: intent.project_path,
    agent_name: intent.agent_name,
    token_name: intent.token_name,
    token_id: intent.token_id,
    created_at: time(intent.created_at),
    settled_at: intent.settled_at === null ? null : time(intent.settled_at),
  }
}
