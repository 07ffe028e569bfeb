import { maxActiveTokens } from '#lib/contract/agent-token.ts'
import { type FleetAgent, type FleetToken, fleetKey } from '#lib/contract/fleet.ts'
import { fleetStatus, lastContact } from '#lib/contract/fleet-status.ts'
import { isBehind } from './agent-version.ts'
import { days, wholeDays } from './days.ts'
import { type Finding, findingOf } from './finding.ts'
import type { FindingFacts } from './policy.ts'

type AgentRow = FleetAgent & { type: 'agent' }

/** What an agent's contact, tokens, versions and address say. */
export const agentFindings = (row: AgentRow, facts: FindingFacts): Finding[] => [
  ...contactFindings(row, facts),
  ...(row.tokens ?? []).flatMap((token) => oldToken(row, token, facts)),
  ...unusedTokens(row, row.tokens ?? [], facts),
  ...versionFindings(row, facts),
  ...plaintext(row),
]

function contactFindings(row: AgentRow, { policy }: FindingFacts): Finding[] {
  if (row.tokens === null) return []
  const { created_at } = row
  const asOf = Date.parse(row.console.as_of)
  const status = fleetStatus(row)
  const last_used_at = lastContact(row)
  const at = fleetKey(row)
  const found = { at, subjects: [at] }
  const age = asOf - Date.parse(created_at)
  if (status === 'no_token') return [findingOf('no_token', { ...found, evidence: { created_at } })]
  if (status === 'never_connected' && age > days(policy.never_connected_days)) {
    const evidence = { created_at, days: wholeDays(Date.parse(created_at), asOf) }
    return [findingOf('never_connected', { ...found, evidence })]
  }
  if (status !== 'not_connected' || last_used_at === null) return []
  return [findingOf('not_connected', { ...found, evidence: { last_used_at } })]
}

const tokenFound = (row: AgentRow, { id }: FleetToken) => ({
  at: `${fleetKey(row)}/token-${id}`,
  subjects: [fleetKey(row)],
})

function oldToken(row: AgentRow, token: FleetToken, { now, policy }: FindingFacts): Finding[] {
  const { id, name, created_at, last_used_at } = token
  const created = Date.parse(created_at)
  if (now - created <= days(policy.token_days)) return []
  const evidence = { id, name, created_at, last_used_at, days: wholeDays(created, now) }
  return [findingOf('token_old', { ...tokenFound(row, token), evidence })]
}

/** With both slots taken, a token that nobody has used for long stands in the way of the next rotation. */
function unusedTokens(
  row: AgentRow,
  tokens: readonly FleetToken[],
  { policy }: FindingFacts,
): Finding[] {
  if (tokens.length < maxActiveTokens) return []
  const asOf = Date.parse(row.console.as_of)
  return tokens.flatMap((token) => {
    const { id, name, created_at, last_used_at } = token
    const since = Date.parse(last_used_at ?? created_at)
    if (asOf - since <= days(policy.unused_token_days)) return []
    const evidence = { id, name, created_at, last_used_at, days: wholeDays(since, asOf) }
    return [findingOf('token_unused', { ...tokenFound(row, token), evidence })]
  })
}

function versionFindings(row: AgentRow, { gitlab }: FindingFacts): Finding[] {
  const versions = [...new Set(row.versions)].sort()
  const [version] = versions
  if (version === undefined) return []
  const at = fleetKey(row)
  const found = { at, subjects: [at] }
  const server = gitlab.kas_version ?? gitlab.version
  const findings: Finding[] = []
  if (server !== null && isBehind(version, server)) {
    findings.push(findingOf('version_behind', { ...found, evidence: { version, server } }))
  }
  if (versions.length > 1) {
    findings.push(findingOf('version_mismatch', { ...found, evidence: { versions } }))
  }
  return findings
}

function plaintext(row: AgentRow): Finding[] {
  const url = row.url_configuration?.url
  if (url === undefined || !/^grpc:/i.test(url)) return []
  const at = fleetKey(row)
  return [findingOf('receptive_plaintext', { at, subjects: [at], evidence: { url } })]
}
