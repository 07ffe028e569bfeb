import 'server-only'
import { setTimeout as sleep } from 'node:timers/promises'
import { config } from './config.ts'
import {
  answersUnderWay,
  cutConnections,
  makeAnswersLast,
  stopListening,
} from './http/connections.ts'
import { describeError, log } from './log.ts'
import { beginClose, beginDrain, workUnderWay } from './shutdown.ts'
import { closeStore } from './store/store.ts'
import { flushTraces } from './tracing/span.ts'

const closeStoreMs = 800
const flushTracesMs = 800
const lookEveryMs = 20

/**
 * Ends the console's work in order (decisions/0096): not ready any more; DRAIN_S for those in front of it to notice, while
 * everything is answered; no new connections, streams end; what is under way is finished, at most until STOP_S; the store
 * is closed. Resolves when the process may end, and never throws.
 */
export async function stopInOrder(): Promise<void> {
  const startedAt = performance.now()
  const { drainMs, stopMs } = config().shutdown
  const leftMs = () => Math.max(0, startedAt + stopMs - performance.now())
  log.info('stopping', { count: answersUnderWay() })
  beginDrain()
  makeAnswersLast()
  await sleep(Math.min(drainMs, leftMs()))
  stopListening()
  beginClose()
  const left = await untilFinished(leftMs)
  cutConnections()
  if (left > 0) log.warn('stopped with work left', { count: left })
  await Promise.all([closeInTime(), flushInTime()])
  log.info('stopped', { duration_ms: Math.round(performance.now() - startedAt) })
}

/** Gives how many answers and other pieces of work were still under way when time was up. */
async function untilFinished(leftMs: () => number): Promise<number> {
  for (;;) {
    const left = Math.max(answersUnderWay(), workUnderWay().length)
    if (left === 0 || leftMs() === 0) return left
    await Promise.race([sleep(lookEveryMs), sleep(leftMs())])
  }
}

const flushInTime = () =>
  Promise.race([flushTraces(), sleep(flushTracesMs, undefined, { ref: false })])

async function closeInTime(): Promise<void> {
  try {
    await Promise.race([closeStore(), sleep(closeStoreMs, undefined, { ref: false })])
  } catch (error) {
    log.warn('store not closed', { error: describeError(error) })
  }
}
