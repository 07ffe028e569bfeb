import 'server-only'
import { createHash, timingSafeEqual } from 'node:crypto'
import { Registry } from 'prom-client'
import { now } from '../clock.ts'
import { config } from '../config.ts'
import { gitlabNow } from '../gitlab/gitlab-clock.ts'
import { requestIdOf } from '../http/request-id.ts'
import { apiHeaders, respondProblem } from '../http/respond.ts'
import { describeError, log } from '../log.ts'
import { ServerProblem } from '../problem.ts'
import type { Secret } from '../secret.ts'
import { store } from '../store/store.ts'
import { fleetRegistry } from './fleet-metrics.ts'
import { lastScan } from './last-scan.ts'
import { metrics } from './registry.ts'
import { stateRegistry } from './state-metrics.ts'
import { addStoreFacts, storeFacts } from './store-facts.ts'

/** Everything as Prometheus text. A store that does not answer leaves out what it tells, and is itself a metric. */
async function everything(): Promise<string> {
  const registries: Registry[] = [metrics().registry]
  let isStoreUp = true
  try {
    const kept = await store()
    await kept.ping()
    const ofStore = new Registry()
    addStoreFacts(ofStore, await storeFacts(kept))
    registries.push(ofStore)
    const last = config().scan === null ? null : await lastScan(kept)
    if (last !== null) {
      registries.push(fleetRegistry({ ...last, now: now(), gitlabNow: gitlabNow().getTime() }))
    }
  } catch (error) {
    isStoreUp = false
    log.warn('metrics without the store', { error: describeError(error) })
  }
  registries.push(stateRegistry({ isStoreUp }))
  return Registry.merge(registries).metrics()
}

const digest = (text: string) => createHash('sha256').update(text).digest()

function isBearer(request: Request, token: Secret): boolean {
  const [, sent = ''] = /^bearer +(\S+)$/i.exec(request.headers.get('authorization') ?? '') ?? []
  return timingSafeEqual(digest(sent), digest(token.unwrap()))
}

/** `GET /metrics`: 404 without METRICS_TOKEN, 401 without it as bearer. No session counts here. */
export async function answerMetrics(request: Request): Promise<Response> {
  const requestId = requestIdOf(request)
  const { isHttps, metrics: own } = config()
  const headers = apiHeaders({ requestId, isHttps })
  try {
    if (own === null) throw new ServerProblem('record_not_found')
    if (!isBearer(request, own.token)) {
      headers.set('WWW-Authenticate', 'Bearer')
      throw new ServerProblem('unauthenticated')
    }
    const text = await everything()
    headers.set('Content-Type', metrics().registry.contentType)
    return new Response(text, { status: 200, headers })
  } catch (error) {
    if (!(error instanceof ServerProblem)) {
      log.error('metrics failed', { request_id: requestId, error: describeError(error) })
    }
    return respondProblem(error, requestId, headers)
  }
}
