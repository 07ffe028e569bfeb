'use client'
import { useTranslations } from 'next-intl'
import { createAppColumnHelper, type MessageKey } from '#components/table/app-table.ts'
import { defineTable } from '#components/table/define-table.ts'
import type { CaStatus } from '#lib/contract/certificate.ts'
import type { ClusterSummary } from '#lib/contract/cluster.ts'
import {
  ApiUrlCell,
  CaCell,
  CreatedCell,
  EnvironmentScopeCell,
  NameCell,
  OptionalCell,
  StatusCell,
  UserCell,
} from './cluster-cells.tsx'
import { type ClusterStatus, caUrgency, clusterCaStatus, clusterStatus } from './cluster-status.ts'

type Provider = ClusterSummary['provider_type']

const statusValues = {
  enabled: 'clusters.status.enabled',
  disabled: 'clusters.status.disabled',
  unknown: 'clusters.status.unknown',
} satisfies Record<ClusterStatus, MessageKey>

const providerValues = {
  user: 'clusters.provider.user',
  gcp: 'clusters.provider.gcp',
  aws: 'clusters.provider.aws',
} satisfies Record<Provider, MessageKey>

const caValues = {
  expired: 'certificate.status.expired',
  expiring: 'certificate.status.expiring',
  fine: 'certificate.status.fine',
  unreadable: 'certificate.status.unreadable',
  none: 'certificate.status.none',
} satisfies Record<CaStatus, MessageKey>

function ProviderCell({ provider }: { provider: Provider }) {
  return useTranslations()(providerValues[provider])
}

function AuthorizationCell({ cluster }: { cluster: ClusterSummary }) {
  const t = useTranslations('clusters')
  const type = cluster.platform_kubernetes.authorization_type
  return type === null ? <OptionalCell value={null} /> : t(`authorization.${type}`)
}

const column = createAppColumnHelper<ClusterSummary>()

const columns = column.columns([
  column.accessor((cluster) => cluster.name, {
    id: 'name',
    cell: ({ row }) => <NameCell cluster={row.original} />,
    meta: { label: 'clusters.columns.name', width: 164, grow: true, isRowHeader: true },
  }),
  column.accessor(clusterStatus, {
    id: 'status',
    cell: ({ row }) => <StatusCell cluster={row.original} />,
    enableGlobalFilter: false,
    meta: { label: 'clusters.columns.status', width: 160, facet: statusValues },
  }),
  column.accessor(clusterCaStatus, {
    id: 'ca',
    cell: ({ row }) => <CaCell cluster={row.original} />,
    enableGlobalFilter: false,
    sortFn: (a, b) => caUrgency(a.original) - caUrgency(b.original) || 0,
    meta: { label: 'clusters.columns.ca', width: 180, facet: caValues },
  }),
  column.accessor((cluster) => cluster.environment_scope, {
    id: 'environment_scope',
    cell: ({ row }) => <EnvironmentScopeCell cluster={row.original} />,
    meta: { label: 'clusters.columns.environment_scope', width: 132 },
  }),
  column.accessor((cluster) => cluster.platform_kubernetes.api_url, {
    id: 'api_url',
    cell: ({ row }) => <ApiUrlCell cluster={row.original} />,
    meta: { label: 'clusters.columns.api_url', width: 176, grow: true },
  }),
  column.accessor((cluster) => cluster.provider_type, {
    id: 'provider',
    cell: ({ row }) => <ProviderCell provider={row.original.provider_type} />,
    enableGlobalFilter: false,
    meta: { label: 'clusters.columns.provider', width: 72, yields: 3, facet: providerValues },
  }),
  column.accessor((cluster) => cluster.created_at, {
    id: 'created_at',
    cell: ({ row }) => <CreatedCell cluster={row.original} />,
    enableGlobalFilter: false,
    sortFn: 'basic',
    meta: { label: 'clusters.columns.created_at', width: 118, yields: 2 },
  }),
  column.accessor(({ user }) => (user ? `${user.name} ${user.username}` : ''), {
    id: 'user',
    cell: ({ row }) => <UserCell cluster={row.original} />,
    meta: { label: 'clusters.columns.user', width: 90, yields: 1 },
  }),
  column.accessor((cluster) => cluster.id, {
    id: 'id',
    sortFn: 'basic',
    meta: { label: 'clusters.columns.id', width: 72, isHiddenAtFirst: true },
  }),
  column.accessor((cluster) => cluster.domain, {
    id: 'domain',
    cell: ({ getValue }) => <OptionalCell value={getValue()} />,
    meta: { label: 'clusters.columns.domain', width: 168, isHiddenAtFirst: true },
  }),
  column.accessor((cluster) => cluster.platform_kubernetes.namespace, {
    id: 'namespace',
    cell: ({ getValue }) => <OptionalCell value={getValue()} isMono />,
    meta: { label: 'clusters.columns.namespace', width: 140, isHiddenAtFirst: true },
  }),
  column.accessor((cluster) => cluster.management_project?.path_with_namespace ?? null, {
    id: 'management_project',
    cell: ({ getValue }) => <OptionalCell value={getValue()} />,
    meta: { label: 'clusters.columns.management_project', width: 200, isHiddenAtFirst: true },
  }),
  column.accessor((cluster) => cluster.platform_kubernetes.authorization_type, {
    id: 'authorization_type',
    cell: ({ row }) => <AuthorizationCell cluster={row.original} />,
    enableGlobalFilter: false,
    meta: { label: 'clusters.columns.authorization_type', width: 120, isHiddenAtFirst: true },
  }),
])

export const clusterTable = defineTable<ClusterSummary>(columns, { id: 'name', desc: false })
