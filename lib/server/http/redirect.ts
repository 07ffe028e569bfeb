import 'server-only'
import { config } from '../config.ts'
import { apiPolicy, strictTransport } from './respond.ts'

/** A 303 of the sign-in, which sets cookies on its way. */
export function respondRedirect(options: {
  location: string
  cookies: readonly string[]
  requestId: string
}): Response {
  const headers = new Headers({
    Location: options.location,
    'Cache-Control': 'no-store',
    'Content-Security-Policy': apiPolicy,
    'X-Request-Id': options.requestId,
  })
  for (const cookie of options.cookies) headers.append('Set-Cookie', cookie)
  if (config().isHttps) headers.set('Strict-Transport-Security', strictTransport)
  return new Response(null, { status: 303, headers })
}
