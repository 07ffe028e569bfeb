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

/** The sign-in panel of the app (app/globals.css, components/layout/login-panel.tsx), which this page stands beside. */
const style = `
:root{color-scheme:light dark;--page:oklch(0.982 0.003 272);--panel:oklch(1 0 0);--line:oklch(0.912 0.006 272);--text:oklch(0.225 0.02 272);--soft:oklch(0.435 0.018 272);--faint:oklch(0.515 0.017 272);--accent:oklch(0.5 0.19 275);--hover:oklch(0.445 0.19 275)}
@media(prefers-color-scheme:dark){:root{--page:oklch(0.172 0.014 268);--panel:oklch(0.203 0.015 268);--line:oklch(0.288 0.016 268);--text:oklch(0.932 0.007 268);--soft:oklch(0.77 0.013 268);--faint:oklch(0.675 0.015 268);--accent:oklch(0.555 0.175 277);--hover:oklch(0.515 0.175 277)}}
*{box-sizing:border-box}
body{font:14px/1.5 system-ui,sans-serif;margin:0;min-height:100vh;display:grid;place-items:center;padding:1rem;background:var(--page);color:var(--text)}
main{width:100%;max-width:25rem;padding:2rem;background:var(--panel);border:1px solid var(--line);border-radius:10px;overflow-wrap:anywhere}
svg{display:block;width:36px;height:36px}
h1{font-size:1.25rem;line-height:1.3;font-weight:600;margin:1.25rem 0 .25rem}
p{margin:0 0 1.25rem;color:var(--soft)}
a{display:flex;align-items:center;justify-content:center;min-height:2.5rem;padding:.25rem .75rem;border-radius:6px;background:var(--accent);color:#fff;font-weight:500;text-decoration:none}
a:hover{background:var(--hover)}
a:focus-visible{outline:2px solid var(--accent);outline-offset:2px}
small{display:block;margin-top:1.25rem;font:12px/1.5 ui-monospace,monospace;color:var(--faint)}
.body{fill:var(--accent);stroke:var(--accent)}
.rays{stroke:#fff;fill:none}
.node{fill:#fff}
`

/** components/layout/logo.tsx, coloured by the style above. */
const logo =
  '<svg viewBox="0 0 24 24" aria-hidden="true"><path class="body" stroke-width="1.5" stroke-linejoin="round" d="M12 1.5 21.1 6.75v10.5L12 22.5 2.9 17.25V6.75Z"/><path class="rays" stroke-width="1.4" stroke-linecap="round" d="M12 12V6.4M12 12l4.85 2.8M12 12l-4.85 2.8"/><circle class="node" cx="12" cy="12" r="2.3"/><circle class="node" cx="12" cy="6.4" r="1.5"/><circle class="node" cx="16.85" cy="14.8" r="1.5"/><circle class="node" cx="7.15" cy="14.8" r="1.5"/></svg>'

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
${logo}
<h1>${escapeHtml(page.title)}</h1>
<p>${escapeHtml(page.text)}</p>
<a href="${href}">${escapeHtml(page.link.label)}</a>
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
