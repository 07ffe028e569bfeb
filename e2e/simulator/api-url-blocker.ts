import { BlockList, isIP } from 'node:net'

type Family = 'ipv4' | 'ipv6'
type Range = readonly [address: string, prefix: number, family: Family]

const ranges = (...entries: Range[]) => {
  const list = new BlockList()
  for (const [address, prefix, family] of entries) list.addSubnet(address, prefix, family)
  return list
}

// In GitLab's order; the first match names the reason (gitlab-api.md §3.5). 127.0.0.1 counts as
// localhost because it is one of the server's own addresses, 127.0.0.2 only as loopback.
const refusals: readonly (readonly [BlockList, string])[] = [
  [
    ranges(
      ['127.0.0.1', 32, 'ipv4'],
      ['0.0.0.0', 32, 'ipv4'],
      ['::', 128, 'ipv6'],
      ['::1', 128, 'ipv6'],
    ),
    'Requests to localhost are not allowed',
  ],
  [ranges(['127.0.0.0', 8, 'ipv4']), 'Requests to loopback addresses are not allowed'],
  [
    ranges(
      ['10.0.0.0', 8, 'ipv4'],
      ['172.16.0.0', 12, 'ipv4'],
      ['192.168.0.0', 16, 'ipv4'],
      ['fc00::', 7, 'ipv6'],
      ['fec0::', 10, 'ipv6'],
    ),
    'Requests to the local network are not allowed',
  ],
  [
    ranges(['169.254.0.0', 16, 'ipv4'], ['fe80::', 10, 'ipv6']),
    'Requests to the link local network are not allowed',
  ],
  [ranges(['100.64.0.0', 10, 'ipv4']), 'Requests to the shared address space are not allowed'],
  [
    ranges(['255.255.255.255', 32, 'ipv4']),
    'Requests to the limited broadcast address are not allowed',
  ],
]

export interface BlockerOptions {
  /** The admin setting that lets webhooks and integrations reach the local network. */
  allowLocalRequests: boolean
  /** GitLab's own URL is always allowed. */
  ownUrl: string
}

/**
 * Why GitLab refuses an API URL (gitlab-api.md §3.5), or null when it accepts it. Host names are
 * not resolved: GitLab accepts a host that does not resolve.
 */
export function blockedReason(apiUrl: string, options: BlockerOptions): string | null {
  if (/[\r\n]|%0a|%0d/i.test(apiUrl)) return 'URI is invalid'
  const [, scheme = '', rest = ''] = /^([a-z][a-z0-9+.-]*):(.*)$/is.exec(apiUrl) ?? []
  if (!['http', 'https'].includes(scheme.toLowerCase())) {
    return 'Only allowed schemes are http, https'
  }
  const [, authority = ''] = /^\/\/([^/?#]*)/.exec(rest) ?? []
  const host = authority.replace(/^.*@/, '').replace(/:\d*$/, '')
  if (host === '' || /\s/.test(apiUrl)) return 'URI is invalid'
  if (!/^[\p{L}\p{N}[]/u.test(host)) return 'Hostname or IP address invalid'
  if (host.length > 1024) return 'Host is too long (maximum is 1024 characters)'
  const url = URL.parse(apiUrl)
  if (url === null) return 'URI is invalid'
  if (options.allowLocalRequests || url.origin === new URL(options.ownUrl).origin) return null
  return localReason(url.hostname.replace(/^\[|\]$/g, ''))
}

function localReason(hostname: string): string | null {
  if (/(^|\.)localhost\.?$/i.test(hostname)) return 'Requests to localhost are not allowed'
  const address = unmapped(hostname)
  const version = isIP(address)
  if (version === 0) return null
  const family = version === 4 ? 'ipv4' : 'ipv6'
  return refusals.find(([list]) => list.check(address, family))?.[1] ?? null
}

/** `::ffff:7f00:1`, the form into which URL puts a mapped IPv4 address, back to dotted IPv4. */
function unmapped(hostname: string): string {
  const [, high, low] = /^::ffff:([0-9a-f]{1,4}):([0-9a-f]{1,4})$/i.exec(hostname) ?? []
  if (high === undefined || low === undefined) return hostname
  const bytes = [high, low].flatMap((part) => {
    const value = Number.parseInt(part, 16)
    return [value >> 8, value & 0xff]
  })
  return bytes.join('.')
}
