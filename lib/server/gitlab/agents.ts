import 'server-only'
import { z } from 'zod'
import {
  type Agent,
  type AgentRegister,
  type AgentSummary,
  agentSummarySchema,
} from '#lib/contract/agent.ts'
import { fieldError } from '#lib/contract/field-error.ts'
import { now } from '#lib/server/clock.ts'
import { ServerProblem } from '#lib/server/problem.ts'
import { configFilePath, readConfigFiles } from './agent-config-files.ts'
import { getEvidence } from './agent-evidence.ts'
import type { GitLab } from './gitlab.ts'
import { earliestAtGitLab } from './gitlab-clock.ts'
import { getPeople } from './people.ts'
import { asOf } from './read-at.ts'
import { lookBudget, settleCreate, settleDelete } from './settle.ts'
import { ownWebUrl } from './web-url.ts'

const collection = (projectId: number) => `projects/${projectId}/cluster_agents`

/** The entity `Agent` as GitLab sends it (gitlab-api.md §6.1). */
const gitlabAgentSchema = agentSummarySchema.omit({ console: true }).extend({
  created_by_user_id: z
    .number()
    .int()
    .nullish()
    .transform((id) => id ?? null),
})
type GitLabAgent = z.infer<typeof gitlabAgentSchema>
const options = { schema: gitlabAgentSchema } as const

interface Surroundings {
  readAt: Date
  gitlabUrl: string
  people: Awaited<ReturnType<typeof getPeople>>
  hasConfigFile: (name: string) => boolean | null
}

function shown(agent: GitLabAgent, around: Surroundings): AgentSummary {
  const { readAt, gitlabUrl, people, hasConfigFile } = around
  const project = `${gitlabUrl}/${agent.config_project.path_with_namespace}`
  const link = (path: string) => ownWebUrl(`${project}/${path}`, gitlabUrl)
  return {
    ...agent,
    console: {
      as_of: asOf(readAt, agent.created_at),
      web_url: link(`-/cluster_agents/${agent.name}`),
      created_by: people.get(agent.created_by_user_id ?? 0) ?? null,
      config_file: {
        exists: hasConfigFile(agent.name),
        web_url: link(configFilePath(agent.name)),
      },
    },
  }
}

/**
 * All agents of a project, up to 5,000, by name. Their status is not among it: that takes readings of each one.
 * Throws `scope_not_found`, `forbidden` below Developer, and whatever the way to GitLab throws; so do all operations
 * here.
 */
export async function listAgents(
  gitlab: GitLab,
  projectId: number,
): Promise<{ items: AgentSummary[]; complete: boolean }> {
  const [{ data, readAt }, hasConfigFile] = await Promise.all([
    gitlab.getAll(collection(projectId), options),
    readConfigFiles(gitlab, projectId),
  ])
  const people = await getPeople(
    gitlab,
    data.items.map((agent) => agent.created_by_user_id),
  )
  const around = { readAt, gitlabUrl: gitlab.url, people, hasConfigFile }
  return { items: data.items.map((agent) => shown(agent, around)), complete: data.complete }
}

const readAgent = (gitlab: GitLab, projectId: number, id: number) =>
  gitlab.get(`${collection(projectId)}/${id}`, options)

/**
 * One agent with the evidence of its status. Throws `record_not_found` too, also below Developer.
 */
export async function getAgent(gitlab: GitLab, projectId: number, id: number): Promise<Agent> {
  const { data, readAt } = await readAgent(gitlab, projectId, id)
  const [evidence, people, hasConfigFile] = await Promise.all([
    getEvidence(gitlab, projectId, id),
    getPeople(gitlab, [data.created_by_user_id]),
    readConfigFiles(gitlab, projectId, data.name),
  ])
  const summary = shown(data, { readAt, gitlabUrl: gitlab.url, people, hasConfigFile })
  return { ...summary, console: { ...summary.console, evidence } }
}

/** What an agent is called, for the records. */
export async function getAgentName(
  gitlab: GitLab,
  projectId: number,
  id: number,
): Promise<{ name: string }> {
  return (await readAgent(gitlab, projectId, id)).data
}

const nothingRead = { people: new Map(), hasConfigFile: () => null }

/**
 * Registers an agent by one POST. Its name is its natural key: when the answer is lost, an agent of that name which
 * `userId` (null: anybody) registered since then is taken as the one. Throws `validation_failed`, `outcome_not_created` and
 * `outcome_unknown` too.
 */
export function registerAgent(
  gitlab: GitLab,
  projectId: number,
  body: AgentRegister,
  userId: number | null,
): Promise<AgentSummary> {
  const begunAt = earliestAtGitLab(now())
  const summary = (agent: GitLabAgent, readAt: Date) =>
    shown(agent, { readAt, gitlabUrl: gitlab.url, ...nothingRead })
  const look = async () => {
    const { data, readAt } = await gitlab.getAll(collection(projectId), {
      ...options,
      ...lookBudget(),
    })
    const found = data.items.find(({ name }) => name === body.name)
    if (found === undefined) {
      // A part of the list cannot say that there is none.
      if (!data.complete) throw new ServerProblem('outcome_unknown')
      return undefined
    }
    const isOwn = userId === null || found.created_by_user_id === userId
    if (isOwn && Date.parse(found.created_at) >= begunAt) {
      return summary(found, readAt)
    }
    throw new ServerProblem('validation_failed', {
      errors: { name: [fieldError('agent_name_taken')] },
    })
  }
  return settleCreate(async () => {
    const { data, readAt } = await gitlab.post(collection(projectId), { ...options, body })
    return summary(data, readAt)
  }, look)
}

/**
 * Removes an agent with its tokens from GitLab and nothing from Kubernetes; `ifUnmodifiedSince` is when the person saw
 * it. Throws `changed_meanwhile`, `record_not_found` and `outcome_unknown` too.
 */
export function deleteAgent(
  gitlab: GitLab,
  projectId: number,
  id: number,
  ifUnmodifiedSince?: Date,
): Promise<void> {
  const path = `${collection(projectId)}/${id}`
  return settleDelete(
    () => gitlab.delete(path, ifUnmodifiedSince === undefined ? {} : { ifUnmodifiedSince }),
    () => gitlab.get(path, { ...options, ...lookBudget() }),
  )
}
