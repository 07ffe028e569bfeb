'use client'
import { type UseQueryResult, useQuery } from '@tanstack/react-query'
import { agentTokenQueries } from '#lib/client/agent-tokens.ts'
import { readRotation, type TokenReading } from './read-rotation.ts'

const secondMs = 1000
/** While the agent is waited for, and while a person is: gently, and not at all in a tab that nobody sees. */
const watchMs = 15 * secondMs
const idleMs = 60 * secondMs

function pollIntervalMs(reading: TokenReading | undefined): number {
  if (reading === undefined) return idleMs
  const { rotation } = readRotation(reading)
  if (rotation.kind === 'install') return watchMs
  if (rotation.kind !== 'watch') return idleMs
  // At the end of the ten minutes the page is there at once.
  return Math.min(watchMs, (rotation.remainingMs ?? watchMs) + secondMs)
}

/** The rotation of one agent as GitLab tells it now, read anew in the background while the page is in sight. */
export function useRotation(projectId: number, agentId: number) {
  const query: UseQueryResult<TokenReading> = useQuery({
    ...agentTokenQueries.list(projectId, agentId),
    refetchInterval: ({ state }) => pollIntervalMs(state.data),
  })
  return { query, read: query.data ? readRotation(query.data) : null }
}
