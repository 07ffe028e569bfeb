import 'server-only'
import type { Instrumentation } from 'next'
import { describeError, log } from '../log.ts'
import { ownRoute } from './own-route.ts'

type Told = Parameters<Instrumentation.onRequestError>

/** One line of an error that the framework answers, with the digest that its page shows to the person. */
export function recordPageError(error: Told[0], request: Told[1]): void {
  const { 'x-request-id': requestId } = request.headers
  const digest = error instanceof Error && 'digest' in error ? String(error.digest) : undefined
  log.error('page failed', {
    ...(typeof requestId === 'string' ? { request_id: requestId } : {}),
    method: request.method,
    route: ownRoute(request.path.replace(/[?#].*/s, '')),
    ...(digest === undefined || !/^[\w;@-]{1,100}$/.test(digest) ? {} : { digest }),
    error: describeError(error),
  })
}
