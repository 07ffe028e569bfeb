import 'server-only'
import { z } from 'zod'
import type { Scope, ScopeRights } from '#lib/contract/scope.ts'
import { unlessRefused } from './attempt.ts'
import type { GitLab } from './gitlab.ts'

/** The person whose rights are asked for, as GitLab knows them. */
export interface Asker {
  id: number | string
  is_admin: boolean
}

/** GitLab's role levels that decide about clusters and agents (gitlab-api.md §0). */
const developer = 30
const maintainer = 40

/** What is decorated with roles must not keep the page waiting for them. */
const budgetMs = 3_000

const all = (value: boolean | null): ScopeRights => ({
  read_clusters: value,
  write_clusters: value,
  read_agents: value,
  write_agents: value,
  read_url_configurations: value,
})

/** Nothing could be told: GitLab decides at the call. */
export const unknownRights = all(null)

const ofLevel = (level: number): ScopeRights => ({
  read_clusters: level >= developer,
  write_clusters: level >= maintainer,
  read_agents: level >= developer,
  write_agents: level >= maintainer,
  read_url_configurations: level >= maintainer,
})

/** A custom role may allow more than the role it is built on, and does not tell what. */
const atLeastOfLevel = (level: number): ScopeRights => {
  const { read_clusters, write_clusters } = ofLevel(level)
  const reads = read_clusters || null
  const writes = write_clusters || null
  return {
    read_clusters: reads,
    write_clusters: writes,
    read_agents: reads,
    write_agents: writes,
    read_url_configurations: writes,
  }
}

const levelSchema = z.object({ access_level: z.number().int() }).nullish()

/** `permissions` of `GET /projects/:id`: own and inherited roles, but not those by an invited group. */
export const permissionsSchema = z
  .object({ project_access: levelSchema, group_access: levelSchema })
  .nullish()
  .transform((found) =>
    Math.max(found?.project_access?.access_level ?? 0, found?.group_access?.access_level ?? 0),
  )

const memberSchema = z.object({
  access_level: z.number().int(),
  /** Of a custom role (Ultimate). */
  member_role: z.unknown().optional(),
})

const rowsSchema = z.array(z.object({ id: z.number().int() }))

/** Whether an administrator's access has administrator rights now, which Admin Mode decides (gitlab-api.md §1.4). */
async function isElevated(gitlab: GitLab): Promise<boolean | null> {
  const { problem } = await unlessRefused(
    gitlab.get('admin/clusters', {
      schema: rowsSchema,
      query: { per_page: 1 },
      integration: 'certificate_based_clusters',
      budgetMs,
    }),
  )
  // Whoever hears that it is switched off has passed the check of rights.
  if (problem === null || problem === 'integration_disabled') return true
  return problem === 'forbidden' ? false : null
}

/**
 * By the role with all that adds to it: inherited, and by groups that were invited. GitLab answers the highest
 * (`GET /{groups,projects}/:id/members/all/:user_id`).
 */
async function ofMember(
  gitlab: GitLab,
  scope: Exclude<Scope, { kind: 'instance' }>,
  { id }: Asker,
): Promise<ScopeRights> {
  const path = `${scope.kind}s/${scope.id}/members/all/${id}`
  const { value, problem } = await unlessRefused(
    gitlab.get(path, { schema: memberSchema, budgetMs }),
  )
  if (problem === 'record_not_found') return ofLevel(0)
  if (value === null) return unknownRights
  const { access_level, member_role } = value.data
  return member_role == null ? ofLevel(access_level) : atLeastOfLevel(access_level)
}

/**
 * What a person may do in a scope, by the cheapest facts that are right: nothing is asked for others at the instance,
 * nor where `knownLevel` (a role that is known already, other ways may add to it) is enough; else one call. What GitLab
 * does not tell is null.
 */
export async function getScopeRights(
  gitlab: GitLab,
  scope: Scope,
  asker: Asker,
  knownLevel = 0,
): Promise<ScopeRights> {
  if (asker.is_admin) {
    const elevated = await isElevated(gitlab)
    if (elevated !== false) return all(elevated)
  }
  if (scope.kind === 'instance') return all(false)
  return knownLevel >= maintainer ? ofLevel(knownLevel) : ofMember(gitlab, scope, asker)
}
