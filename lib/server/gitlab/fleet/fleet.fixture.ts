import type { FleetEnd, FleetEvent, FleetProblem, FleetRow } from '#lib/contract/fleet.ts'
import type { ScanOptions } from './context.ts'
import { scanFleet } from './scan-fleet.ts'
import type { FleetAccess } from './scan-pass.ts'

export interface Outcome {
  rows: FleetRow[]
  problems: FleetProblem[]
  end: FleetEnd
}

export const plain: ScanOptions = { personal: false, thorough: false, askAtMost: 100 }

/** What the events of a scan amount to. */
export function outcomeOf(events: readonly FleetEvent[]): Outcome {
  const rows = new Map<string, FleetRow>()
  const problems = new Map<string, FleetProblem>()
  let end: FleetEnd | undefined
  for (const event of events) {
    if (event.type === 'end') end = event
    else if (event.type === 'problem') problems.set(event.id, event)
    else if (event.type === 'cluster' || event.type === 'agent')
      rows.set(`${event.type} ${event.id}`, event)
  }
  if (end === undefined) throw new Error('no end')
  return { rows: [...rows.values()], problems: [...problems.values()], end }
}

/** Scans to the end. */
export async function scanned(
  { access }: { access: FleetAccess },
  options: Partial<ScanOptions> = {},
): Promise<Outcome> {
  const events: FleetEvent[] = []
  for await (const event of scanFleet(access, { ...plain, ...options })) events.push(event)
  return outcomeOf(events)
}

/** Names of rows, agents and clusters apart, in the order of the alphabet. */
export const namesOf = ({ rows }: Outcome, type: FleetRow['type']): string[] =>
  rows
    .filter((row) => row.type === type)
    .map(({ name }) => name)
    .toSorted()
