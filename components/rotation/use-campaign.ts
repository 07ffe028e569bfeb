'use client'
import { type UseQueryResult, useQueries, useQueryClient } from '@tanstack/react-query'
import { useMemo } from 'react'
import { agentTokenQueries } from '#lib/client/agent-tokens.ts'
import { agentKeys, agentQueries } from '#lib/client/agents.ts'
import type { AgentSummary } from '#lib/contract/agent.ts'
import { campaignState } from '#lib/contract/rotation-campaign.ts'
import { campaignRow } from './campaign-row.ts'
import { readRotation, type TokenReading } from './read-rotation.ts'

const minuteMs = 60_000

type AgentList = UseQueryResult<{ items: AgentSummary[]; complete: boolean }>

const lists = (results: AgentList[]) =>
  results.map(({ data, error, isFetching }) => ({ data, error, isFetching }))

const readings = (results: UseQueryResult<TokenReading>[]) =>
  results.map(({ data, error, isFetching }) => ({
    read: data ? readRotation(data) : null,
    error,
    isFetching,
  }))

/**
 * The agents of the projects with where the rotation of each stands, as they come in, four at a time. Those under way
 * are read anew every minute while the page is in sight.
 */
export function useCampaign(projects: readonly number[], days: number) {
  const queryClient = useQueryClient()
  const agentLists = useQueries({
    queries: projects.map((projectId) => ({
      ...agentQueries.list(projectId),
      staleTime: minuteMs,
      refetchOnWindowFocus: false,
      refetchOnReconnect: false,
    })),
    combine: lists,
  })
  const agents = useMemo(() => agentLists.flatMap(({ data }) => data?.items ?? []), [agentLists])
  const tokens = useQueries({
    queries: agents.map(({ id, config_project }) => ({
      ...agentTokenQueries.list(config_project.id, id),
      staleTime: minuteMs,
      refetchOnWindowFocus: false,
      refetchOnReconnect: false,
      refetchInterval: ({ state }: { state: { data?: TokenReading } }) => {
        const read = state.data && readRotation(state.data)
        const isUnderWay =
          read && campaignState(read.rotation, { days, now: read.asOf }) === 'in_progress'
        return isUnderWay ? minuteMs : false
      },
    })),
    combine: readings,
  })
  const rows = useMemo(
    () =>
      agents.flatMap((agent, index) => {
        const reading = tokens[index]
        return reading ? [campaignRow(agent, reading, days)] : []
      }),
    [agents, tokens, days],
  )
  const failed = agentLists.flatMap(({ error, data }, index) => {
    const projectId = projects[index]
    return error && projectId !== undefined ? [{ projectId, error, hasOlder: !!data }] : []
  })
  return {
    rows,
    failed,
    /** Projects of which more agents exist than were read. */
    incomplete: projects.filter((_, index) => agentLists[index]?.data?.complete === false),
    isListing: agentLists.some(({ data, error }) => !data && !error),
    isFetching: [...agentLists, ...tokens].some(({ isFetching }) => isFetching),
    refresh: () =>
      Promise.all(
        projects.map((id) => queryClient.invalidateQueries({ queryKey: agentKeys.all(id) })),
      ),
  }
}
