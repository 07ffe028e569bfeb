import type { MessageKey } from '#components/table/app-table.ts'
import type { FleetItem } from './fleet-item.ts'

/** A view that comes with the console: what its link filters by, and which rows that are. */
interface BuiltInView {
  id: string
  label: MessageKey
  query: string
  has: (item: FleetItem) => boolean
}

/** The questions that people come with. Each `has` says what its `query` filters, for the count beside the link. */
export const builtInViews = [
  {
    id: 'never_connected',
    label: 'fleet.views.never_connected',
    query: 'status=never_connected',
    has: ({ status }: FleetItem) => status === 'never_connected',
  },
  {
    id: 'not_connected',
    label: 'fleet.views.not_connected',
    query: 'status=not_connected',
    has: ({ status }: FleetItem) => status === 'not_connected',
  },
  {
    id: 'no_token',
    label: 'fleet.views.no_token',
    query: 'status=no_token',
    has: ({ status }: FleetItem) => status === 'no_token',
  },
  {
    id: 'full',
    label: 'fleet.views.full',
    query: 'tokens=2',
    has: ({ tokens }: FleetItem) => tokens === 2,
  },
  {
    id: 'old_token',
    label: 'fleet.views.old_token',
    query: 'token_age=180&sort=-token_age',
    has: ({ tokenDays }: FleetItem) => tokenDays !== null && tokenDays >= 180,
  },
  {
    id: 'expiring',
    label: 'fleet.views.expiring',
    query: 'ca=60&sort=ca',
    has: ({ certificateDays }: FleetItem) => certificateDays !== null && certificateDays <= 60,
  },
  {
    id: 'disabled',
    label: 'fleet.views.disabled',
    query: 'status=disabled',
    has: ({ status }: FleetItem) => status === 'disabled',
  },
  {
    id: 'duplicates',
    label: 'fleet.views.duplicates',
    query: 'duplicate=yes&group=api_url',
    has: ({ isDuplicate }: FleetItem) => isDuplicate,
  },
] as const satisfies readonly BuiltInView[]
