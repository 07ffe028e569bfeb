import 'server-only'
import { z } from 'zod'
import type { Access, Instance, SwitchState } from '#lib/contract/instance.ts'
import type { ProblemCode } from '#lib/contract/problem.ts'
import { ServerProblem } from '#lib/server/problem.ts'
import { explainingAdminMode } from './admin-mode.ts'
import type { GitLab } from './gitlab.ts'
import { gitlabClockOffsetMs, gitlabNow } from './gitlab-clock.ts'
import { getMetadata } from './metadata.ts'
import { getTokenInfo, type TokenInfo } from './token-info.ts'
import { getCurrentUser } from './user.ts'

const rowsSchema = z.array(z.object({ id: z.number().int() }))

/** How a request ended, when only that matters. Anything but a `ServerProblem` is a mistake of ours and goes on. */
async function endOf(request: Promise<unknown>): Promise<'ok' | ProblemCode> {
  try {
    await request
    return 'ok'
  } catch (error) {
    if (error instanceof ServerProblem) return error.code
    throw error
  }
}

/** One row is enough to learn whether the list may be read. */
const probe = (
  gitlab: GitLab,
  path: string,
  integration: 'certificate_based_clusters' | 'receptive_agents',
) => gitlab.get(path, { schema: rowsSchema, query: { per_page: 1 }, integration })

/** A project to try: one of the person's own, else any that is visible. */
async function someProject(gitlab: GitLab): Promise<number | undefined> {
  for (const membership of [true, undefined]) {
    const { data } = await gitlab.get('projects', {
      schema: rowsSchema,
      query: { membership, simple: true, per_page: 1, order_by: 'id' },
    })
    if (data[0] !== undefined) return data[0].id
  }
  return undefined
}

/**
 * At the instance the rights are checked before the switch, so a refusal hides it; in a project after it, so that even
 * a refusal shows that it is on (gitlab-api.md §1.1).
 */
async function certificateBasedClusters(
  gitlab: GitLab,
  instanceEnd: 'ok' | ProblemCode,
): Promise<SwitchState> {
  if (instanceEnd === 'ok') return 'on'
  if (instanceEnd === 'integration_disabled') return 'off'
  const id = await someProject(gitlab)
  if (id === undefined) return 'unknown'
  const end = await endOf(probe(gitlab, `projects/${id}/clusters`, 'certificate_based_clusters'))
  if (end === 'ok' || end === 'forbidden') return 'on'
  return end === 'integration_disabled' ? 'off' : 'unknown'
}

/**
 * The switch is checked before the project is looked up (gitlab-api.md §1.1), so that any numbers do. An edition without
 * receptive agents does not know the route.
 */
async function receptiveAgents(gitlab: GitLab): Promise<SwitchState> {
  const path = 'projects/1/cluster_agents/1/url_configurations'
  switch (await endOf(probe(gitlab, path, 'receptive_agents'))) {
    case 'receptive_disabled':
    case 'receptive_unavailable':
      return 'off'
    case 'ok':
    case 'forbidden':
    case 'record_not_found':
    case 'scope_not_found':
      return 'on'
    default:
      return 'unknown'
  }
}

function instanceAccess(end: 'ok' | ProblemCode): Access {
  switch (end) {
    // Whoever hears that it is switched off has passed the check of rights.
    case 'ok':
    case 'integration_disabled':
      return 'allowed'
    case 'forbidden':
    case 'insufficient_scope':
    case 'admin_mode_required':
      return end
    default:
      return 'unknown'
  }
}

function writeAccess(token: TokenInfo | null): Access {
  if (token === null) return 'unknown'
  return token.scopes.includes('api') ? 'allowed' : 'insufficient_scope'
}

/** The value, or `instead` when GitLab did not give it: one missing part does not take the page away. */
async function orElse<T, U>(part: Promise<T>, instead: U): Promise<T | U> {
  try {
    return await part
  } catch (error) {
    if (error instanceof ServerProblem) return instead
    throw error
  }
}

/**
 * What the doctor page shows. Who is signed in must be known: if GitLab cannot tell even that, this throws what
 * `getCurrentUser` throws. Every other part may fail alone.
 */
export async function getInstance(gitlab: GitLab): Promise<Instance> {
  // First and alone: a stale token is renewed here, before the parts that must not renew it.
  const { username, name, is_admin } = await getCurrentUser(gitlab)
  const [metadata, token, instanceEnd, receptive] = await Promise.all([
    orElse(getMetadata(gitlab), null),
    orElse(getTokenInfo(gitlab), null),
    endOf(
      explainingAdminMode(gitlab, () =>
        probe(gitlab, 'admin/clusters', 'certificate_based_clusters'),
      ),
    ),
    receptiveAgents(gitlab),
  ])
  const kas = metadata?.kas
  return {
    gitlab: {
      url: gitlab.url,
      version: metadata?.version ?? null,
      enterprise: metadata?.enterprise ?? null,
    },
    kas: kas
      ? {
          enabled: kas.enabled,
          external_url: kas.externalUrl ?? null,
          version: kas.version ?? null,
        }
      : null,
    certificate_based_clusters: await orElse(
      certificateBasedClusters(gitlab, instanceEnd),
      'unknown',
    ),
    receptive_agents: receptive,
    user: { username, name, is_admin },
    mode: 'oauth',
    service_token: null,
    token: token ?? { scopes: [], expires_in_s: null },
    access: { instance_clusters: instanceAccess(instanceEnd), write: writeAccess(token) },
    clock_offset_ms: gitlabClockOffsetMs(),
    as_of: gitlabNow().toISOString(),
  }
}
