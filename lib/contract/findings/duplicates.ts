import type { Certificate } from '#lib/contract/certificate.ts'
import { type FleetAgent, type FleetCluster, type FleetRow, fleetKey } from '#lib/contract/fleet.ts'
import { type Finding, findingOf } from './finding.ts'

type ClusterRow = FleetCluster & { type: 'cluster' }
type AgentRow = FleetAgent & { type: 'agent' }

/** Rows that are perhaps one thing, registered several times. */
export interface Duplicates {
  api_urls: { api_url: string; rows: ClusterRow[] }[]
  /** The same CA behind different API URLs: one cluster by another address, or clusters that share an authority. */
  cas: { certificate: Certificate; rows: ClusterRow[]; urls: number }[]
  agent_names: { name: string; rows: AgentRow[] }[]
}

/**
 * An API URL as it can be compared: scheme and host in lower case, without the usual port, a dot at the end of the host,
 * slashes at the end, query and fragment. What is no URL is compared as it stands.
 */
export function normalApiUrl(text: string): string {
  const url = URL.parse(text.trim())
  if (url === null || url.host === '') return text.trim()
  const port = url.port === '' ? '' : `:${url.port}`
  return `${url.protocol}//${url.hostname.replace(/\.$/, '')}${port}${url.pathname.replace(/\/+$/, '')}`
}

const placeOf = ({ scope: { kind, id } }: FleetRow) => `${kind}-${id ?? ''}`
const countPlaces = (rows: readonly FleetRow[]) => new Set(rows.map(placeOf)).size

function groupsOf<T>(rows: readonly T[], keyOf: (row: T) => string): [key: string, rows: T[]][] {
  const groups = new Map<string, T[]>()
  for (const row of rows) {
    const key = keyOf(row)
    const group = groups.get(key)
    if (group === undefined) groups.set(key, [row])
    else group.push(row)
  }
  return [...groups]
}

/** Duplicates over different scopes; several clusters of one scope differ by their environments, which is as it should be. */
export function findDuplicates(
  rows: readonly FleetRow[],
  { agent_name_projects: leastProjects }: { agent_name_projects: number },
): Duplicates {
  const clusters = rows.filter((row): row is ClusterRow => row.type === 'cluster')
  const agents = rows.filter((row): row is AgentRow => row.type === 'agent')
  const urlOf = (row: ClusterRow) => normalApiUrl(row.platform_kubernetes.api_url)
  const held = clusters.flatMap((row) =>
    [...new Map(row.console.ca?.certificates.map((one) => [one.sha256, one])).values()].map(
      (certificate) => ({ row, certificate }),
    ),
  )
  return {
    api_urls: groupsOf(clusters, urlOf).flatMap(([api_url, rows]) =>
      countPlaces(rows) > 1 ? [{ api_url, rows }] : [],
    ),
    cas: groupsOf(held, ({ certificate }) => certificate.sha256).flatMap(([, group]) => {
      const [first] = group
      const rows = group.map(({ row }) => row)
      const urls = new Set(rows.map(urlOf)).size
      if (first === undefined || urls < 2 || countPlaces(rows) < 2) return []
      return [{ certificate: first.certificate, rows, urls }]
    }),
    agent_names: groupsOf(agents, ({ name }) => name).flatMap(([name, rows]) =>
      countPlaces(rows) >= leastProjects ? [{ name, rows }] : [],
    ),
  }
}

/**
 * The first row by id and how many there are: a key is shown to people who may see none of them, so that it holds no
 * name and no address, and it is another one when the group grows.
 */
const placeOfGroup = (rows: readonly FleetRow[]): string => {
  const [first] = rows.toSorted((a, b) => a.id - b.id)
  return first === undefined ? '' : `${fleetKey(first)}/${rows.length}`
}

/** One finding for each group of duplicates. */
export function duplicateFindings({ api_urls, cas, agent_names }: Duplicates): Finding[] {
  return [
    ...api_urls.map(({ api_url, rows }) =>
      findingOf('duplicate_api_url', {
        at: placeOfGroup(rows),
        subjects: rows.map(fleetKey),
        evidence: { api_url, count: rows.length },
      }),
    ),
    ...cas.map(({ certificate: { subject, sha256 }, rows, urls }) =>
      findingOf('duplicate_ca', {
        at: sha256,
        subjects: rows.map(fleetKey),
        evidence: { subject, sha256, count: rows.length, urls },
      }),
    ),
    ...agent_names.map(({ name, rows }) =>
      findingOf('duplicate_agent_name', {
        at: placeOfGroup(rows),
        subjects: rows.map(fleetKey),
        evidence: { name, count: rows.length },
      }),
    ),
  ]
}
