import { test } from '@playwright/test'

/** What the security design counts over the whole suite (section 3.0); each of these has to be 0. */
export type Figure =
  | 'secrets outside their one place'
  | 'upstream calls for refused requests'
  | 'responses lacking baseline headers'
  | 'CSP violations'
  | 'data answers without a session'
  | 'writes accepted with wrong CSRF evidence'
  | 'unexpected 5xx under fuzz'

export interface Count {
  figure: Figure
  found: number
  /** Out of how many looked at. */
  of: number
}

export const annotationType = 'security-figure'

/** Adds to a figure; the sums are printed at the end of the run. */
export function count(figure: Figure, found: number, of: number): void {
  const description = JSON.stringify({ figure, found, of } satisfies Count)
  test.info().annotations.push({ type: annotationType, description })
}
