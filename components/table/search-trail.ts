import { hasEveryWord } from './search.ts'

interface Step<R> {
  words: readonly string[]
  found: readonly R[]
}

/** What the words find is among what the earlier ones found. */
const narrows = (words: readonly string[], earlier: readonly string[]) =>
  earlier.every((old) => words.some((word) => word.includes(old)))

/**
 * Searches the same rows again and again, as somebody types: a longer search looks only through what the shorter one
 * found, and a letter taken back finds what was found before it. `textOf` gives the folded text of a row.
 */
export function searchTrail<R>(rows: readonly R[], textOf: (row: R) => string) {
  const trail: Step<R>[] = []
  return (words: readonly string[]): readonly R[] => {
    let last = trail.at(-1)
    while (last !== undefined && !narrows(words, last.words)) {
      trail.pop()
      last = trail.at(-1)
    }
    const known = last?.found ?? rows
    if (words.length === 0 || (last !== undefined && narrows(last.words, words))) return known
    const found = known.filter((row) => hasEveryWord(textOf(row), words))
    trail.push({ words, found })
    return found
  }
}
