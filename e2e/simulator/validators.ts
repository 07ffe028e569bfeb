import { X509Certificate } from 'node:crypto'

const KUBERNETES_NAME = /^[a-z0-9]([-a-z0-9]*[a-z0-9])?$/

/** GitLab's text for a bad Kubernetes namespace (gitlab-api.md §3.3); a leading digit is fine. */
export const KUBERNETES_NAMESPACE_MESSAGE =
  "can contain only lowercase letters, digits, and '-'. Must start with a letter, and cannot end with '-'"

export const isBlank = (value: string | null | undefined): value is null | undefined | '' =>
  value === null || value === undefined || value.trim() === ''

/** Namespaces, agent names and names of provider clusters share this form (§3.3, §6.2). */
export const isKubernetesName = (value: string) => KUBERNETES_NAME.test(value)

/** Whether a text holds at least one X.509 certificate as PEM (§3.3). */
export function isPemCertificate(pem: string): boolean {
  try {
    return pem.includes('-----BEGIN CERTIFICATE-----') && new X509Certificate(pem).subject !== null
  } catch {
    return false
  }
}

/** What is wrong with a host name, in the words of GitLab's hostname validator (§3.3). */
export function hostnameErrors(hostname: string): string[] {
  if (hostname.length > 255) return ['must be between 1 and 255 characters long']
  const errors = new Set<string>()
  if (hostname.endsWith('.')) errors.add('must not end with a dot')
  for (const label of hostname.replace(/\.$/, '').split('.')) {
    if (label.length < 1 || label.length > 63) {
      errors.add('each hostname label must be between 1 and 63 characters long')
    }
    if (/^-|-$/.test(label)) errors.add('hostname label begins or ends with a hyphen')
    if (!/^[a-z0-9-]*$/i.test(label)) {
      errors.add('contains invalid characters (valid characters: [a-z0-9\\-])')
    }
  }
  return [...errors]
}
