const header = '-----BEGIN CERTIFICATE-----'
const footer = '-----END CERTIFICATE-----'
/** Base64 of the header: how a kubeconfig's `certificate-authority-data` begins. */
const encodedHeader = 'LS0tLS1CRUdJTi'

/**
 * What was meant by text put into a certificate field: PEM as it is, with plain line ends, or the PEM inside the
 * base64 that people copy out of a kubeconfig. Anything else comes back unchanged, for the field to complain about.
 */
export function pemFromText(text: string): string {
  const trimmed = text.trim()
  if (!trimmed.startsWith(encodedHeader)) return text.replaceAll('\r\n', '\n')
  try {
    return atob(trimmed.replaceAll(/\s/g, '')).replaceAll('\r\n', '\n').trim()
  } catch {
    return text
  }
}

/** The PEM of a chosen file: text as above, or DER (`.crt`, `.cer`), which GitLab does not take as it is. */
export function pemFromFile(bytes: Uint8Array): string {
  const isDer = bytes[0] === 0x30 && (bytes[1] ?? 0) >= 0x80
  if (!isDer) return pemFromText(new TextDecoder().decode(bytes))
  const binary = Array.from(bytes, (byte) => String.fromCharCode(byte)).join('')
  const lines = btoa(binary).match(/.{1,64}/g) ?? []
  return [header, ...lines, footer].join('\n')
}
