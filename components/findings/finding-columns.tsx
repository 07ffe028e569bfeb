'use client'
import { createAppColumnHelper, type MessageKey } from '#components/table/app-table.ts'
import { defineTable } from '#components/table/define-table.ts'
import { noValue } from '#components/table/no-value.ts'
import {
  type FindingSeverity,
  findingRules,
  findingSeverities,
} from '#lib/contract/findings/finding.ts'
import {
  ActionCell,
  EvidenceCell,
  KindCell,
  ObjectCell,
  RuleCell,
  ScopeCell,
  SeverityCell,
  StateCell,
} from './finding-cells.tsx'
import { type FindingRow, placesText, topGroups } from './finding-row.ts'

const severityValues = {
  critical: 'findings.severity.critical',
  warning: 'findings.severity.warning',
  notice: 'findings.severity.notice',
} satisfies Record<FindingSeverity, MessageKey>

const stateValues = {
  open: 'findings.state.open',
  snoozed: 'findings.state.snoozed',
} satisfies Record<string, MessageKey>

const kindValues = {
  cluster: 'findings.kind.cluster',
  agent: 'findings.kind.agent',
} satisfies Record<string, MessageKey>

const ruleValues = Object.fromEntries(
  findingRules.map((rule) => [rule, `findings.rules.${rule}` as const]),
)

/** What is open before what is snoozed, the severest first. */
const urgency = ({ finding, snooze }: FindingRow): number =>
  findingSeverities.indexOf(finding.severity) + (snooze ? findingSeverities.length : 0)

const column = createAppColumnHelper<FindingRow>()

const columns = column.columns([
  column.accessor(({ finding }) => finding.rule, {
    id: 'rule',
    cell: ({ row }) => <RuleCell row={row.original} />,
    meta: {
      label: 'findings.columns.rule',
      width: 200,
      grow: true,
      isRowHeader: true,
      facet: ruleValues,
      isGroup: true,
    },
  }),
  column.accessor(({ finding }) => finding.severity, {
    id: 'severity',
    cell: ({ row }) => <SeverityCell row={row.original} />,
    enableGlobalFilter: false,
    sortFn: (a, b) => urgency(a.original) - urgency(b.original),
    meta: { label: 'findings.columns.severity', width: 136, facet: severityValues, isGroup: true },
  }),
  column.accessor(placesText, {
    id: 'object',
    cell: ({ row }) => <ObjectCell row={row.original} />,
    meta: { label: 'findings.columns.object', width: 150, grow: true },
  }),
  column.accessor(({ subjects }) => subjects[0]?.scope.path ?? '', {
    id: 'scope',
    cell: ({ row }) => <ScopeCell row={row.original} />,
    meta: { label: 'findings.columns.scope', width: 150, grow: true, yields: 1 },
  }),
  column.accessor(({ text }) => `${text.evidence} ${text.rule}`, {
    id: 'evidence',
    cell: ({ row }) => <EvidenceCell row={row.original} />,
    enableSorting: false,
    meta: { label: 'findings.columns.evidence', width: 240, grow: true },
  }),
  column.accessor(({ snooze }) => (snooze ? 'snoozed' : 'open'), {
    id: 'state',
    cell: ({ row }) => <StateCell row={row.original} />,
    enableGlobalFilter: false,
    meta: {
      label: 'findings.columns.state',
      width: 150,
      isHiddenAtFirst: true,
      facet: stateValues,
    },
  }),
  column.display({
    id: 'fix',
    cell: ({ row }) => <ActionCell row={row.original} />,
    enableSorting: false,
    enableGlobalFilter: false,
    meta: { label: 'findings.columns.fix', width: 138 },
  }),
  column.accessor(({ finding }) => finding.subjects[0]?.split('-')[0] ?? '', {
    id: 'kind',
    cell: ({ row }) => <KindCell row={row.original} />,
    enableGlobalFilter: false,
    meta: { label: 'findings.columns.kind', width: 160, isHiddenAtFirst: true, facet: kindValues },
  }),
  column.accessor((row) => topGroups(row)[0] ?? noValue, {
    id: 'group',
    getUniqueValues: (row) => {
      const groups = topGroups(row)
      return groups.length > 0 ? groups : [noValue]
    },
    cell: ({ row }) => topGroups(row.original).join(', '),
    enableGlobalFilter: false,
    meta: {
      label: 'findings.columns.group',
      width: 140,
      isHiddenAtFirst: true,
      facet: 'values',
      isGroup: true,
    },
  }),
])

export const findingTable = defineTable<FindingRow>(columns, { id: 'severity', desc: false })
