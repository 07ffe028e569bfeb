import type { Certificate } from '#lib/contract/certificate.ts'

/**
 * The name that the agent's certificate must be for: the TLS host, else the host of the URL. Null where there is no
 * such name yet, or no TLS.
 */
export function endpointName(url: string, tlsHost: string): string | null {
  const { protocol, hostname } = URL.parse(url.trim()) ?? {}
  if (protocol !== 'grpcs:' || !hostname) return null
  return (tlsHost.trim() || hostname).toLowerCase()
}

/** IPv6 addresses have many spellings; a certificate holds the longest, a URL the shortest in brackets. */
const address = (text: string): string =>
  text.includes(':') ? (URL.parse(`http://[${text.replace(/[[\]]/g, '')}]`)?.hostname ?? '') : text

/** A star stands for the whole first label, and for one only. */
const covers = (pattern: string, name: string): boolean =>
  pattern.startsWith('*.')
    ? name.includes('.') && name.slice(name.indexOf('.')) === pattern.slice(1)
    : pattern === name

function isNameFor(name: string): (subjectAltName: string) => boolean {
  return (subjectAltName) => {
    const [, kind, value = ''] = /^(dns|ip address):(.*)$/.exec(subjectAltName.toLowerCase()) ?? []
    if (kind === 'dns') return covers(value, name)
    return kind !== undefined && address(value) === address(name)
  }
}

/**
 * Whether a CA field, as far as it holds the agent's own certificate, fits the name. Null when that cannot be told: an
 * authority says nothing about the names of what it signs. GitLab's agent server knows no name but these.
 */
export function endpointMatch(
  certificates: readonly Pick<Certificate, 'is_ca' | 'subject_alt_names'>[],
  name: string | null,
): 'valid' | 'mismatch' | null {
  const own = certificates.filter((one) => !one.is_ca || one.subject_alt_names.length > 0)
  if (name === null || own.length === 0) return null
  if (own.some((one) => one.subject_alt_names.some(isNameFor(name)))) return 'valid'
  return own.length === certificates.length ? 'mismatch' : null
}
