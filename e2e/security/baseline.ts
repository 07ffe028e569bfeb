import type { Answer } from '../person.ts'

const exact: Record<string, string> = {
  'x-content-type-options': 'nosniff',
  'referrer-policy': 'no-referrer',
  'cross-origin-opener-policy': 'same-origin',
  'cross-origin-resource-policy': 'same-origin',
  'origin-agent-cluster': '?1',
  'x-frame-options': 'DENY',
}
const never = [
  'x-powered-by',
  'server',
  'access-control-allow-origin',
  'access-control-allow-credentials',
  'access-control-allow-methods',
  'access-control-allow-headers',
]

/** What an answer of the console lacks or has too much of, against security design 2d; empty for a good one. */
export function baselineFaults(url: string, { status, headers, text }: Answer): string[] {
  const { pathname } = new URL(url)
  const faults: string[] = []
  for (const [name, value] of Object.entries(exact)) {
    if (headers[name] !== value) faults.push(`${name}: ${headers[name]}`)
  }
  for (const name of never) if (headers[name] !== undefined) faults.push(`${name} is there`)
  const policy = String(headers['content-security-policy'] ?? '')
  const isAsset = pathname.startsWith('/_next/static/')
  if (!isAsset && !policy.includes("default-src 'none'")) faults.push(`policy: ${policy}`)
  if (!isAsset && !policy.includes("frame-ancestors 'none'")) faults.push('may be framed')
  if (!String(headers['permissions-policy']).includes('camera=()')) faults.push('permissions')
  const caching = String(headers['cache-control'])
  if (!isAsset && !caching.includes('no-store')) faults.push(`cache-control: ${caching}`)
  // What the framework answers by itself is a plain word or an empty object, which `nosniff` keeps one.
  const type = String(headers['content-type'] ?? '')
  const isFrameworks = status >= 400 || text === '{}'
  if (text !== '' && type === '' && !isFrameworks) faults.push('no content-type')
  const isRead = /^(text\/html|application\/([\w.+-]*\+)?json)/.test(type)
  if (isRead && !/charset=utf-8/i.test(type)) faults.push(`no charset: ${type}`)
  return faults.map((fault) => `${status} ${pathname}: ${fault}`)
}

/** A redirect of the framework holds the address as a word, which `nosniff` keeps one. */
export const typeOfRedirect = (status: number) =>
  status === 308 ? { 'content-type': 'text/plain; charset=utf-8' } : {}

/** An answer that came through the nginx of docs/deploy/nginx, as it is without what that may add to it. */
export function throughNginx({ headers, ...answer }: Answer): Answer {
  const { server, ...rest } = headers
  const left = server === 'nginx' ? rest : headers
  return { ...answer, headers: { ...typeOfRedirect(answer.status), ...left } }
}
