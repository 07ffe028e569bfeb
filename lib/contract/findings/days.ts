const dayMs = 86_400_000

/** Milliseconds of so many days. */
export const days = (count: number): number => count * dayMs

/** Whole days between two moments (epoch milliseconds), never negative. */
export const wholeDays = (from: number, to: number): number =>
  Math.max(0, Math.floor((to - from) / dayMs))
