import 'server-only'
import { randomUUID } from 'node:crypto'
import type { CustomFetch, CustomFetchOptions } from 'openid-client'
import { type Response as UndiciResponse, fetch as undiciFetch } from 'undici'
import type { Config } from '../config.ts'
import type { Verdict } from '../gitlab/breaker.ts'
import { recordExchange } from '../gitlab/record-exchange.ts'
import { transportFailure } from '../gitlab/transport-failure.ts'
import { upstreamFor } from '../gitlab/upstream.ts'
import { verdictOf, verdictOfStatus } from '../gitlab/verdict.ts'
import { readCounted } from '../read-counted.ts'
import { OAuthFailure } from './oauth-failure.ts'

const maxAnswerBytes = 256 * 1024

/**
 * Through the same connections and the same breaker as the API: GitLab's CA, time to connect, a new socket each time, no
 * redirect. While the breaker is open nothing is sent, so that no refresh token is spent on a GitLab in trouble.
 */
export const fetchFromGitLab =
  ({ gitlab }: Config): CustomFetch =>
  async (url, options) => {
    const call = upstreamFor(gitlab).breaker.begin()
    if ('reason' in call) throw new OAuthFailure('unavailable', { code: 'PAUSED' })
    try {
      const answer = await exchangeOnce(gitlab, url, options)
      call.end(verdictOfStatus(answer.status))
      return answer
    } catch (error) {
      call.end(verdictOfError(error))
      throw error
    }
  }

/** undici's fetch hides what happened in its cause. */
function verdictOfError(error: unknown): Verdict {
  if (!(error instanceof Error)) return 'upstream_unreachable'
  if (error.name === 'TimeoutError') return 'upstream_timeout'
  return verdictOf(transportFailure(error.cause ?? error))
}

async function exchangeOnce(
  gitlab: Config['gitlab'],
  url: string,
  { body, headers, method, signal }: CustomFetchOptions,
): Promise<Response> {
  // Of its own: a refresh is made once for all requests that need it.
  const requestId = randomUUID()
  const path = url.slice(gitlab.url.length + 1).replace(/[?#].*/, '')
  const answer = await recorded({ requestId, method, path }, () =>
    undiciFetch(url, {
      method,
      headers: { ...headers, 'X-Request-Id': requestId },
      body: typeof body === 'string' || body instanceof URLSearchParams ? body.toString() : null,
      redirect: 'manual',
      dispatcher: upstreamFor(gitlab).fresh,
      ...(signal ? { signal } : {}),
    }),
  )
  const text = await readCounted(answer.body, maxAnswerBytes)
  if (text === null) throw new OAuthFailure('unavailable', { code: 'TOO_LONG' })
  const plain = new Headers(
    [...answer.headers].filter(([name]) => name === 'content-type' || name === 'www-authenticate'),
  )
  return new Response(text.length === 0 ? null : text, { status: answer.status, headers: plain })
}

/** Runs an exchange and tells the records of it, as those of the API are told. */
async function recorded(
  { requestId, method, path }: Record<'requestId' | 'method' | 'path', string>,
  work: () => Promise<UndiciResponse>,
): Promise<UndiciResponse> {
  const operation = { method: method === 'GET' ? method : 'POST', path, options: {} } as const
  const begunAt = performance.now()
  const tell = (outcome: Parameters<typeof recordExchange>[2]) =>
    recordExchange({ requestId }, operation, outcome, performance.now() - begunAt)
  try {
    const answer = await work()
    tell({ status: answer.status, headers: Object.fromEntries(answer.headers) })
    return answer
  } catch (error) {
    const cause = error instanceof Error ? error.cause : undefined
    tell(transportFailure(cause ?? error))
    throw error
  }
}
