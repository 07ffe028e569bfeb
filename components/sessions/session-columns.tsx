'use client'
import { createAppColumnHelper } from '#components/table/app-table.ts'
import { defineTable } from '#components/table/define-table.ts'
import type { SessionEntry } from '#lib/contract/sessions.ts'
import { browserName } from './browser-name.ts'
import {
  AddressCell,
  BrowserCell,
  EndCell,
  EndsCell,
  PersonCell,
  SignedInCell,
  UsedCell,
} from './session-cells.tsx'

const column = createAppColumnHelper<SessionEntry>()

const browser = column.columns([
  column.accessor(({ user_agent }) => user_agent && browserName(user_agent), {
    id: 'browser',
    cell: ({ row }) => <BrowserCell session={row.original} />,
    meta: { label: 'sessions.columns.browser', width: 212, grow: true, isRowHeader: true },
  }),
])

const person = column.columns([
  column.accessor(({ user }) => `${user.name} ${user.username}`, {
    id: 'name',
    cell: ({ row }) => <PersonCell session={row.original} />,
    meta: { label: 'sessions.columns.person', width: 150, grow: true },
  }),
])

const rest = column.columns([
  column.accessor((session) => session.used_at, {
    id: 'used_at',
    cell: ({ row }) => <UsedCell session={row.original} />,
    enableGlobalFilter: false,
    sortFn: 'basic',
    meta: { label: 'sessions.columns.used_at', width: 112 },
  }),
  column.accessor((session) => session.created_at, {
    id: 'created_at',
    cell: ({ row }) => <SignedInCell session={row.original} />,
    enableGlobalFilter: false,
    sortFn: 'basic',
    meta: { label: 'sessions.columns.created_at', width: 112, yields: 2 },
  }),
  column.accessor((session) => session.expires_at, {
    id: 'expires_at',
    cell: ({ row }) => <EndsCell session={row.original} />,
    enableGlobalFilter: false,
    sortFn: 'basic',
    meta: { label: 'sessions.columns.expires_at', width: 116, yields: 3 },
  }),
  column.accessor((session) => session.ip ?? '', {
    id: 'ip',
    cell: ({ row }) => <AddressCell session={row.original} />,
    meta: { label: 'sessions.columns.ip', width: 112, yields: 1 },
  }),
  column.display({
    id: 'end',
    cell: ({ row }) => <EndCell session={row.original} />,
    enableSorting: false,
    enableGlobalFilter: false,
    meta: { label: 'sessions.columns.end', width: 100 },
  }),
])

const lastUsedFirst = { id: 'used_at', desc: true }

/** For whoever sees only their own. */
export const ownSessionTable = defineTable<SessionEntry>([...browser, ...rest], lastUsedFirst)
/** For administrators, who see everybody's. */
export const allSessionTable = defineTable<SessionEntry>(
  [...browser, ...person, ...rest],
  lastUsedFirst,
)
