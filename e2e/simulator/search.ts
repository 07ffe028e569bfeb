// GitLab searches for parts of words only from three characters on; shorter ones match whole.
const MIN_PARTIAL_LENGTH = 3

/**
 * Makes GitLab's fuzzy search: every word of the query must occur, without regard to case, in one
 * of the fields given.
 */
export function createMatcher(
  query: string | null | undefined,
): (fields: readonly (string | null)[]) => boolean {
  const words = (query ?? '').toLowerCase().split(/\s+/).filter(Boolean)
  return (fields) =>
    fields.some((field) => {
      const haystack = field?.toLowerCase() ?? ''
      return words.every((word) =>
        word.length < MIN_PARTIAL_LENGTH ? haystack === word : haystack.includes(word),
      )
    })
}
