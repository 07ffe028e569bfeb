import { otherMethods } from '#lib/server/http/other-methods.ts'
import { respondStatus } from '#lib/server/http/respond.ts'
import { describeError, log } from '#lib/server/log.ts'
import { drainSignal } from '#lib/server/shutdown.ts'
import { store } from '#lib/server/store/store.ts'

/** The store answers, and the process is not about to stop. GitLab is no part of it: without GitLab the console still tells people so. */
export async function GET(): Promise<Response> {
  if (drainSignal().aborted) return respondStatus(503, 'stopping')
  try {
    await (await store()).ping()
    return respondStatus(200, 'ready')
  } catch (error) {
    log.warn('not ready', { error: describeError(error) })
    return respondStatus(503, 'not ready')
  }
}

export const { POST, PUT, PATCH, DELETE, OPTIONS } = otherMethods('GET')
