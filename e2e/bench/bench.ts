/** One measured value with its goal; exactly one of the two bounds. */
export type Figure = { what: string; unit: string; measured: number } & (
  | { atMost: number; atLeast?: never }
  | { atLeast: number; atMost?: never }
)

/** What of a benchmark is wanted, by the command line. */
interface Wanted {
  /** One case alone, by its id. */
  case?: string
  /** How long a case lasts that goes on for some time. */
  minutes?: number
}

/** A benchmark: it starts what it needs, on the production build, and gives its figures. */
export interface Bench {
  name: string
  run: (wanted: Wanted) => Promise<Figure[]>
}

/** A case of a benchmark, by its id. */
export type Case = readonly [id: string, run: (minutes?: number) => Promise<Figure[]>]

/** A benchmark of cases, one after the other, each of which can be asked for alone. Throws when there is no such case. */
export const benchOf = (name: string, cases: readonly Case[]): Bench => ({
  name,
  run: async (wanted) => {
    const chosen = cases.filter(([id]) => wanted.case === undefined || id === wanted.case)
    if (chosen.length === 0) {
      throw new Error(`There is no case "${wanted.case}": ${cases.map(([id]) => id).join(', ')}`)
    }
    const figures: Figure[] = []
    for (const [id, run] of chosen) {
      console.log(`${name} ${id} …`)
      figures.push(...(await run(wanted.minutes)))
    }
    return figures
  },
})

/** Whether a figure meets its goal. */
export const isMet = ({ measured, atMost, atLeast }: Figure): boolean =>
  atMost === undefined ? measured >= atLeast : measured <= atMost

/** `≤ 1` or `≥ 1000 s`. */
export const goalOf = ({ unit, atMost, atLeast }: Figure): string =>
  `${atMost === undefined ? `≥ ${atLeast}` : `≤ ${atMost}`} ${unit}`.trim()
