'use client'
import { createAppColumnHelper, type MessageKey } from '#components/table/app-table.ts'
import { defineTable } from '#components/table/define-table.ts'
import type { CampaignState } from '#lib/contract/rotation-campaign.ts'
import {
  AgeCell,
  AgentCell,
  LastUseCell,
  NextCell,
  ProjectCell,
  StateCell,
  TokenCell,
} from './campaign-cells.tsx'
import { type CampaignRow, campaignUrgency } from './campaign-row.ts'

const stateValues = {
  todo: 'rotation.campaign.states.todo',
  in_progress: 'rotation.campaign.states.in_progress',
  rotated: 'rotation.campaign.states.rotated',
} satisfies Partial<Record<CampaignState, MessageKey>>

const column = createAppColumnHelper<CampaignRow>()

const columns = column.columns([
  column.accessor(({ agent }) => agent.name, {
    id: 'agent',
    cell: ({ row }) => <AgentCell row={row.original} />,
    meta: { label: 'rotation.campaign.columns.agent', width: 150, grow: true, isRowHeader: true },
  }),
  column.accessor(({ agent }) => agent.config_project.path_with_namespace, {
    id: 'project',
    cell: ({ row }) => <ProjectCell row={row.original} />,
    meta: { label: 'rotation.campaign.columns.project', width: 150, grow: true, yields: 3 },
  }),
  column.accessor(({ state }) => state, {
    id: 'state',
    cell: ({ row }) => <StateCell row={row.original} />,
    enableGlobalFilter: false,
    sortFn: (a, b) => campaignUrgency(a.original) - campaignUrgency(b.original),
    meta: { label: 'rotation.campaign.columns.state', width: 172, facet: stateValues },
  }),
  column.accessor(({ token }) => token?.created_at ?? null, {
    id: 'age',
    cell: ({ row }) => <AgeCell row={row.original} />,
    enableGlobalFilter: false,
    sortFn: 'basic',
    meta: { label: 'rotation.campaign.columns.age', width: 128 },
  }),
  column.accessor(({ token }) => (token ? `${token.name} #${token.id}` : ''), {
    id: 'token',
    cell: ({ row }) => <TokenCell row={row.original} />,
    meta: { label: 'rotation.campaign.columns.token', width: 150, yields: 1 },
  }),
  column.accessor(({ token }) => token?.last_used_at ?? null, {
    id: 'last_used',
    cell: ({ row }) => <LastUseCell row={row.original} />,
    enableGlobalFilter: false,
    sortFn: 'basic',
    meta: { label: 'rotation.campaign.columns.last_used', width: 128, yields: 2 },
  }),
  column.display({
    id: 'next',
    cell: ({ row }) => <NextCell row={row.original} />,
    enableSorting: false,
    enableGlobalFilter: false,
    meta: { label: 'rotation.campaign.columns.next', width: 138 },
  }),
])

export const campaignTable = defineTable<CampaignRow>(columns, { id: 'state', desc: false })
