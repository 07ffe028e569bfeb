import 'server-only'
import { ServerProblem } from '../problem.ts'

const maxDepth = 8

/**
 * Parses JSON that somebody else wrote; of a repeated key the last value counts, everywhere. Throws `bad_request` for
 * what is no JSON, nested deeper than 8, or holds what a database or a log cannot: lone surrogates, NUL, infinity,
 * and keys that reach for a prototype.
 */
export function parseJson(text: string): unknown {
  if (depthOf(text) > maxDepth) throw new ServerProblem('bad_request')
  try {
    return JSON.parse(text, (key, value: unknown) => {
      if (
        !isHarmless(key) ||
        key === '__proto__' ||
        (typeof value === 'string' && !isHarmless(value))
      )
        throw new ServerProblem('bad_request')
      if (typeof value === 'number' && !Number.isFinite(value))
        throw new ServerProblem('bad_request')
      return value
    })
  } catch (error) {
    throw error instanceof ServerProblem
      ? error
      : new ServerProblem('bad_request', { cause: error })
  }
}

/** Fit for a database and a log: no lone surrogate, no NUL. */
export const isHarmless = (text: string) => text.isWellFormed() && !text.includes('\0')

/** How deep brackets nest, found without building anything. */
function depthOf(text: string): number {
  let depth = 0
  let deepest = 0
  let isInString = false
  for (let i = 0; i < text.length; i += 1) {
    const character = text[i]
    if (isInString) {
      if (character === '\\') i += 1
      else if (character === '"') isInString = false
    } else if (character === '"') isInString = true
    else if (character === '[' || character === '{') {
      depth += 1
      deepest = Math.max(deepest, depth)
    } else if (character === ']' || character === '}') depth -= 1
  }
  return deepest
}
