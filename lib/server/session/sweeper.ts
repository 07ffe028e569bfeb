import 'server-only'
import { dayOf } from '#lib/contract/findings/snooze.ts'
import { now } from '../clock.ts'
import { config } from '../config.ts'
import { log } from '../log.ts'
import { perProcess } from '../per-process.ts'
import { repeat } from '../repeat.ts'
import { store } from '../store/store.ts'
import { revokeSoon } from './revoker.ts'
import { recordEnds } from './session-rows.ts'

/** Ends what has run out: idle and old sessions, whose tokens are revoked, finished sign-ins, old intents and snoozes. */
async function sweep(): Promise<void> {
  const { sessions, signIns, intents, snoozes } = await store()
  const { idleS, absoluteS } = config().session
  const at = now()
  const expired = await sessions.endExpired(at, {
    idleMs: idleS * 1000,
    absoluteMs: absoluteS * 1000,
  })
  await recordEnds(expired, { action: 'session.expire' })
  await signIns.forgetExpired(at)
  const given = await intents.forget(at - config().intents.keepS * 1000)
  if (given > 0) log.warn('intents given up', { count: given })
  await snoozes.forgetEnded(dayOf(at))
  revokeSoon()
}

/** Sweeps now and every SESSION_SWEEP_S seconds. */
export const startSweeper = (): void =>
  void perProcess('sweeper', () => repeat(sweep, config().session.sweepS * 1000, 'sweep failed'))
