import type { FleetRow } from '#lib/contract/fleet.ts'
import { findFindings } from './find-findings.ts'
import type { Finding, FindingRule } from './finding.ts'
import {
  agent,
  ago,
  ca,
  certificate,
  cluster,
  gitlab,
  now,
  urlConfiguration,
} from './fleet-rows.fixture.ts'
import { defaultPolicy } from './policy.ts'

/** What is there, and the rules that speak up; borders stand beside each other. */
export type RuleCase = [name: string, row: FleetRow, rules: FindingRule[]]

export const facts = { now, gitlab, policy: defaultPolicy }

/** Every cluster is told of by it: that there are some at all. */
export const always: FindingRule = 'certificate_clusters'

export const found = (...rows: FleetRow[]): Finding[] =>
  findFindings(rows, facts).filter(({ rule }) => rule !== always)

export const rulesOf = (row: FleetRow): FindingRule[] => found(row).map(({ rule }) => rule)

export const caUntil = (not_after: string) => ca(certificate('aa', { not_after }))
export const withCa = (not_after: string) =>
  cluster(1, { console: { ca: caUntil(not_after), as_of: ago(0) } })
export const withOne = (changed: Parameters<typeof certificate>[1]) =>
  cluster(1, { console: { ca: ca(certificate('aa', changed)), as_of: ago(0) } })
export const withClient = (not_after: string) =>
  agent(1, { url_configuration: urlConfiguration({ client: caUntil(not_after) }) })
