import 'server-only'
import { inspect } from 'node:util'
import { registerSecret } from './redaction.ts'

const shown = '[secret]'

/**
 * A value that must not appear anywhere by accident: every way of turning it into text gives `[secret]`, and logs are
 * searched for it. `unwrap` is for the few places that send or encrypt it.
 */
export class Secret {
  readonly #value: string

  /** `pinned` is for secrets that live as long as the process; the others leave the log's search list by age. */
  constructor(value: string, options: { pinned?: boolean } = {}) {
    this.#value = value
    registerSecret(value, options)
  }

  unwrap(): string {
    return this.#value
  }

  toString(): string {
    return shown
  }

  toJSON(): string {
    return shown
  }

  [inspect.custom](): string {
    return shown
  }
}
