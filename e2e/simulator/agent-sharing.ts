import { parse } from 'yaml'
import { isRecord } from './request-params.ts'
import type { Agent, Project, World } from './state.ts'

const CONFIG_FILE = /^\.gitlab\/agents\/([^/]+)\/config\.yaml$/

/** Folders below `.gitlab/agents` of a project that hold a configuration (gitlab-api.md §8.2). */
export const configuredAgents = (project: Project): { id: number; name: string }[] =>
  [...project.files.keys()].flatMap((path, index) => {
    const name = CONFIG_FILE.exec(path)?.[1]
    return name === undefined ? [] : [{ id: index, name }]
  })

/** What an agent's configuration says, or null when it has none that can be read. */
export function configOf(world: World, agent: Agent): Record<string, unknown> | null {
  const file = world.projects
    .get(agent.projectId)
    ?.files.get(`.gitlab/agents/${agent.name}/config.yaml`)
  if (file === undefined) return null
  try {
    const config: unknown = parse(file)
    return isRecord(config) ? config : null
  } catch {
    return null
  }
}

/** Agents shared with a project by its path or that of a group above it (§6.7). */
export function sharedAgents(
  world: World,
  project: Project,
  access: 'ci_access' | 'user_access',
): { id: number; agent: Agent; config: unknown }[] {
  return [...world.agents.values()].flatMap((agent) => {
    const entry = configOf(world, agent)?.[access]
    if (!isRecord(entry)) return []
    const own = entriesOf(entry.projects).find(({ id }) => id === project.fullPath)
    const inherited = entriesOf(entry.groups).find(({ id }) =>
      project.fullPath.startsWith(`${id}/`),
    )
    const config = own ?? inherited
    return config === undefined ? [] : [{ id: agent.id, agent, config }]
  })
}

const entriesOf = (list: unknown): Record<string, unknown>[] =>
  Array.isArray(list) ? list.filter(isRecord) : []
