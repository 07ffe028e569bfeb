import 'server-only'
import { stripVTControlCharacters } from 'node:util'
import { describeError, log } from './log.ts'
import { perProcess } from './per-process.ts'

const maxText = 200

/** The first line of what the framework says, without the query of an address in it. */
const textOf = (words: readonly string[]) =>
  stripVTControlCharacters(words.join(' '))
    .trim()
    .split(/[\r\n\u2028\u2029]/, 1)[0]
    ?.replace(/\?\S*/g, '')
    .slice(0, maxText)

/**
 * Makes everything that writes to the console write to the log instead: lines of the framework are JSON like ours, and an error
 * in them is told as ours are, without its message. Warnings of Node too.
 */
export function takeOverConsole(): void {
  perProcess('framework-console', () => {
    const lines =
      (level: 'debug' | 'warn' | 'error') =>
      (...said: unknown[]) => {
        const text = textOf(said.filter((part) => typeof part === 'string'))
        const error = said.flatMap((part) => describeError(part))
        log[level]('framework', {
          ...(text ? { reason: text } : {}),
          ...(error.length === 0 ? {} : { error }),
        })
      }
    console.error = lines('error')
    console.warn = lines('warn')
    console.log = console.info = console.debug = console.trace = lines('debug')
    // Node's own listener prints the text of the warning.
    process.removeAllListeners('warning')
    process.on('warning', (warning) => {
      log.warn('warning', { error: describeError(warning) })
    })
    return true
  })
}
