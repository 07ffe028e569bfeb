import { randomBytes } from 'node:crypto'
import { type NextRequest, NextResponse } from 'next/server'
import { config as appConfig } from '#lib/server/config.ts'
import { pagePolicy } from '#lib/server/http/page-policy.ts'
import { requestIdOf } from '#lib/server/http/request-id.ts'
import { strictTransport } from '#lib/server/http/respond.ts'

const policyHeader = 'Content-Security-Policy'

/** Mints the nonce of a page and its policy, and names the request; who may see what is decided elsewhere. */
export function proxy(request: NextRequest) {
  const { isHttps } = appConfig()
  const nonce = randomBytes(16).toString('base64')
  const policy = pagePolicy({ nonce, isHttps, isDev: process.env.NODE_ENV === 'development' })
  // Next reads the nonce from these two; what the browser sent under these names is gone.
  const headers = new Headers(request.headers)
  headers.set('x-nonce', nonce)
  headers.set(policyHeader, policy)
  headers.delete(`${policyHeader}-Report-Only`)
  const requestId = requestIdOf(request)
  headers.set('x-request-id', requestId)
  const response = NextResponse.next({ request: { headers } })
  response.headers.set(policyHeader, policy)
  response.headers.set('X-Request-Id', requestId)
  if (isHttps) response.headers.set('Strict-Transport-Security', strictTransport)
  return response
}

export const config = {
  // Route handlers set their own policy and count their bodies themselves; what is not exactly one of them is a page.
  matcher:
    '/((?!api(?:/|$)|_next/static/|auth/(?:login|callback|logout)$|(?:healthz|readyz|metrics)$).*)',
}
