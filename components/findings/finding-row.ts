import type { Finding } from '#lib/contract/findings/finding.ts'
import type { Snooze } from '#lib/contract/findings/snooze.ts'
import { type FleetRow, fleetKey } from '#lib/contract/fleet.ts'

/** A finding with the rows it is about and its snooze, as the table shows it. */
export interface FindingRow {
  finding: Finding
  /** The first is the one that is named. */
  subjects: readonly FleetRow[]
  snooze: Snooze | null
  /** Its words in the reader's language; made when they are asked for, as thousands of rows are never seen. */
  readonly text: { rule: string; evidence: string }
}

/** Joins findings with their rows and snoozes. */
export function findingRows(
  findings: readonly Finding[],
  rows: readonly FleetRow[],
  snoozes: readonly Snooze[],
  textOf: (finding: Finding) => FindingRow['text'],
): FindingRow[] {
  const rowsByKey = new Map(rows.map((row) => [fleetKey(row), row]))
  const snoozesByKey = new Map(snoozes.map((snooze) => [snooze.key, snooze]))
  return findings.map((finding) => {
    let text: FindingRow['text'] | null = null
    return {
      finding,
      subjects: finding.subjects.flatMap((key) => rowsByKey.get(key) ?? []),
      snooze: snoozesByKey.get(finding.key) ?? null,
      get text() {
        text ??= textOf(finding)
        return text
      },
    }
  })
}

/** Every place of a finding as searchable text. */
export const placesText = ({ subjects }: FindingRow): string =>
  subjects.map(({ name, scope }) => `${name} ${scope.path ?? scope.name}`).join(' ')

/** The top-level groups that a finding touches, each once. */
export const topGroups = ({ subjects }: FindingRow): string[] => [
  ...new Set(subjects.flatMap(({ scope }) => scope.path?.split('/')[0] ?? [])),
]

/** In how many scopes its rows are. */
export const countScopes = ({ subjects }: FindingRow): number =>
  new Set(subjects.map(({ scope: { kind, id } }) => `${kind}-${id ?? ''}`)).size

/** How many findings there are of each severity that nobody snoozed, and how many are snoozed. */
export function findingCounts(rows: readonly FindingRow[]) {
  const counts = { critical: 0, warning: 0, notice: 0, snoozed: 0 }
  for (const { finding, snooze } of rows) counts[snooze ? 'snoozed' : finding.severity] += 1
  return counts
}
