import type { Finding, FindingRule, FindingSeverity } from '#lib/contract/findings/finding.ts'
import { type FleetRow, fleetKey } from '#lib/contract/fleet.ts'

/** All findings of one rule, as one thing to do. */
export interface Urgent {
  rule: FindingRule
  /** That of the most severe of them. */
  severity: FindingSeverity
  /** The first few things that it is about. */
  rows: readonly FleetRow[]
  /** Things that it is about beyond `rows`. */
  more: number
}

const shownRules = 5
const shownRows = 3

/** The most urgent rules that found something; `findings` come in the order of their urgency. */
export function urgentFindings(rows: readonly FleetRow[], findings: readonly Finding[]): Urgent[] {
  const byKey = new Map(rows.map((row) => [fleetKey(row), row]))
  const firsts = new Map<FindingRule, Finding>()
  for (const finding of findings) {
    if (!firsts.has(finding.rule)) firsts.set(finding.rule, finding)
  }
  return [...firsts.values()].slice(0, shownRules).map(({ rule, severity }) => {
    const own = findings.filter((finding) => finding.rule === rule)
    const about = [...new Set(own.flatMap(({ subjects }) => subjects))].flatMap(
      (key) => byKey.get(key) ?? [],
    )
    return {
      rule,
      severity,
      rows: about.slice(0, shownRows),
      more: Math.max(0, about.length - shownRows),
    }
  })
}
