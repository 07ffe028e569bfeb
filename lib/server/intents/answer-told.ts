import 'server-only'
import { whenHandedOver } from '../http/handed-over.ts'
import { describeError, log } from '../log.ts'
import { store } from '../store/store.ts'
import { insistently } from './insistently.ts'

/**
 * Notes that the person was told of a token that was made, once the answer to this request, with this status, has been
 * handed over. Without that note they get a notice (decisions/0030): a process that dies before loses nothing silently.
 */
export function tellWhenHandedOver(
  asked: { request: Request; requestId: string },
  status: number,
  intentId: string,
): void {
  whenHandedOver(asked, status, async () => {
    try {
      const { intents } = await store()
      await insistently(() => intents.told(intentId))
    } catch (error) {
      log.warn('answer not noted', { request_id: intentId, error: describeError(error) })
    }
  })
}
