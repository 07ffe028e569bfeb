import { accessTo, agentIdParams, findAgent } from './agents.ts'
import type { Call } from './call.ts'
import { destroyConditionally } from './conditional-delete.ts'
import { type Endpoint, endpoint } from './endpoint.ts'
import { badRequest, inspectedErrors, notFound, routeNotFound } from './errors.ts'
import { integer, type ParamsOf, string } from './grape-params.ts'
import { findProject, requireCaller } from './lookup.ts'
import { requireAccess } from './policy.ts'
import { json } from './reply.ts'
import { ACCESS, type Agent, type UrlConfiguration } from './state.ts'
import {
  ALREADY_CONFIGURED,
  createConfiguration,
  deleteConfigurationRecord,
} from './url-configuration-changes.ts'

const COLLECTION = '/projects/:id/cluster_agents/:agent_id/url_configurations'

const idParams = { ...agentIdParams, url_configuration_id: integer({ required: true }) }

const createParams = {
  ...agentIdParams,
  url: string({ required: true }),
  client_cert: string(),
  client_key: string(),
  ca_cert: string(),
  tls_host: string(),
}

/** Not mounted in CE; authentication; instance setting (gitlab-api.md §1.1, §6.4). */
function before(call: Call): void {
  if (!call.sim.settings.enterprise) throw routeNotFound()
  requireCaller(call)
  if (!call.sim.settings.receptive_cluster_agents_enabled) throw notFound()
}

const listConfigurations = endpoint({
  method: 'GET',
  path: COLLECTION,
  before,
  params: agentIdParams,
  run: (call, params) => {
    const configuration = configurationOf(call, maintainedAgent(call, params.agent_id))
    return json(200, configuration === undefined ? [] : [configurationEntity(configuration)])
  },
})

const getConfiguration = endpoint({
  method: 'GET',
  path: `${COLLECTION}/:url_configuration_id`,
  before,
  params: idParams,
  run: (call, params) => json(200, configurationEntity(findConfiguration(call, params))),
})

const createConfigurationEndpoint = endpoint({
  method: 'POST',
  path: COLLECTION,
  before,
  params: createParams,
  run: (call, params) => {
    const agent = maintainedAgent(call, params.agent_id)
    if (configurationOf(call, agent) !== undefined) throw badRequest(ALREADY_CONFIGURED)
    const made = createConfiguration(call.sim, agent, {
      url: params.url ?? '',
      clientCert: params.client_cert,
      clientKey: params.client_key,
      caCert: params.ca_cert,
      tlsHost: params.tls_host,
    })
    if ('errors' in made) throw inspectedErrors(made.errors)
    return json(201, configurationEntity(made.record))
  },
})

const deleteConfiguration = endpoint({
  method: 'DELETE',
  path: `${COLLECTION}/:url_configuration_id`,
  before,
  params: idParams,
  run: (call, params) => {
    const configuration = findConfiguration(call, params)
    return destroyConditionally(call, configuration.updatedAt, () =>
      deleteConfigurationRecord(call.sim, configuration),
    )
  },
})

/** U1–U4: receptive agents, Maintainer for reading too (gitlab-api.md §6.4). */
export const urlConfigurationEndpoints: readonly Endpoint[] = [
  listConfigurations,
  getConfiguration,
  createConfigurationEndpoint,
  deleteConfiguration,
]

function maintainedAgent(call: Call, agentId: number | null | undefined): Agent {
  const project = findProject(call)
  requireAccess(accessTo(call, project), ACCESS.maintainer)
  return findAgent(call, project, agentId)
}

function configurationOf({ sim }: Call, agent: Agent): UrlConfiguration | undefined {
  return sim.world.urlConfigurations.of(agent.id)[0]
}

function findConfiguration(call: Call, params: ParamsOf<typeof idParams>): UrlConfiguration {
  const configuration = configurationOf(call, maintainedAgent(call, params.agent_id))
  if (configuration?.id !== params.url_configuration_id || configuration === undefined) {
    throw notFound()
  }
  return configuration
}

const encode64 = (value: string | null) =>
  value === null ? null : Buffer.from(value).toString('base64')

/** `AgentUrlConfiguration`: certificates as base64 of the raw value, the key never (§6.4). */
const configurationEntity = (configuration: UrlConfiguration) => ({
  id: configuration.id,
  agent_id: configuration.agentId,
  url: configuration.url,
  public_key: configuration.publicKey,
  client_cert: encode64(configuration.clientCert),
  ca_cert: encode64(configuration.caCert),
  tls_host: configuration.tlsHost,
})
