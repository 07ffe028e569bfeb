import type { FleetSnapshot } from '#lib/client/fleet-snapshot.ts'

/**
 * Whether what is on screen is all that the person may see: its scan went to its end, and nothing was out of reach. Another
 * scan that runs beside takes nothing from it.
 */
export const isWhole = ({ end, problems }: Pick<FleetSnapshot, 'end' | 'problems'>): boolean =>
  end?.complete === true && problems.length === 0
