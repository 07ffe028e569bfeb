import 'server-only'
import { randomUUID } from 'node:crypto'
import type { CustomFetch } from 'openid-client'
import { type Response as UndiciResponse, fetch as undiciFetch } from 'undici'
import type { Config } from '../config.ts'
import { recordExchange } from '../gitlab/record-exchange.ts'
import { transportFailure } from '../gitlab/transport-failure.ts'
import { upstreamFor } from '../gitlab/upstream.ts'
import { readCounted } from '../read-counted.ts'
import { OAuthFailure } from './oauth-failure.ts'

const maxAnswerBytes = 256 * 1024

interface OAuthRequest extends Pick<Config, 'gitlab'> {
  requestId: string
  url: string
  method: string
}

/** Runs an exchange and tells the records of it, as those of the API are told. */
async function recorded(
  { requestId, url, method, gitlab }: OAuthRequest,
  work: () => Promise<UndiciResponse>,
): Promise<UndiciResponse> {
  const path = url.slice(gitlab.url.length + 1).replace(/[?#].*/, '')
  const operation = { method: method === 'GET' ? method : 'POST', path, options: {} } as const
  const begunAt = performance.now()
  const told = (outcome: Parameters<typeof recordExchange>[2]) =>
    recordExchange({ requestId }, operation, outcome, performance.now() - begunAt)
  try {
    const answer = await work()
    const { status } = answer
    told({ status, headers: Object.fromEntries(answer.headers) })
    return answer
  } catch (error) {
    const cause = error instanceof Error ? error.cause : undefined
    told(transportFailure(cause ?? error))
    throw error
  }
}

/** Through the same connections as the API: GitLab's CA, time to connect, a new socket each time, no redirect. */
export const fetchFromGitLab =
  ({ gitlab }: Config): CustomFetch =>
  async (url, { body, headers, method, signal }) => {
    // Of its own: a refresh is made once for all requests that need it.
    const requestId = randomUUID()
    const answer = await recorded({ requestId, url, method, gitlab }, () =>
      undiciFetch(url, {
        method,
        headers: { ...headers, 'X-Request-Id': requestId },
        body: typeof body === 'string' || body instanceof URLSearchParams ? body.toString() : null,
        redirect: 'manual',
        dispatcher: upstreamFor(gitlab).writing,
        ...(signal ? { signal } : {}),
      }),
    )
    const text = await readCounted(answer.body, maxAnswerBytes)
    if (text === null) throw new OAuthFailure('unavailable', { code: 'TOO_LONG' })
    const plain = new Headers(
      [...answer.headers].filter(
        ([name]) => name === 'content-type' || name === 'www-authenticate',
      ),
    )
    return new Response(text.length === 0 ? null : text, { status: answer.status, headers: plain })
  }
