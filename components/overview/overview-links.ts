import type { Route } from 'next'
import type { FindingRule } from '#lib/contract/findings/finding.ts'
import type { FleetStatus } from '#lib/contract/fleet-status.ts'

const withQuery = (path: '/fleet' | '/findings' | '/certificates', query: Record<string, string>) =>
  `${path}?${new URLSearchParams(query)}` as Route

/** Rows of the fleet that stand like this. */
export const statusHref = (status: FleetStatus) => withQuery('/fleet', { status })

/** Agents whose oldest token is so many days old, or older. */
export const tokenAgeHref = (age: number) => withQuery('/fleet', { token_age: String(age) })

/** Agents with a pod of one of these versions. */
export const versionHref = (versions: readonly string[]) =>
  withQuery('/fleet', { version: versions.join(',') })

/** Certificates that end in this month, are over (`expired`) or end `later`. */
export const monthHref = (month: string) => withQuery('/certificates', { month })

/** Findings of this rule. */
export const ruleHref = (rule: FindingRule) => withQuery('/findings', { rule })

export const findingsHref = '/findings' as Route
