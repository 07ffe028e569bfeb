import 'server-only'
import { randomBytes, randomUUID } from 'node:crypto'
import { getLocale, getTranslations } from 'next-intl/server'
import { config } from '../config.ts'
import { strictTransport } from './respond.ts'

export interface Page {
  status: number
  title: string
  text: string
  link: { href: string; label: string }
  /** Goes on to the link by itself. */
  movesOn?: boolean
  requestId?: string
  cookies?: readonly string[]
}

const entities: Record<string, string> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
}
const escapeHtml = (text: string) =>
  text.replace(/[&<>"']/g, (character) => entities[character] ?? '')

const style = `
:root{color-scheme:light dark}
body{font:16px/1.5 system-ui,sans-serif;margin:0;min-height:100vh;display:grid;place-items:center;padding:1rem;box-sizing:border-box}
main{max-width:32rem}
h1{font-size:1.25rem;margin:0 0 .5rem}
p{margin:.5rem 0}
small{opacity:.7}
`

/**
 * A small page of the sign-in: no script, no file, nothing of the request in it. It is not part of the app, because
 * it must answer before anybody is known and with 200 where a redirect would lose the `Strict` cookie.
 */
export async function respondPage(page: Page): Promise<Response> {
  const t = await getTranslations('auth')
  const nonce = randomBytes(16).toString('base64')
  const href = escapeHtml(page.link.href)
  const html = `<!doctype html>
<html lang="${escapeHtml(await getLocale())}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width,initial-scale=1">
${page.movesOn ? `<meta http-equiv="refresh" content="0;url=${href}">` : ''}
<title>${escapeHtml(page.title)}</title>
<style nonce="${nonce}">${style}</style>
</head>
<body><main>
<h1>${escapeHtml(page.title)}</h1>
<p>${escapeHtml(page.text)}</p>
<p><a href="${href}">${escapeHtml(page.link.label)}</a></p>
${page.requestId ? `<small>${escapeHtml(t('requestId', { id: page.requestId }))}</small>` : ''}
</main></body>
</html>
`
  return new Response(html, { status: page.status, headers: headersOf(page, nonce) })
}

function headersOf(page: Page, nonce: string): Headers {
  const headers = new Headers({
    'Content-Type': 'text/html; charset=utf-8',
    'Content-Security-Policy': `default-src 'none'; style-src 'nonce-${nonce}'; img-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'`,
    'Cache-Control': 'no-store',
    'X-Request-Id': page.requestId ?? randomUUID(),
  })
  if (config().isHttps) headers.set('Strict-Transport-Security', strictTransport)
  for (const cookie of page.cookies ?? []) headers.append('Set-Cookie', cookie)
  return headers
}
