import type { Route } from 'next'
import { agentsHref } from '#components/layout/places.ts'

/** The page of one agent. */
export const agentHref = (projectId: number, id: number): Route =>
  `${agentsHref(projectId)}/${id}` as Route
