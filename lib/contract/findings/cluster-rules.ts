import { type FleetCluster, fleetKey } from '#lib/contract/fleet.ts'
import { missingCa } from './certificate-rules.ts'
import { wholeDays } from './days.ts'
import { type Finding, findingOf } from './finding.ts'

/** What the settings of one certificate-based cluster say; `now` is in epoch milliseconds by GitLab's clock. */
export function clusterFindings(row: FleetCluster & { type: 'cluster' }, now: number): Finding[] {
  const at = fleetKey(row)
  const found = { at, subjects: [at] }
  const { platform_kubernetes: platform, environment_scope, management_project: project } = row
  const { api_url } = platform
  const findings = missingCa(row)
  if (/^http:/i.test(api_url)) {
    findings.push(findingOf('api_url_http', { ...found, evidence: { api_url } }))
  }
  if (platform.authorization_type === 'abac') {
    findings.push(findingOf('abac', { ...found, evidence: {} }))
  }
  if (row.scope.kind === 'instance' && environment_scope === '*' && row.managed === true) {
    findings.push(
      findingOf('instance_wildcard_managed', { ...found, evidence: { environment_scope } }),
    )
  }
  if (project !== null) {
    const evidence = { path: project.path_with_namespace }
    findings.push(findingOf('management_project', { ...found, evidence }))
  }
  if (row.enabled === false) {
    const { created_at } = row
    const evidence = { created_at, days: wholeDays(Date.parse(created_at), now) }
    findings.push(findingOf('cluster_disabled', { ...found, evidence }))
  }
  return findings
}

/** Certificate-based clusters are deprecated: one finding for all of them, not one each. */
export function deprecatedClusters(rows: readonly FleetCluster[]): Finding[] {
  if (rows.length === 0) return []
  const subjects = rows.map(({ id }) => fleetKey({ type: 'cluster', id }))
  const evidence = { count: rows.length }
  return [findingOf('certificate_clusters', { at: 'fleet', subjects, evidence })]
}
