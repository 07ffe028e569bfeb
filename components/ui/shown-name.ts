/**
 * Characters that are not seen but change what is: controls, directions and their overrides, spaces without width.
 * Joiners stay: Persian and emoji are written with them.
 */
const unseen = /[\p{Cc}\u00ad\u061c\u200b\u200e\u200f\u202a-\u202e\u2060-\u2069\ufeff]/gu
const rightToLeft =
  /[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc]|[\u{10800}-\u{10fff}]|[\u{1e800}-\u{1efff}]/u

const isolate = { first: '\u2068', last: '\u2069' }

/** A name of GitLab with its unseen characters spelled out, such as `[U+202E]`: it can be read and typed. */
export const spelledName = (name: string): string =>
  name.replace(
    unseen,
    (character) =>
      `[U+${(character.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0')}]`,
  )

/**
 * A name of GitLab as it may stand in a sentence of ours: spelled out, and one written from right to left kept from
 * turning the words around it. For every text of GitLab that people chose.
 */
export function shownName(name: string): string {
  const spelled = spelledName(name)
  return rightToLeft.test(spelled) ? `${isolate.first}${spelled}${isolate.last}` : spelled
}
