'use client'
import { createAppColumnHelper, type MessageKey } from '#components/table/app-table.ts'
import { defineTable } from '#components/table/define-table.ts'
import type {
  CertificateFault,
  CertificateUse,
  ExpiryBand,
  RadarCertificate,
} from '#lib/contract/findings/radar.ts'
import {
  BandBadge,
  EndCell,
  FaultCell,
  IssuerCell,
  keyText,
  PlacesCell,
  SubjectCell,
  UseCell,
} from './radar-cells.tsx'

const bandValues = {
  expired: 'radar.bands.expired',
  '7': 'radar.bands.7',
  '30': 'radar.bands.30',
  '60': 'radar.bands.60',
  '90': 'radar.bands.90',
  later: 'radar.bands.later',
} satisfies Record<ExpiryBand, MessageKey>

const useValues = {
  cluster_ca: 'radar.uses.cluster_ca',
  agent_ca: 'radar.uses.agent_ca',
  agent_client: 'radar.uses.agent_client',
} satisfies Record<CertificateUse, MessageKey>

const faultValues = {
  weak_key: 'radar.faults.weak_key',
  weak_signature: 'radar.faults.weak_signature',
  not_a_ca: 'radar.faults.not_a_ca',
  none: 'radar.faults.none',
} satisfies Record<CertificateFault | 'none', MessageKey>

const usesOf = ({ places }: RadarCertificate) => [...new Set(places.map(({ use }) => use))]
const faultsOf = ({ faults }: RadarCertificate) => (faults.length > 0 ? [...faults] : ['none'])

const column = createAppColumnHelper<RadarCertificate>()

const columns = column.columns([
  column.accessor(({ certificate }) => certificate.subject, {
    id: 'subject',
    cell: ({ row }) => <SubjectCell one={row.original} />,
    meta: { label: 'radar.columns.subject', width: 200, grow: true, isRowHeader: true },
  }),
  column.accessor(({ band }) => band, {
    id: 'band',
    cell: ({ row }) => <BandBadge one={row.original} />,
    enableGlobalFilter: false,
    sortFn: (a, b) =>
      Date.parse(a.original.certificate.not_after) - Date.parse(b.original.certificate.not_after),
    meta: { label: 'radar.columns.band', width: 132, facet: bandValues, isGroup: true },
  }),
  column.accessor(({ certificate }) => certificate.not_after, {
    id: 'not_after',
    cell: ({ row }) => <EndCell one={row.original} />,
    enableGlobalFilter: false,
    sortFn: 'basic',
    meta: { label: 'radar.columns.not_after', width: 132 },
  }),
  column.accessor(
    ({ places }) => places.map(({ row }) => `${row.name} ${row.scope.path ?? ''}`).join(' '),
    {
      id: 'places',
      cell: ({ row }) => <PlacesCell one={row.original} />,
      sortFn: (a, b) => a.original.places.length - b.original.places.length,
      meta: { label: 'radar.columns.places', width: 92 },
    },
  ),
  column.accessor((one) => usesOf(one).join(' '), {
    id: 'use',
    getUniqueValues: usesOf,
    cell: ({ row }) => <UseCell one={row.original} />,
    enableGlobalFilter: false,
    meta: { label: 'radar.columns.use', width: 150, yields: 3, facet: useValues },
  }),
  column.accessor((one) => faultsOf(one).join(' '), {
    id: 'faults',
    getUniqueValues: faultsOf,
    cell: ({ row }) => <FaultCell one={row.original} />,
    enableGlobalFilter: false,
    meta: { label: 'radar.columns.faults', width: 120, facet: faultValues },
  }),
  column.accessor(({ certificate }) => certificate.issuer, {
    id: 'issuer',
    cell: ({ row }) => <IssuerCell one={row.original} />,
    meta: { label: 'radar.columns.issuer', width: 130, grow: true, yields: 1 },
  }),
  column.accessor(keyText, {
    id: 'key',
    meta: { label: 'radar.columns.key', width: 96, yields: 2 },
  }),
  column.accessor(({ certificate }) => certificate.sha256, {
    id: 'sha256',
    cell: ({ row }) => (
      <code title={row.original.certificate.sha256} className="text-meta">
        {row.original.certificate.sha256.slice(0, 16)}
      </code>
    ),
    meta: { label: 'radar.columns.sha256', width: 148 },
  }),
])

/** Certificates with the first to end first. */
export const radarTable = defineTable<RadarCertificate>(columns, { id: 'band', desc: false })
