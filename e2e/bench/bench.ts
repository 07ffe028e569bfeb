/** One measured value with its goal; exactly one of the two bounds. */
export type Figure = { what: string; unit: string; measured: number } & (
  | { atMost: number; atLeast?: never }
  | { atLeast: number; atMost?: never }
)

/** A benchmark: it starts what it needs, on the production build, and gives its figures. */
export interface Bench {
  name: string
  run: () => Promise<Figure[]>
}

/** Whether a figure meets its goal. */
export const isMet = ({ measured, atMost, atLeast }: Figure): boolean =>
  atMost === undefined ? measured >= atLeast : measured <= atMost

/** `≤ 1` or `≥ 1000 s`. */
export const goalOf = ({ unit, atMost, atLeast }: Figure): string =>
  `${atMost === undefined ? `≥ ${atLeast}` : `≤ ${atMost}`} ${unit}`.trim()
