export type TipSide = 'top' | 'right' | 'bottom' | 'left'

/** What an element with a tooltip carries. Plain attributes: a table holds hundreds, and mounts them anew with every key. */
export interface TipProps {
  'data-tip'?: string
  'data-tip-side'?: TipSide
}

/**
 * Words shown beside an element on hover and on keyboard focus, to be spread into it; a line break begins a new line.
 * The element must be focusable and have its own accessible name: a tooltip is for the eye only.
 */
export function tip(words: string, side?: TipSide): TipProps {
  return { 'data-tip': words, 'data-tip-side': side }
}
