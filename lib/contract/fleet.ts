import { z } from 'zod'
import { caSchema } from './certificate.ts'
import { clusterSummarySchema } from './cluster.ts'
import { problemCodeSchema, upstreamCodes } from './problem.ts'

/** A person as far as a scan is told of them; `state` is GitLab's word (`active`, `blocked`, …), null when it is not told. */
const fleetUserSchema = z.object({
  id: z.number().int().positive(),
  username: z.string(),
  name: z.string(),
  web_url: z.string().nullable(),
  state: z.string().nullable(),
})
export type FleetUser = z.infer<typeof fleetUserSchema>

/** Where a cluster or an agent is attached; `id` and `path` are null for the instance. */
const fleetScopeSchema = z.object({
  kind: z.enum(['instance', 'group', 'project']),
  id: z.number().int().positive().nullable(),
  name: z.string(),
  path: z.string().nullable(),
  web_url: z.string().nullable(),
})
export type FleetScope = z.infer<typeof fleetScopeSchema>

/** A certificate-based cluster with the place it is attached to. `console.as_of` is when GitLab was asked, by its clock. */
export const fleetClusterSchema = clusterSummarySchema.extend({
  user: fleetUserSchema.nullable(),
  scope: fleetScopeSchema,
})
export type FleetCluster = z.infer<typeof fleetClusterSchema>

const fleetTokenSchema = z.object({
  id: z.number().int().positive(),
  name: z.string(),
  created_at: z.string(),
  /** Null: never used. */
  last_used_at: z.string().nullable(),
  created_by: fleetUserSchema.nullable(),
})
export type FleetToken = z.infer<typeof fleetTokenSchema>

/** How GitLab reaches a receptive agent; `client` is the certificate it shows (null with a JWT), `ca` what it trusts. */
const fleetUrlConfigurationSchema = z.object({
  id: z.number().int().positive(),
  url: z.string(),
  tls_host: z.string().nullable(),
  ca: caSchema.nullable(),
  client: caSchema.nullable(),
})

/** An agent with its active tokens. What GitLab did not tell is null, and that is not the same as none. */
export const fleetAgentSchema = z.object({
  id: z.number().int().positive(),
  name: z.string(),
  created_at: z.string(),
  scope: fleetScopeSchema,
  web_url: z.string().nullable(),
  created_by: fleetUserSchema.nullable(),
  /** Active ones only; null when they could not be read. */
  tokens: z.array(fleetTokenSchema).nullable(),
  /** Versions of its running pods without `v`, each once; null below Maintainer and while KAS does not answer. */
  versions: z.array(z.string()).nullable(),
  /** Null where it was not told or not asked. */
  is_receptive: z.boolean().nullable(),
  url_configuration: fleetUrlConfigurationSchema.nullable(),
  console: z.object({ as_of: z.string() }),
})
export type FleetAgent = z.infer<typeof fleetAgentSchema>

/** The parts of a scan, in the order in which they begin; several run at a time. */
export const fleetPhases = [
  'instance',
  'groups',
  'projects',
  'agents',
  'clusters',
  'personal',
  'url_configurations',
] as const
export type FleetPhase = (typeof fleetPhases)[number]

/** `paused` and `stopped` hold what was found so far; a stopped or failed scan can be begun anew, a paused one goes on. */
const fleetStateSchema = z.enum(['running', 'waiting', 'paused', 'stopped', 'finished'])
export type FleetState = z.infer<typeof fleetStateSchema>

/** How far a scan is. Times are ISO 8601 by GitLab's clock. */
const fleetProgressSchema = z.object({
  type: z.literal('progress'),
  /** Of this scan, so that rows of another one are not taken for its own. */
  scan: z.string(),
  state: fleetStateSchema,
  started_at: z.string(),
  /** The phase that takes longest now, with its steps; `total` is null until it is known. */
  phase: z.enum(fleetPhases),
  done: z.number().int().nonnegative(),
  total: z.number().int().nonnegative().nullable(),
  /** Projects that were looked at, of those there are. */
  projects: z.object({
    done: z.number().int().nonnegative(),
    total: z.number().int().nonnegative().nullable(),
  }),
  /** Requests to GitLab so far, and how many a second of late. */
  requests: z.number().int().nonnegative(),
  rate: z.number().nonnegative(),
  /** With `waiting`: when GitLab lets the scan go on. */
  waiting_until: z.string().nullable(),
  /** With `waiting`: GitLab asked for it (429), or how it fails at the moment. */
  waiting_for: z.enum(['rate_limited', ...upstreamCodes]).nullable(),
  /** An estimate in seconds; null while nothing can be said. */
  remaining_s: z.number().nonnegative().nullable(),
})
export type FleetProgress = z.infer<typeof fleetProgressSchema>

/** What could not be read, and why; `retry` names it in `GET /api/fleet?do=retry`. */
export const fleetProblemSchema = z.object({
  type: z.literal('problem'),
  /** The same place and reason is told once; a later one replaces it. */
  id: z.string(),
  /** What is missing there. */
  what: z.enum(['clusters', 'agents', 'tokens', 'versions', 'url_configurations', 'places']),
  /** Null where the place itself is not known, such as a page of projects. */
  scope: fleetScopeSchema.nullable(),
  code: problemCodeSchema,
  /** How many places it is about. */
  count: z.number().int().positive(),
  /** Clusters that GitLab names although their details are out of reach (the integration is switched off). */
  names: z.array(z.object({ id: z.number().int(), name: z.string() })).optional(),
})
export type FleetProblem = z.infer<typeof fleetProblemSchema>

/** The last line of a whole stream; a stream without it was cut. */
export const fleetEndSchema = z.object({
  type: z.literal('end'),
  /** Null: there is no result of this person's in this process, nor a scan. */
  scan: z.string().nullable(),
  state: fleetStateSchema.nullable(),
  /** True when everything that the person may see was read, but for the phases left out. */
  complete: z.boolean(),
  started_at: z.string().nullable(),
  finished_at: z.string().nullable(),
  clusters: z.number().int().nonnegative(),
  agents: z.number().int().nonnegative(),
  problems: z.number().int().nonnegative(),
  groups: z.number().int().nonnegative(),
  projects: z.number().int().nonnegative(),
  requests: z.number().int().nonnegative(),
  duration_ms: z.number().nonnegative(),
  /** Phases that were left out by choice, or because GitLab has no such thing. */
  skipped: z.array(z.enum(fleetPhases)),
  /** How certificate-based clusters were found: through GitLab's discovery, or by asking each place. */
  clusters_by: z.enum(['discovery', 'lists']).nullable(),
  gitlab: z.object({
    version: z.string().nullable(),
    kas_version: z.string().nullable(),
    enterprise: z.boolean().nullable(),
  }),
})
export type FleetEnd = z.infer<typeof fleetEndSchema>

/** The last line where the console's process is to stop: what came is not all, and whoever asks again finds another one. */
const fleetClosingSchema = z.object({ type: z.literal('closing') })
export type FleetClosing = z.infer<typeof fleetClosingSchema>

/** One line of `GET /api/fleet` (NDJSON). A row that comes again replaces the one of the same {@link fleetKey}. */
export const fleetEventSchema = z.discriminatedUnion('type', [
  fleetProgressSchema,
  fleetClusterSchema.extend({ type: z.literal('cluster') }),
  fleetAgentSchema.extend({ type: z.literal('agent') }),
  fleetProblemSchema,
  fleetEndSchema,
  fleetClosingSchema,
])
export type FleetEvent = z.infer<typeof fleetEventSchema>

/** A row of the fleet: what the stream calls `cluster` or `agent`. */
export type FleetRow = Extract<FleetEvent, { type: 'cluster' | 'agent' }>

/** What tells rows apart, and names them in URLs: `cluster-4` or `agent-7`. */
export const fleetKey = ({ type, id }: Pick<FleetRow, 'type' | 'id'>): string => `${type}-${id}`

/**
 * Query of `GET /api/fleet`. `do`: `look` answers the last result or the state of a scan and begins nothing · `scan`
 * (default) joins the scan that runs or is paused, from its first row on, or begins one · `restart` begins one anew ·
 * `retry` reads again what the last one could not · `pause` lets the one that runs stand still, and answers no rows ·
 * `stop` ends it and answers what it found · `previous` answers the finished result before the last one, to compare with.
 * `personal=true` looks into personal namespaces too, one call a project; `thorough=true` asks every group and project
 * for certificate-based clusters instead of trusting GitLab's discovery.
 */
export const fleetQuery = z.strictObject({
  do: z.enum(['look', 'scan', 'restart', 'retry', 'pause', 'stop', 'previous']).default('scan'),
  personal: z.stringbool().default(false),
  thorough: z.stringbool().default(false),
})
export type FleetQuery = z.infer<typeof fleetQuery>
