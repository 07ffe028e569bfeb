import 'server-only'
import type { FleetProblem } from '#lib/contract/fleet.ts'
import type { GraphQLFieldError } from '../graphql.ts'
import type { AgentNode } from './agent-query.ts'
import type { ScanContext } from './context.ts'

type Part = Extract<FleetProblem['what'], 'versions' | 'tokens' | 'url_configurations' | 'agents'>

const fieldOf = {
  versions: 'connections',
  tokens: 'tokens',
  url_configurations: 'urlConfigurations',
} as const satisfies Partial<Record<Part, keyof AgentNode>>

const parts = ['versions', 'tokens', 'url_configurations'] as const

/**
 * Agents of which GitLab did not tell a part, for an error beside the data: with KAS away it is one for each agent
 * (gitlab-api.md §8.4), and a person is told once, with their number.
 */
export class UnreadParts {
  readonly #agents: Record<Part, Set<number>> = {
    versions: new Set(),
    tokens: new Set(),
    url_configurations: new Set(),
    agents: new Set(),
  }

  /** Notes what an answer did not tell of an agent, and that it told the rest. */
  note(node: AgentNode, errors: readonly GraphQLFieldError[]): void {
    for (const part of parts) {
      const field = fieldOf[part]
      const isMissing =
        node[field] === null && errors.some(({ path }) => path?.includes(field) === true)
      if (isMissing) this.#agents[part].add(node.id)
      else this.#agents[part].delete(node.id)
    }
  }

  /** An agent whose project GitLab does not name: there is no place to show it at. */
  noteHidden({ id }: AgentNode): void {
    this.#agents.agents.add(id)
  }

  /** Tells what is missing; `again` reads all agents once more. */
  tell(scan: ScanContext, again: () => Promise<void>): void {
    for (const part of [...parts, 'agents'] as const) {
      const count = this.#agents[part].size
      if (count === 0) continue
      const code = part === 'agents' ? 'forbidden' : 'upstream_failed'
      scan.problem({ what: part, place: 'graphql', scope: null, count }, code, async () => {
        this.#agents[part].clear()
        await again()
      })
    }
  }
}
