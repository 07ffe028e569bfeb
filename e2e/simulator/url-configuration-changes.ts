import { createPrivateKey, generateKeyPairSync } from 'node:crypto'
import type { Made } from './made.ts'
import type { Simulation } from './simulation.ts'
import { type Agent, takeId, type UrlConfiguration } from './state.ts'
import { hostnameErrors, isBlank, isPemCertificate } from './validators.ts'

/** An agent has one at most (gitlab-api.md §6.4). */
export const ALREADY_CONFIGURED = 'URL configuration already exists for this agent'

/** As it is sent: certificates and key in base64. */
interface NewConfiguration {
  url: string
  clientCert: string | null | undefined
  clientKey: string | null | undefined
  caCert: string | null | undefined
  tlsHost: string | null | undefined
}

/** Makes an agent receptive; a client certificate without its key is silently ignored (§6.4). */
export function createConfiguration(
  { world, clock }: Simulation,
  agent: Agent,
  sent: NewConfiguration,
): Made<UrlConfiguration> {
  const clientKey = decode64(sent.clientKey)
  const clientCert = clientKey === null ? null : decode64(sent.clientCert)
  const caCert = decode64(sent.caCert)
  const tlsHost = isBlank(sent.tlsHost) ? null : sent.tlsHost
  const errors = configurationErrors({ url: sent.url, clientKey, clientCert, caCert, tlsHost })
  if (errors.length > 0) return { errors }
  const record: UrlConfiguration = {
    id: takeId(world, 'urlConfiguration'),
    agentId: agent.id,
    url: sent.url,
    publicKey: clientKey === null ? createPublicKey() : null,
    clientCert,
    caCert,
    tlsHost,
    updatedAt: clock.now(),
  }
  world.urlConfigurations.set(record.id, record)
  // GitLab sets the agent's is_receptive, which touches it.
  agent.updatedAt = clock.now()
  return { record }
}

/** Makes an agent an ordinary one again. */
export function deleteConfigurationRecord(
  { world, clock }: Simulation,
  { id, agentId }: UrlConfiguration,
): void {
  world.urlConfigurations.delete(id)
  const agent = world.agents.get(agentId)
  if (agent !== undefined) agent.updatedAt = clock.now()
}

/** The raw 32 bytes of a new Ed25519 public key as base64, as GitLab shows it (§6.4). */
function createPublicKey(): string {
  const { x = '' } = generateKeyPairSync('ed25519').publicKey.export({ format: 'jwk' })
  return Buffer.from(x, 'base64url').toString('base64')
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
