import { expect } from './fixtures.ts'
import type { Truth } from './fleet-truth.ts'
import type { Person } from './person.ts'

type Event = Record<string, unknown> & { type: string }
type Row = Event & { id: number; scope: { kind: string; path: string | null } }
type Problem = Event & {
  id: string
  what: string
  code: string
  count: number
  scope: { kind: string; id: number | null; path: string | null } | null
  names?: { id: number; name: string }[]
}
type End = Event & {
  scan: string | null
  state: string | null
  complete: boolean
  clusters: number
  agents: number
  problems: number
  projects: number
  requests: number
  skipped: string[]
  clusters_by: string | null
}

export interface FleetAnswer {
  events: Event[]
  clusters: Map<number, Row>
  agents: Map<number, Row>
  problems: Map<string, Problem>
  /** Undefined when the stream was cut. */
  end: End | undefined
}

/** What the lines of a stream say, taken as the contract says: what comes again replaces what came before. */
export function readAnswer(text: string): FleetAnswer {
  const lines = text.split('\n').filter((line) => line !== '')
  const events = lines.map((line) => JSON.parse(line) as Event)
  const rows = (type: string) =>
    new Map(events.filter((event) => event.type === type).map((event) => [event.id, event]))
  const last = events.at(-1)
  return {
    events,
    clusters: rows('cluster') as FleetAnswer['clusters'],
    agents: rows('agent') as FleetAnswer['agents'],
    problems: rows('problem') as unknown as FleetAnswer['problems'],
    end: last?.type === 'end' ? (last as End) : undefined,
  }
}

/** The whole answer of `GET /api/fleet` to somebody. */
export async function fleetOf(person: Person, query = 'personal=true'): Promise<FleetAnswer> {
  const answer = await person.call('GET', `/api/fleet?${query}`)
  expect(answer.status, answer.text.slice(0, 500)).toBe(200)
  return readAnswer(answer.text)
}

const second = (time: unknown) => (typeof time === 'string' ? `${time.slice(0, 19)}Z` : null)

const clusterOf = (row: Row) => {
  const { type: _, console: facts, provider_gcp: __, management_project, ...rest } = row
  const { ca } = facts as { ca: { certificates: { sha256: string }[] } | null }
  return {
    ...rest,
    management_project: (management_project as { id: number } | null)?.id ?? null,
    ca: ca === null ? null : (ca.certificates[0]?.sha256 ?? 'unreadable'),
  }
}

const agentOf = (row: Row) => {
  const tokens = (row.tokens ?? []) as (Event & { id: number })[]
  const configuration = row.url_configuration as Record<string, unknown> | null
  return {
    id: row.id,
    name: row.name,
    created_at: second(row.created_at),
    scope: row.scope,
    created_by: row.created_by,
    tokens: tokens
      .map((token) => ({
        ...token,
        created_at: second(token.created_at),
        last_used_at: second(token.last_used_at),
      }))
      .toSorted((a, b) => a.id - b.id),
    url_configuration: configuration && {
      id: configuration.id,
      url: configuration.url,
      tls_host: configuration.tls_host,
    },
  }
}

/** A running agent uses its token every minute, between the truth and the answer too. */
const withoutLastMinutes = <T extends { tokens: { last_used_at: string | null }[] }>(agent: T) => ({
  ...agent,
  tokens: agent.tokens.map((token) => ({
    ...token,
    last_used_at:
      token.last_used_at !== null && Date.now() - Date.parse(token.last_used_at) < 480_000
        ? 'lately'
        : token.last_used_at,
  })),
})

const byId = <T extends { id: number }>(rows: Iterable<T>) =>
  [...rows].toSorted((a, b) => a.id - b.id)

/** Row by row: nothing is missing, nothing is invented, every field is right. */
export function expectTruth(
  answer: FleetAnswer,
  truth: Truth,
  { urlConfigurations = true } = {},
): void {
  expect(byId([...answer.clusters.values()].map(clusterOf))).toEqual(byId(truth.clusters.values()))
  const agents = byId([...truth.agents.values()]).map((agent) =>
    urlConfigurations ? agent : { ...agent, url_configuration: null },
  )
  expect(byId([...answer.agents.values()].map(agentOf)).map(withoutLastMinutes)).toEqual(
    agents.map(withoutLastMinutes),
  )
  expect(answer.end).toMatchObject({ clusters: truth.clusters.size, agents: truth.agents.size })
}

const kindOf = { cluster: 'clusters', agent: 'agents' } as const

/** Whether a problem says that this row may be missing: it names its place, one above it, or no place at all. */
const covers = ({ what, scope }: Problem, row: Row, type: keyof typeof kindOf) =>
  (what === kindOf[type] || what === 'places') &&
  (scope === null ||
    (scope.kind === row.scope.kind && scope.path === row.scope.path) ||
    (scope.kind === 'group' && row.scope.path?.startsWith(`${scope.path}/`) === true))

/** Every row of the truth is there, or a problem tells of it. */
export function expectAccounted(answer: FleetAnswer, truth: Truth): void {
  const problems = [...answer.problems.values()]
  const missing = (['cluster', 'agent'] as const).flatMap((type) => {
    const found = type === 'cluster' ? answer.clusters : answer.agents
    const rows = [...(type === 'cluster' ? truth.clusters : truth.agents).values()]
    return rows
      .filter(({ id }) => !found.has(id))
      .filter((row) => !problems.some((problem) => covers(problem, row as unknown as Row, type)))
      .map(({ id, scope }) => `${type} ${id} of ${scope.path}`)
  })
  expect(missing, 'rows that are neither there nor told of').toEqual([])
}
