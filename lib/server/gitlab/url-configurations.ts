import 'server-only'
import type { UrlConfiguration, UrlConfigurationCreate } from '#lib/contract/url-configuration.ts'
import { ServerProblem } from '#lib/server/problem.ts'
import type { GitLab } from './gitlab.ts'
import {
  gitlabUrlConfigurationSchema,
  toGitLab,
  toUrlConfiguration,
} from './gitlab-url-configuration.ts'
import { lookBudget, settleCreate, settleDelete } from './settle.ts'

const agentPath = (projectId: number, agentId: number) =>
  `projects/${projectId}/cluster_agents/${agentId}`
const collection = (projectId: number, agentId: number) =>
  `${agentPath(projectId, agentId)}/url_configurations`

const options = { schema: gitlabUrlConfigurationSchema, integration: 'receptive_agents' } as const

/**
 * How GitLab reaches an agent: one configuration, or none. Throws `receptive_disabled`, `receptive_unavailable`,
 * `forbidden` below Maintainer, `record_not_found` when there is no such agent, `scope_not_found`, and whatever the way
 * to GitLab throws; so do all operations here.
 */
export async function listUrlConfigurations(
  gitlab: GitLab,
  projectId: number,
  agentId: number,
  budget: { budgetMs?: number } = {},
): Promise<{ items: UrlConfiguration[]; complete: boolean }> {
  const { data, readAt } = await gitlab.get(collection(projectId, agentId), {
    ...options,
    ...budget,
    schema: gitlabUrlConfigurationSchema.array().max(100),
  })
  return { items: data.map((one) => toUrlConfiguration(one, readAt)), complete: true }
}

/**
 * One configuration. It is taken from the list, because GitLab answers the same `404 Not Found` to a configuration that
 * is not there and to receptive agents switched off. Throws `record_not_found` too.
 */
export async function getUrlConfiguration(
  gitlab: GitLab,
  projectId: number,
  agentId: number,
  id: number,
  budget?: { budgetMs: number },
): Promise<UrlConfiguration> {
  const { items } = await listUrlConfigurations(gitlab, projectId, agentId, budget)
  const found = items.find((one) => one.id === id)
  if (found === undefined) throw new ServerProblem('record_not_found')
  return found
}

/** Whether a configuration says what was asked for; the key cannot be compared. */
const isAsAsked = (found: UrlConfiguration, body: UrlConfigurationCreate): boolean =>
  found.url === body.url &&
  (found.tls_host ?? '') === body.tls_host &&
  (found.client_cert ?? '').trim() === body.client_cert &&
  (found.ca_cert ?? '').trim() === body.ca_cert

/**
 * Makes an agent receptive; an agent has one configuration at most. Throws `conflict` when it has one already,
 * `validation_failed`, `outcome_not_created` and `outcome_unknown` too.
 */
export function createUrlConfiguration(
  gitlab: GitLab,
  projectId: number,
  agentId: number,
  body: UrlConfigurationCreate,
): Promise<UrlConfiguration> {
  const look = async () => {
    const [found] = (await listUrlConfigurations(gitlab, projectId, agentId, lookBudget())).items
    if (found !== undefined && !isAsAsked(found, body)) throw new ServerProblem('conflict')
    return found
  }
  return settleCreate(async () => {
    const { data, readAt } = await gitlab.post(collection(projectId, agentId), {
      ...options,
      body: toGitLab(body),
      touches: agentPath(projectId, agentId),
    })
    return toUrlConfiguration(data, readAt)
  }, look)
}

/**
 * Removes a configuration: GitLab stops connecting to the agent. `ifUnmodifiedSince` is when the person saw it. Throws
 * `changed_meanwhile`, `record_not_found` and `outcome_unknown` too.
 */
export async function deleteUrlConfiguration(
  gitlab: GitLab,
  projectId: number,
  agentId: number,
  id: number,
  ifUnmodifiedSince?: Date,
): Promise<void> {
  const look = () => getUrlConfiguration(gitlab, projectId, agentId, id, lookBudget())
  const remove = () =>
    gitlab.delete(`${collection(projectId, agentId)}/${id}`, {
      integration: options.integration,
      touches: agentPath(projectId, agentId),
      ...(ifUnmodifiedSince === undefined ? {} : { ifUnmodifiedSince }),
    })
  try {
    await settleDelete(remove, look)
  } catch (error) {
    // One text for two things; the list tells which it is.
    if (error instanceof ServerProblem && error.code === 'receptive_disabled') await look()
    throw error
  }
}
