import type { MouseEvent } from 'react'

/** Whether a press on a link is for the page: one that a browser would open elsewhere is left to the browser. */
export const isPlainPress = ({ button, ctrlKey, metaKey, shiftKey, altKey }: MouseEvent): boolean =>
  button === 0 && !(ctrlKey || metaKey || shiftKey || altKey)
