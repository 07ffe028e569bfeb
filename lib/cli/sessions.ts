import { randomUUID } from 'node:crypto'
import { parseArgs } from 'node:util'
import { appendAudit } from '#lib/server/audit/audit-log.ts'
import { now } from '#lib/server/clock.ts'
import { config } from '#lib/server/config.ts'
import { type ListedSession, markOf } from '#lib/server/store/session-list.ts'
import { type Store, store } from '#lib/server/store/store.ts'
import { type OperatorCommand, parsed, UsageError } from './operator-command.ts'
import { sessionLines } from './session-lines.ts'

const most = 10_000

/** Nobody who signed in; the parentheses make it a name that GitLab gives to no one. */
const operator = { key: '', user: { id: '', username: '(operator)' } }

async function withStore(work: (opened: Store) => Promise<number>): Promise<number> {
  const opened = await store()
  try {
    return await work(opened)
  } finally {
    await opened.close()
  }
}

const live = ({ sessionList }: Store): Promise<ListedSession[]> => {
  const { idleS, absoluteS } = config().session
  const at = now()
  return sessionList.list('everybody', {
    usedSince: at - idleS * 1000,
    createdSince: at - absoluteS * 1000,
    limit: most,
  })
}

/** Ends sessions between the two audit rows of a change: without the first nothing is ended. */
async function kill(
  action: 'session.kill' | 'session.kill_all',
  id: string | undefined,
  end: () => Promise<readonly unknown[]>,
): Promise<number> {
  const intentId = randomUUID()
  const target = { type: 'session' as const, ...(id === undefined ? {} : { id }) }
  const row = { request: null, intentId, actor: operator, action, target }
  await appendAudit({ ...row, phase: 'intent' })
  const { length } = await end()
  const outcome = { result: 'ok' as const, upstreamStatus: null, upstreamRequestId: null }
  await appendAudit({ ...row, phase: 'outcome', outcome })
  return length
}

function said(count: number): number {
  if (count === 0) console.error('There is no such session: nothing was ended.')
  else console.log(`${count} ended. The console revokes their tokens at GitLab, also after this.`)
  return count === 0 ? 1 : 0
}

function only(args: string[], expected: string): string {
  const [one, ...more] = args
  if (one === undefined || one.startsWith('-') || more.length > 0) {
    throw new UsageError(`expected ${expected}`)
  }
  return one
}

export const sessionsList: OperatorCommand = {
  takes: '[--json]',
  does: 'Lists who is signed in: mark, name, times, address. With --json one object a line.',
  run: (args) => {
    const { values } = parsed(() => parseArgs({ args, options: { json: { type: 'boolean' } } }))
    return withStore(async (opened) => {
      for (const line of sessionLines(await live(opened), { asJson: values.json === true })) {
        console.log(line)
      }
      return 0
    })
  },
}

export const sessionsKill: OperatorCommand = {
  takes: 'MARK',
  does: 'Ends the session with this mark.',
  run: (args) => {
    const mark = only(args, 'the mark of a session, as `sessions list` shows it')
    return withStore(async (opened) => {
      const known = (await live(opened)).some(({ key }) => markOf(key) === mark)
      if (!known) return said(0)
      const end = () => opened.sessionList.endMarked(mark, 'everybody', now())
      return said(await kill('session.kill', mark, end))
    })
  },
}

export const sessionsKillUser: OperatorCommand = {
  takes: 'USERNAME',
  does: 'Ends all sessions of a person.',
  run: (args) => {
    const username = only(args, 'a user name')
    return withStore(async (opened) => {
      const theirs = (await live(opened)).filter((one) => one.username === username)
      let count = 0
      for (const userId of new Set(theirs.map((one) => one.user_id))) {
        const end = () => opened.sessionList.endAllOf({ userId }, now())
        count += await kill('session.kill_all', `user/${userId}`, end)
      }
      return said(count)
    })
  },
}

export const sessionsKillAll: OperatorCommand = {
  takes: '',
  does: 'Ends all sessions of everybody.',
  run: (args) => {
    if (args.length > 0) throw new UsageError('expected nothing more')
    return withStore(async (opened) => {
      const end = () => opened.sessionList.endAllOf('everybody', now())
      return said(await kill('session.kill_all', undefined, end))
    })
  },
}
