import type { Route } from 'next'
import { agentsHref } from '#components/layout/places.ts'

/** The wizard that rotates the token of one agent. */
export const rotationHref = (projectId: number, agentId: number): Route =>
  `${agentsHref(projectId)}/${agentId}/rotation` as Route

/** The page of the agent, where all that the wizard does not do can be done. */
export const rotatedAgentHref = (projectId: number, agentId: number): Route =>
  `${agentsHref(projectId)}/${agentId}` as Route

/** The campaign over all agents of some projects. */
export const campaignHref: Route = '/rotation'
