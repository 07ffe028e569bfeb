const folded = (text: string) => text.normalize('NFKC').toLowerCase()

/** The words of a search: folded, in no order. An empty search has none and matches everything. */
export function searchWords(query: string): string[] {
  return folded(query).split(/\s+/).filter(Boolean)
}

/** What is searched of one row: its values, folded; values that are no text or number hold no word. */
export const foldedText = (values: readonly unknown[]): string =>
  folded(
    values.filter((value) => typeof value === 'string' || typeof value === 'number').join('\n'),
  )

/** Whether every word stands somewhere in a folded text. */
export const hasEveryWord = (text: string, words: readonly string[]): boolean =>
  words.every((word) => text.includes(word))
