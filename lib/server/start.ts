import 'server-only'
import { ConfigError, config } from './config.ts'
import { takeOverConsole } from './framework-console.ts'
import { watchAnswers } from './http/handed-over.ts'
import { watchRequests } from './http/watch-requests.ts'
import { startResolver } from './intents/resolver.ts'
import { describeError, log } from './log.ts'
import { startBackgroundScan } from './metrics/background-scan.ts'
import { handleProcessEnd } from './process-end.ts'
import { startServiceTokenCheck } from './session/service-token.ts'
import { startSweeper } from './session/sweeper.ts'
import { UnusableStore } from './store/database.ts'
import { store } from './store/store.ts'
import { version } from './version.ts'

/**
 * What happens once, before the first request. A bad configuration and a broken store end the process; a store that
 * does not answer does not, because it may come back.
 */
export async function start(): Promise<void> {
  if (process.env.NODE_ENV === 'production') takeOverConsole()
  try {
    config()
  } catch (error) {
    if (!(error instanceof ConfigError)) throw error
    refuse(error.message)
  }
  handleProcessEnd()
  const { traces } = config()
  // Nothing of it is loaded where traces are off.
  if (traces !== null) (await import('./tracing/start-tracing.ts')).startTracing(traces)
  try {
    await store()
  } catch (error) {
    const cause = error instanceof Error ? error.cause : undefined
    if (cause instanceof UnusableStore)
      refuse(`STORE_URL: the store cannot be used: ${cause.message}`)
    log.error('store not available', { error: describeError(error) })
  }
  watchRequests()
  watchAnswers()
  startSweeper()
  startResolver()
  startBackgroundScan()
  if (config().sso !== null) startServiceTokenCheck()
  log.info('started', { version })
}

function refuse(message: string): never {
  process.stderr.write(`${message}\n`)
  process.exit(1)
}
