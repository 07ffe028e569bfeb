import { randomBytes } from 'node:crypto'
import type { Made } from './made.ts'
import type { Simulation } from './simulation.ts'
import {
  type Agent,
  type AgentToken,
  type Project,
  takeId,
  type User,
  type World,
} from './state.ts'
import { isBlank, isKubernetesName } from './validators.ts'

const MAX_ACTIVE_TOKENS = 2
const NAME_FORMAT_ERROR =
  "Name can contain only lowercase letters, digits, and '-', but cannot start or end with '-'"

/** Registers an agent; errors as gitlab-api.md §6.2 has them. */
export function createAgent(
  { world, clock }: Simulation,
  project: Project,
  user: User,
  name: string,
): Made<Agent> {
  const errors = agentErrors(world, project, name)
  if (errors.length > 0) return { errors }
  const record: Agent = {
    id: takeId(world, 'agent'),
    projectId: project.id,
    name,
    createdByUserId: user.id,
    createdAt: clock.now(),
    updatedAt: clock.now(),
    versions: null,
  }
  world.agents.set(record.id, record)
  return { record }
}

function agentErrors(world: World, project: Project, name: string): string[] {
  const errors = []
  if (world.agents.of(project.id).some((agent) => agent.name === name)) {
    errors.push('Name has already been taken')
  }
  if (isBlank(name)) errors.push("Name can't be blank")
  if (name.length > 63) errors.push('Name is too long (maximum is 63 characters)')
  if (!isKubernetesName(name)) errors.push(NAME_FORMAT_ERROR)
  return errors
}

/** Deletes an agent with its tokens and its URL configuration (§6.2, A4). */
export function deleteAgentRecord(world: World, agent: Agent): void {
  world.agents.delete(agent.id)
  for (const { id } of world.agentTokens.of(agent.id)) world.agentTokens.delete(id)
  for (const { id } of world.urlConfigurations.of(agent.id)) world.urlConfigurations.delete(id)
}

/** What GitLab says when an agent has all the tokens it may have, else null (§6.3, T3). */
export const tokenLimit = (world: World, agent: Agent): string | null =>
  activeTokens(world, agent).length >= MAX_ACTIVE_TOKENS
    ? 'An agent can have only two active tokens at a time'
    : null

/** An agent's tokens that are not revoked. */
export const activeTokens = (world: World, agent: Agent): AgentToken[] =>
  world.agentTokens.of(agent.id).filter(({ status }) => status === 'active')

interface NewToken {
  name: string
  description: string | null
  user: User
}

/** Makes a token and its secret, which is shown this once; the limit is not checked here (§6.3). */
export function createToken(
  { world, clock, settings, secrets }: Simulation,
  agent: Agent,
  { name, description, user }: NewToken,
): Made<{ token: AgentToken; secret: string }> {
  const errors = tokenErrors(name, description)
  if (errors.length > 0) return { errors }
  const token: AgentToken = {
    id: takeId(world, 'agentToken'),
    agentId: agent.id,
    name,
    description,
    status: 'active',
    createdByUserId: user.id,
    createdAt: clock.now(),
    revokedAt: null,
    lastUsedAt: null,
    reports: null,
  }
  world.agentTokens.set(token.id, token)
  if (world.installsAfterMs !== null)
    installToken(world, token, clock.now() + world.installsAfterMs)
  const random = randomBytes(38).toString('base64url').slice(0, 50)
  const secret = `${settings.agent_token_prefix}glagent-${random}`
  secrets.given(secret)
  return { record: { token, secret } }
}

function tokenErrors(name: string, description: string | null): string[] {
  const errors = []
  if (isBlank(name)) errors.push("Name can't be blank")
  if (name.length > 255) errors.push('Name is too long (maximum is 255 characters)')
  if ((description ?? '').length > 1024) {
    errors.push('Description is too long (maximum is 1024 characters)')
  }
  return errors
}

/** Somebody installs the token at `at`: its agent runs with it from then on, and no longer with another one. */
function installToken(world: World, token: AgentToken, at: number): void {
  for (const { reports } of world.agentTokens.of(token.agentId)) {
    if (reports !== null) reports.until = Math.min(reports.until, at)
  }
  token.reports = { from: at, until: Number.POSITIVE_INFINITY }
}

/** Revokes a token; its row stays, and doing it again changes nothing (§6.3, T4). */
export function revokeTokenRecord({ clock }: Simulation, token: AgentToken): void {
  token.status = 'revoked'
  token.revokedAt ??= clock.now()
}
