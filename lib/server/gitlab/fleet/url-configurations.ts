import 'server-only'
import pLimit from 'p-limit'
import type { FleetAgent, FleetRow } from '#lib/contract/fleet.ts'
import { gitlabUrlConfigurationSchema } from '../gitlab-url-configuration.ts'
import { toFleetUrlConfiguration } from './agent-row.ts'
import { inScan, type ScanContext } from './context.ts'
import { codeOfGap, unlessGap } from './gap.ts'

const begunAtOnce = 16

type AgentRow = Extract<FleetRow, { type: 'agent' }>

/** Whether the configuration of an agent is known to be there and not what it says; for Maintainers alone (§6.4). */
const isOpen = (scan: ScanContext, { is_receptive, url_configuration, scope }: FleetAgent) =>
  is_receptive === true &&
  url_configuration === null &&
  scope.id !== null &&
  (scan.isElevated || scan.places.maintainedProjects.has(scope.id))

async function readOne(scan: ScanContext, row: AgentRow): Promise<void> {
  const { data, readAt } = await scan.call((gitlab) =>
    gitlab.get(`projects/${row.scope.id}/cluster_agents/${row.id}/url_configurations`, {
      ...inScan,
      schema: gitlabUrlConfigurationSchema.array().max(100),
      integration: 'receptive_agents',
    }),
  )
  const [found] = data
  if (found === undefined) scan.row({ ...row, is_receptive: false })
  else scan.row({ ...row, url_configuration: toFleetUrlConfiguration(found, readAt) })
}

/**
 * Reads how GitLab reaches receptive agents, where GraphQL tells which ones these are and no more: one call an agent.
 * Where it tells neither there is no way but to ask for every agent, which is left out.
 */
export async function readUrlConfigurations(scan: ScanContext): Promise<void> {
  const { isReceptive, urlConfigurations } = scan.features
  if (urlConfigurations) return
  if (!isReceptive) return scan.skip('url_configurations')
  const open = scan.openAgents().filter((agent) => isOpen(scan, agent))
  scan.tally.expect('url_configurations', open.length)
  await pLimit(begunAtOnce).map(open, async (row) => {
    const gap = { what: 'url_configurations', place: `agent ${row.id}`, scope: row.scope } as const
    await unlessGap(scan, gap, async () => {
      try {
        await readOne(scan, row)
      } catch (error) {
        // Deleted meanwhile.
        if (codeOfGap(error) !== 'record_not_found') throw error
      }
    })
    scan.tally.done('url_configurations')
  })
}
