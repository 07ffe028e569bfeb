import { createPrivateKey, generateKeyPairSync } from 'node:crypto'
import { accessTo, agentIdParams, findAgent } from './agents.ts'
import type { Call } from './call.ts'
import { destroyConditionally } from './conditional-delete.ts'
import { type Endpoint, endpoint } from './endpoint.ts'
import { badRequest, inspectedErrors, notFound, routeNotFound } from './errors.ts'
import { integer, type ParamsOf, string } from './grape-params.ts'
import { findProject, requireCaller } from './lookup.ts'
import { requireAccess } from './policy.ts'
import { json } from './reply.ts'
import { ACCESS, type Agent, takeId, type UrlConfiguration } from './state.ts'
import { hostnameErrors, isBlank, isPemCertificate } from './validators.ts'

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

const createConfiguration = endpoint({
  method: 'POST',
  path: COLLECTION,
  before,
  params: createParams,
  run: (call, params) => {
    const agent = maintainedAgent(call, params.agent_id)
    if (configurationOf(call, agent) !== undefined) {
      throw badRequest('URL configuration already exists for this agent')
    }
    const { world, clock } = call.sim
    const clientKey = decode64(params.client_key)
    const clientCert = clientKey === null ? null : decode64(params.client_cert)
    const caCert = decode64(params.ca_cert)
    const url = params.url ?? ''
    const tlsHost = isBlank(params.tls_host) ? null : params.tls_host
    const errors = configurationErrors({ url, clientKey, clientCert, caCert, tlsHost })
    if (errors.length > 0) throw inspectedErrors(errors)
    const configuration: UrlConfiguration = {
      id: takeId(world, 'urlConfiguration'),
      agentId: agent.id,
      url,
      publicKey: clientKey === null ? createPublicKey() : null,
      clientCert,
      caCert,
      tlsHost,
      updatedAt: clock.now(),
    }
    world.urlConfigurations.set(configuration.id, configuration)
    // GitLab sets the agent's is_receptive, which touches it.
    agent.updatedAt = clock.now()
    return json(201, configurationEntity(configuration))
  },
})

const deleteConfiguration = endpoint({
  method: 'DELETE',
  path: `${COLLECTION}/:url_configuration_id`,
  before,
  params: idParams,
  run: (call, params) => {
    const configuration = findConfiguration(call, params)
    return destroyConditionally(call, configuration.updatedAt, () => {
      call.sim.world.urlConfigurations.delete(configuration.id)
      const agent = call.sim.world.agents.get(configuration.agentId)
      if (agent !== undefined) agent.updatedAt = call.sim.clock.now()
    })
  },
})

/** U1–U4: receptive agents, Maintainer for reading too (gitlab-api.md §6.4). */
export const urlConfigurationEndpoints: readonly Endpoint[] = [
  listConfigurations,
  getConfiguration,
  createConfiguration,
  deleteConfiguration,
]

/** The raw 32 bytes of a new Ed25519 public key as base64, as GitLab shows it (§6.4). */
function createPublicKey(): string {
  const { x = '' } = generateKeyPairSync('ed25519').publicKey.export({ format: 'jwk' })
  return Buffer.from(x, 'base64url').toString('base64')
}

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

/** Ruby's `Base64.decode64`: never fails, skips what is no base64 (features.md §0, trap 2). */
function decode64(value: string | null | undefined): string | null {
  return isBlank(value) ? null : Buffer.from(value, 'base64').toString('utf8')
}

interface Submitted {
  url: string
  clientKey: string | null
  clientCert: string | null
  caCert: string | null
  tlsHost: string | null
}

function configurationErrors(submitted: Submitted): string[] {
  const { url, clientKey, clientCert, caCert, tlsHost } = submitted
  const errors = []
  if (isBlank(url)) errors.push('Url must be a valid URL')
  else if (!/^grpcs?:\/\/[^/\s]+/.test(url)) {
    errors.push('Url is blocked: Only allowed schemes are grpc, grpcs')
  }
  if (caCert !== null && !isPemCertificate(caCert)) {
    errors.push('Ca cert must be a valid PEM certificate')
  }
  if (tlsHost !== null && hostnameErrors(tlsHost).length > 0) errors.push('Tls host is invalid')
  if (clientKey !== null) {
    if (clientCert === null || !isPemCertificate(clientCert)) {
      errors.push('Client cert must be a valid PEM certificate')
    }
    if (!isPrivateKey(clientKey)) errors.push('Client key must be a valid PEM private key')
  }
  return errors
}

function isPrivateKey(pem: string): boolean {
  try {
    return createPrivateKey(pem).type === 'private'
  } catch {
    return false
  }
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
