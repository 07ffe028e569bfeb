const folded = (text: string) => text.normalize('NFKC').toLowerCase()

/** The words of a search: folded, in no order. An empty search has none and matches everything. */
export function searchWords(query: string): string[] {
  return folded(query).split(/\s+/).filter(Boolean)
}

/** Whether every word stands somewhere in the values of one row; values that are no text or number hold none. */
export function hasEveryWord(values: readonly unknown[], words: readonly string[]): boolean {
  const text = folded(
    values.filter((value) => typeof value === 'string' || typeof value === 'number').join('\n'),
  )
  return words.every((word) => text.includes(word))
}
