import { createRequire } from 'node:module'
import en from '#lib/messages/en.json'

/** The elements of an ICU message, as far as they matter here: text, tags, choices, and what is filled in. */
interface Element {
  type: number
  value?: string
  children?: Element[]
  options?: Record<string, { value: Element[] }>
}

// The parser that next-intl itself uses.
const nextIntl = createRequire(import.meta.url).resolve('next-intl')
const useIntl = createRequire(nextIntl).resolve('use-intl/core')
const messageFormat = createRequire(useIntl).resolve('intl-messageformat')
const { parse }: { parse: (message: string) => Element[] } = await import(
  createRequire(messageFormat).resolve('@formatjs/icu-messageformat-parser')
)

type Tree = { [key: string]: string | Tree }

const messagesOf = (tree: Tree): string[] =>
  Object.values(tree).flatMap((value) => (typeof value === 'string' ? [value] : messagesOf(value)))

const literal = (text: string) => text.replaceAll(/[.*+?^${}()|[\]\\]/g, '\\$&')
const filledIn = '.*'
const textElement = 0

/** Every text that the elements can become, as regular expressions. */
function expressions(elements: readonly Element[]): string[] {
  let found = ['']
  for (const { type, value, children, options } of elements) {
    const next = options
      ? Object.values(options).flatMap((option) => expressions(option.value))
      : children
        ? expressions(children)
        : [type === textElement ? literal(value ?? '') : filledIn]
    found = found.flatMap((before) => next.map((after) => before + after))
  }
  return found
}

const patterns = messagesOf(en)
  .flatMap((message) => expressions(parse(message)))
  // One that is nearly all filled in would match anything.
  .filter((expression) => /\p{L}{3}/u.test(expression))
  .map((expression) => new RegExp(`^${expression}$`))

/** Whether the product says this somewhere, in English; what a message fills in may be anything. */
export const isLabel = (text: string): boolean => patterns.some((pattern) => pattern.test(text))
