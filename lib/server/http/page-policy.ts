import 'server-only'

/**
 * Content Security Policy of a page of the app. Scripts run by nonce only; style attributes stay allowed because the
 * row virtualiser sets them. `isDev` adds what Next's development server needs: `eval`,
 * its socket, and the style elements of its overlay.
 */
export function pagePolicy(options: { nonce: string; isHttps: boolean; isDev: boolean }): string {
  const nonce = `'nonce-${options.nonce}'`
  const directives = [
    "default-src 'none'",
    `script-src ${nonce} 'strict-dynamic'${options.isDev ? " 'unsafe-eval'" : ''}`,
    // A nonce would switch 'unsafe-inline' off.
    `style-src 'self' ${options.isDev ? "'unsafe-inline'" : nonce}`,
    "style-src-attr 'unsafe-inline'",
    "img-src 'self' data:",
    "font-src 'self'",
    `connect-src 'self'${options.isDev ? ' ws:' : ''}`,
    "manifest-src 'self'",
    "frame-src 'none'",
    "frame-ancestors 'none'",
    "form-action 'self'",
    "base-uri 'none'",
    "object-src 'none'",
    ...(options.isHttps ? ['upgrade-insecure-requests'] : []),
  ]
  return directives.join('; ')
}
