'use client'
import { createAppColumnHelper, type MessageKey } from '#components/table/app-table.ts'
import { defineTable } from '#components/table/define-table.ts'
import { noValue } from '#components/table/no-value.ts'
import { type FleetStatus, fleetStatuses } from '#lib/contract/fleet-status.ts'
import {
  ApiUrlCell,
  CertificateCell,
  CreatedCell,
  CreatorCell,
  EnvironmentCell,
  KindCell,
  LastContactCell,
  NameCell,
  ScopeCell,
  StatusCell,
  TokenAgeCell,
  TokensCell,
  VersionCell,
} from './fleet-cells.tsx'
import type { FleetItem } from './fleet-item.ts'

const statusValues = {
  not_connected: 'agents.status.not_connected',
  never_connected: 'agents.status.never_connected',
  no_token: 'agents.status.no_token',
  unknown: 'agents.status.unknown',
  connected: 'agents.status.connected',
  disabled: 'clusters.status.disabled',
  enabled: 'clusters.status.enabled',
} satisfies Record<FleetStatus, MessageKey>

const kindValues = { agent: 'fleet.kind.agent', cluster: 'fleet.kind.cluster' } as const

const slotValues = {
  '2': 'fleet.slots.two',
  '1': 'fleet.slots.one',
  '0': 'fleet.slots.none',
} as const

const duplicateValues = { yes: 'fleet.duplicate' } as const

const column = createAppColumnHelper<FleetItem>()

const columns = column.columns([
  column.accessor(({ row }) => row.name, {
    id: 'name',
    cell: ({ row }) => <NameCell item={row.original} />,
    meta: { label: 'fleet.columns.name', width: 184, grow: true, isRowHeader: true },
  }),
  column.accessor(({ row }) => row.type, {
    id: 'kind',
    cell: ({ row }) => <KindCell item={row.original} />,
    enableGlobalFilter: false,
    meta: { label: 'fleet.columns.kind', width: 84, yields: 7, facet: kindValues },
  }),
  column.accessor(({ status }) => status, {
    id: 'status',
    cell: ({ row }) => <StatusCell item={row.original} />,
    enableGlobalFilter: false,
    sortFn: (a, b) =>
      fleetStatuses.indexOf(a.original.status) - fleetStatuses.indexOf(b.original.status),
    meta: { label: 'fleet.columns.status', width: 208, facet: statusValues },
  }),
  column.accessor(({ path }) => path, {
    id: 'scope',
    cell: ({ row }) => <ScopeCell item={row.original} />,
    meta: { label: 'fleet.columns.scope', width: 176, grow: true },
  }),
  column.accessor(({ lastContact }) => lastContact ?? '', {
    id: 'last_contact',
    cell: ({ row }) => <LastContactCell item={row.original} />,
    enableGlobalFilter: false,
    sortFn: 'basic',
    meta: { label: 'fleet.columns.last_contact', width: 112, yields: 4 },
  }),
  column.accessor(({ tokens }) => (tokens === null ? noValue : String(tokens)), {
    id: 'tokens',
    cell: ({ row }) => <TokensCell item={row.original} />,
    enableGlobalFilter: false,
    sortFn: 'basic',
    meta: { label: 'fleet.columns.tokens', width: 76, yields: 8, facet: slotValues },
  }),
  column.accessor(({ tokenDays }) => tokenDays ?? -1, {
    id: 'token_age',
    cell: ({ row }) => <TokenAgeCell item={row.original} />,
    enableGlobalFilter: false,
    sortFn: 'basic',
    meta: {
      label: 'fleet.columns.token_age',
      width: 112,
      yields: 9,
      range: { at: 'least', days: [90, 180, 365], label: 'fleet.olderThan' },
    },
  }),
  column.accessor(({ certificateDays }) => certificateDays ?? Number.POSITIVE_INFINITY, {
    id: 'ca',
    cell: ({ row }) => <CertificateCell item={row.original} />,
    enableGlobalFilter: false,
    sortFn: 'basic',
    meta: {
      label: 'fleet.columns.ca',
      width: 168,
      yields: 10,
      range: { at: 'most', days: [0, 7, 30, 60, 90], label: 'fleet.endsWithin' },
    },
  }),
  column.accessor(({ row }) => (row.type === 'cluster' ? row.environment_scope : ''), {
    id: 'environment_scope',
    cell: ({ row }) => <EnvironmentCell item={row.original} />,
    meta: { label: 'fleet.columns.environment_scope', width: 112, yields: 3 },
  }),
  column.accessor(({ versions }) => versions.join(', '), {
    id: 'version',
    cell: ({ row }) => <VersionCell item={row.original} />,
    getUniqueValues: ({ row, versions }) =>
      row.type === 'cluster' ? [] : versions.length > 0 ? [...versions] : [noValue],
    meta: { label: 'fleet.columns.version', width: 84, yields: 5, facet: 'values' },
  }),
  column.accessor(({ apiUrl }) => apiUrl ?? noValue, {
    id: 'api_url',
    cell: ({ row }) => <ApiUrlCell item={row.original} />,
    meta: { label: 'fleet.columns.api_url', width: 168, yields: 2, isGroup: true },
  }),
  column.accessor(({ creator }) => creator, {
    id: 'creator',
    cell: ({ row }) => <CreatorCell item={row.original} />,
    meta: { label: 'fleet.columns.creator', width: 104, yields: 1, facet: 'values', isGroup: true },
  }),
  column.accessor(({ topGroup }) => topGroup, {
    id: 'top_group',
    enableGlobalFilter: false,
    meta: {
      label: 'fleet.columns.top_group',
      width: 120,
      isHiddenAtFirst: true,
      facet: 'values',
      isGroup: true,
    },
  }),
  column.accessor(({ isDuplicate }) => (isDuplicate ? 'yes' : ''), {
    id: 'duplicate',
    cell: ({ getValue }) => getValue(),
    enableGlobalFilter: false,
    enableSorting: false,
    meta: {
      label: 'fleet.columns.duplicate',
      width: 96,
      isHiddenAtFirst: true,
      facet: duplicateValues,
    },
  }),
  column.accessor(({ row }) => row.created_at, {
    id: 'created_at',
    cell: ({ row }) => <CreatedCell item={row.original} />,
    enableGlobalFilter: false,
    sortFn: 'basic',
    meta: { label: 'fleet.columns.created_at', width: 112, isHiddenAtFirst: true },
  }),
  column.accessor(({ row }) => row.id, {
    id: 'id',
    sortFn: 'basic',
    meta: { label: 'fleet.columns.id', width: 72, isHiddenAtFirst: true },
  }),
])

/** What needs care comes first; all rows in one scrolling body. */
export const fleetTable = defineTable<FleetItem>(columns, { id: 'status', desc: false }, 'all')
