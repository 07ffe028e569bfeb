import type { FleetUser } from '#lib/contract/fleet.ts'

/** What a person should do about a finding: at once, soon, or when there is time. */
export const findingSeverities = ['critical', 'warning', 'notice'] as const
export type FindingSeverity = (typeof findingSeverities)[number]

/**
 * Every rule with its severity, in the order in which the page and docs/findings.md tell of them: of equal severity, what
 * does not work now comes before what may stop working.
 */
export const ruleSeverities = {
  not_connected: 'warning',
  api_url_http: 'critical',
  ca_expired: 'critical',
  ca_expires_7: 'critical',
  ca_expires_30: 'warning',
  ca_expires_60: 'notice',
  ca_expires_90: 'notice',
  ca_unreadable: 'warning',
  ca_not_a_ca: 'warning',
  ca_missing: 'notice',
  client_expired: 'critical',
  client_expires_7: 'critical',
  client_expires_30: 'warning',
  client_expires_60: 'notice',
  client_expires_90: 'notice',
  client_unreadable: 'warning',
  weak_key: 'warning',
  weak_signature: 'warning',
  receptive_plaintext: 'critical',
  abac: 'warning',
  instance_wildcard_managed: 'warning',
  management_project: 'notice',
  cluster_disabled: 'notice',
  never_connected: 'warning',
  no_token: 'warning',
  token_unused: 'notice',
  token_old: 'warning',
  version_behind: 'notice',
  version_mismatch: 'notice',
  creator_inactive: 'warning',
  duplicate_api_url: 'warning',
  duplicate_ca: 'notice',
  duplicate_agent_name: 'notice',
  certificate_clusters: 'notice',
} as const satisfies Record<string, FindingSeverity>
export type FindingRule = keyof typeof ruleSeverities

/** Every rule, in the order of {@link ruleSeverities}. */
export const findingRules = Object.keys(ruleSeverities) as FindingRule[]

/** The days of a band as they stand in the names of rules. */
export type ExpiryDays = 7 | 30 | 60 | 90

/** A certificate as far as a finding tells of it; `days` are whole days left, of an expired one since it ended. */
interface CertificateEvidence {
  subject: string
  sha256: string
  not_after: string
  days: number
}

interface TokenEvidence {
  id: number
  name: string
  created_at: string
  last_used_at: string | null
  days: number
}

type ExpiryEvidence = {
  [R in
    | 'ca_expired'
    | 'client_expired'
    | `ca_expires_${ExpiryDays}`
    | `client_expires_${ExpiryDays}`]: CertificateEvidence
}

/** What a finding of each rule rests on. Times are ISO 8601, `days` are whole days by GitLab's clock. */
export interface FindingEvidence extends ExpiryEvidence {
  api_url_http: { api_url: string }
  ca_unreadable: { readable: number }
  ca_not_a_ca: { subject: string; sha256: string }
  ca_missing: { api_url: string }
  client_unreadable: { readable: number }
  weak_key: { subject: string; sha256: string; type: string; bits: number | null }
  weak_signature: { subject: string; sha256: string; algorithm: string }
  receptive_plaintext: { url: string }
  abac: Record<never, never>
  instance_wildcard_managed: { environment_scope: string }
  management_project: { path: string }
  /** GitLab tells when it was created, not when it was disabled. */
  cluster_disabled: { created_at: string; days: number }
  never_connected: { created_at: string; days: number }
  not_connected: { last_used_at: string }
  no_token: { created_at: string }
  token_unused: TokenEvidence
  token_old: TokenEvidence
  version_behind: { version: string; server: string }
  version_mismatch: { versions: string[] }
  creator_inactive: {
    user: FleetUser
    state: string
    what: 'cluster' | 'agent' | 'token'
    /** Of the token, where it is one. */
    token: { id: number; name: string } | null
  }
  duplicate_api_url: { api_url: string; count: number }
  duplicate_ca: { subject: string; sha256: string; count: number; urls: number }
  duplicate_agent_name: { name: string; count: number }
  certificate_clusters: { count: number }
}

/**
 * One thing that deserves care. `subjects` are the rows it is about, by `fleetKey`, the first one named first. `key` is
 * the rule and what it was found at: the same from scan to scan, so that a snooze finds it again, and another one as
 * soon as it gets worse (a certificate that came from 30 days to 7 is another finding).
 */
export interface FindingOf<R extends FindingRule> {
  key: string
  rule: R
  severity: FindingSeverity
  subjects: readonly string[]
  evidence: FindingEvidence[R]
}
export type Finding = { [R in FindingRule]: FindingOf<R> }[FindingRule]

/** A finding of a rule; `at` is what it was found at, `severity` the rule's own unless given. */
export const findingOf = <R extends FindingRule>(
  rule: R,
  found: {
    at: string
    subjects: readonly string[]
    evidence: FindingEvidence[R]
    severity?: FindingSeverity
  },
): FindingOf<R> => ({
  key: `${rule}:${found.at}`,
  rule,
  severity: found.severity ?? ruleSeverities[rule],
  subjects: found.subjects,
  evidence: found.evidence,
})
