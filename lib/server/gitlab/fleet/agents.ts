import 'server-only'
import { ServerProblem } from '#lib/server/problem.ts'
import { type Page, readPage } from './agent-page.ts'
import {
  type AgentNode,
  agentsAtOnce,
  groupAgentsQuery,
  groupAgentsSchema,
  moreAgentsQuery,
  moreAgentsSchema,
  moreTokensQuery,
  moreTokensSchema,
  projectAgentsQuery,
  projectAgentsSchema,
  projectsAtOnce,
} from './agent-query.ts'
import { toAgentRow, toFleetToken } from './agent-row.ts'
import type { UnreadParts } from './agent-unread.ts'
import type { ScanContext } from './context.ts'
import { unlessGap } from './gap.ts'
import { type Group, type Project, placeScope } from './places.ts'

type Place = Pick<Project, 'id' | 'name' | 'path' | 'web_url'>
type Told = Pick<Page<never>, 'readAt' | 'errors'>

/** GitLab answered, but not this field. */
const unanswered = () => new ServerProblem('upstream_failed')

const nextOf = (connection: {
  pageInfo: { hasNextPage: boolean; endCursor: string | null } | null
}) => (connection.pageInfo?.hasNextPage === true ? connection.pageInfo.endCursor : null)

/** Reads agents with their tokens and versions by GraphQL, and tells each as a row (gitlab-api.md §8). */
export class AgentReader {
  readonly #scan: ScanContext
  readonly #unread: UnreadParts

  constructor(scan: ScanContext, unread: UnreadParts) {
    this.#scan = scan
    this.#unread = unread
  }

  /**
   * All agents below a group, by the Enterprise Edition's field. Throws when it does not answer. The first page is one
   * that was expected before.
   */
  async readTree({ path }: Pick<Group, 'path'>): Promise<void> {
    const scan = this.#scan
    for (let after: string | null = null, isFirst = true; isFirst || after !== null; ) {
      const from = after
      if (!isFirst) scan.tally.expect('agents', 1)
      const read: Page<typeof groupAgentsSchema> = await readPage(scan, () => ({
        query: groupAgentsQuery(scan.features),
        variables: { path, first: agentsAtOnce(scan.features), after: from },
        schema: groupAgentsSchema,
      })).finally(() => scan.tally.done('agents'))
      const found = read.data.group?.clusterAgents
      if (found == null) throw unanswered()
      for (const node of found.nodes) await this.#tellFromTree(node, read)
      after = nextOf(found)
      isFirst = false
    }
  }

  async #tellFromTree(node: AgentNode, read: Told): Promise<void> {
    if (node.project === null) return this.#unread.noteHidden(node)
    const { id, name, fullPath: path, webUrl: web_url } = node.project
    return this.#tell(node, { id, name, path, web_url }, read)
  }

  /** The agents of some projects, at most as many as one page takes. Throws when the page as a whole fails. */
  async readProjects(projects: readonly Project[]): Promise<void> {
    const scan = this.#scan
    const asked = new Map(projects.map((project) => [project.id, project]))
    const ids = projects.map(({ id }) => `gid://gitlab/Project/${id}`)
    for (let after: string | null = null, isFirst = true; isFirst || after !== null; ) {
      const from = after
      scan.tally.expect('agents', 1)
      const read: Page<typeof projectAgentsSchema> = await readPage(scan, () => {
        const { projects: size, agents: first } = projectsAtOnce(scan.features)
        return {
          query: projectAgentsQuery(scan.features),
          variables: { ids, projects: size, from, first },
          schema: projectAgentsSchema,
        }
      }).finally(() => scan.tally.done('agents'))
      const found = read.data.projects
      if (found === null) throw unanswered()
      for (const { id, clusterAgents } of found.nodes) {
        const project = asked.get(id)
        if (project === undefined) continue
        asked.delete(id)
        await this.#tellProject(project, clusterAgents, read)
      }
      after = nextOf(found)
      isFirst = false
    }
    for (const project of asked.values()) this.#missing(project)
  }

  /** A project that was listed a moment ago and is not answered: deleted, moved, or kept back. Asked again it may be gone. */
  #missing(project: Project): void {
    const gap = {
      what: 'agents',
      place: `project ${project.id}`,
      scope: placeScope('project', project, this.#scan.url),
    } as const
    this.#scan.problem(gap, 'changed_meanwhile', async () => {
      await unlessGap(this.#scan, gap, () => this.#readFrom(project, null))
    })
  }

  async #tellProject(
    project: Project,
    agents: { nodes: AgentNode[]; pageInfo: Parameters<typeof nextOf>[0]['pageInfo'] } | null,
    read: Told,
  ): Promise<void> {
    for (const node of agents?.nodes ?? []) await this.#tell(node, project, read)
    const after = agents === null ? null : nextOf(agents)
    if (agents !== null && after === null) return
    const scope = placeScope('project', project, this.#scan.url)
    const gap = { what: 'agents', place: `project ${project.id}`, scope } as const
    await unlessGap(this.#scan, gap, () => this.#readFrom(project, after))
  }

  /** The agents of one project from a cursor on. A project that is gone has none. */
  async #readFrom(project: Project, from: string | null): Promise<void> {
    const scan = this.#scan
    for (let after = from, isFirst = true; isFirst || after !== null; ) {
      const cursor = after
      scan.tally.expect('agents', 1)
      const read: Page<typeof moreAgentsSchema> = await readPage(scan, () => ({
        query: moreAgentsQuery(scan.features),
        variables: { path: project.path, first: agentsAtOnce(scan.features), after: cursor },
        schema: moreAgentsSchema,
      })).finally(() => scan.tally.done('agents'))
      if (read.data.project === null && read.errors.length === 0) return
      const found = read.data.project?.clusterAgents
      if (found == null) throw unanswered()
      for (const node of found.nodes) await this.#tell(node, project, read)
      after = nextOf(found)
      isFirst = false
    }
  }

  async #tell(node: AgentNode, project: Place, { readAt, errors }: Told): Promise<void> {
    const scan = this.#scan
    const scope = placeScope('project', project, scan.url)
    const isMaintainer = scan.isElevated || scan.places.maintainedProjects.has(project.id)
    const row = toAgentRow(node, { scope, isMaintainer, readAt, gitlabUrl: scan.url })
    this.#unread.note(node, errors)
    const after = node.tokens === null ? null : nextOf(node.tokens)
    if (after === null) return scan.row(row)
    // Some of its tokens would look like all of them.
    scan.row({ ...row, tokens: null })
    const gap = { what: 'tokens', place: `agent ${node.id}`, scope } as const
    await unlessGap(scan, gap, async () => {
      const further = await this.#readTokens(project, node.name, after)
      scan.row({ ...row, tokens: [...(row.tokens ?? []), ...further] })
    })
  }

  async #readTokens({ path }: Place, name: string, from: string) {
    const scan = this.#scan
    const tokens = []
    for (let after: string | null = from; after !== null; ) {
      const cursor: string = after
      const read: Page<typeof moreTokensSchema> = await readPage(scan, () => ({
        query: moreTokensQuery,
        variables: { path, name, after: cursor },
        schema: moreTokensSchema,
      }))
      const found = read.data.project?.clusterAgent?.tokens
      if (found == null) throw unanswered()
      tokens.push(...found.nodes.map((token) => toFleetToken(token, scan.url)))
      after = nextOf(found)
    }
    return tokens
  }
}
