'use client'
import { createAppColumnHelper, type MessageKey } from '#components/table/app-table.ts'
import { defineTable } from '#components/table/define-table.ts'
import type { AgentStatus } from '#lib/contract/agent.ts'
import {
  ConfigFileCell,
  CreatedCell,
  LastContactCell,
  NameCell,
  ReceptiveCell,
  RegisteredByCell,
  StatusCell,
  TokensCell,
} from './agent-cells.tsx'
import { type AgentRow, lastContact, rowReceptive, rowStatus, statusUrgency } from './agent-row.ts'

const statusValues = {
  connected: 'agents.status.connected',
  not_connected: 'agents.status.not_connected',
  never_connected: 'agents.status.never_connected',
  no_token: 'agents.status.no_token',
  unknown: 'agents.status.unknown',
} satisfies Record<AgentStatus, MessageKey>

/** Columns that need a reading of each agent. */
export const statusColumns = ['status', 'last_contact', 'tokens', 'receptive'] as const

const column = createAppColumnHelper<AgentRow>()

const columns = column.columns([
  column.accessor(({ agent }) => agent.name, {
    id: 'name',
    cell: ({ row }) => <NameCell agent={row.original.agent} />,
    meta: { label: 'agents.columns.name', width: 164, grow: true, isRowHeader: true },
  }),
  column.accessor(rowStatus, {
    id: 'status',
    cell: ({ row }) => <StatusCell row={row.original} />,
    enableGlobalFilter: false,
    sortFn: (a, b) => statusUrgency(a.original) - statusUrgency(b.original),
    meta: { label: 'agents.columns.status', width: 224, facet: statusValues },
  }),
  column.accessor(lastContact, {
    id: 'last_contact',
    cell: ({ row }) => <LastContactCell row={row.original} />,
    enableGlobalFilter: false,
    sortFn: 'basic',
    meta: { label: 'agents.columns.last_contact', width: 156, yields: 3 },
  }),
  column.accessor(({ evidence }) => evidence?.tokens?.active ?? -1, {
    id: 'tokens',
    cell: ({ row }) => <TokensCell row={row.original} />,
    enableGlobalFilter: false,
    sortFn: 'basic',
    meta: { label: 'agents.columns.tokens', width: 212, grow: true },
  }),
  column.accessor(rowReceptive, {
    id: 'receptive',
    cell: ({ row }) => <ReceptiveCell row={row.original} />,
    enableGlobalFilter: false,
    meta: { label: 'agents.columns.receptive', width: 92, yields: 4 },
  }),
  column.accessor(({ agent }) => agent.console.config_file.exists, {
    id: 'config_file',
    cell: ({ row }) => <ConfigFileCell agent={row.original.agent} />,
    enableGlobalFilter: false,
    sortFn: 'basic',
    meta: { label: 'agents.columns.config_file', width: 110, yields: 2 },
  }),
  column.accessor(
    ({ agent: { console: own } }) =>
      own.created_by ? `${own.created_by.name} ${own.created_by.username}` : '',
    {
      id: 'registered_by',
      cell: ({ row }) => <RegisteredByCell agent={row.original.agent} />,
      meta: { label: 'agents.columns.registered_by', width: 112, yields: 1 },
    },
  ),
  column.accessor(({ agent }) => agent.created_at, {
    id: 'created_at',
    cell: ({ row }) => <CreatedCell agent={row.original.agent} />,
    enableGlobalFilter: false,
    sortFn: 'basic',
    meta: { label: 'agents.columns.created_at', width: 118, isHiddenAtFirst: true },
  }),
  column.accessor(({ agent }) => agent.id, {
    id: 'id',
    sortFn: 'basic',
    meta: { label: 'agents.columns.id', width: 72, isHiddenAtFirst: true },
  }),
])

export const agentTable = defineTable<AgentRow>(columns, { id: 'name', desc: false })
