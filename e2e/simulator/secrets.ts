import type { ApiRequest } from './api-request.ts'

/** Fields of a form for the OAuth endpoints that nobody else may learn. */
const secretFields = ['token', 'refresh_token', 'client_secret']

/** What GitLab gave or was shown and nobody else may learn: access, refresh and agent tokens, the client's secret. */
export class Secrets {
  readonly #values = new Set<string>()

  /** Keeps what GitLab makes up, whether or not its answer arrives. */
  given(...values: readonly string[]): void {
    for (const value of values) this.#values.add(value)
  }

  /** Keeps what a request holds. */
  shown({ pathname, headers, body }: ApiRequest): void {
    const [, bearer] = /^Bearer (.+)$/.exec(headers.authorization ?? '') ?? []
    if (bearer !== undefined) this.#values.add(bearer)
    if (!pathname.startsWith('/oauth/')) return
    const form = new URLSearchParams(body.toString('utf8'))
    for (const name of secretFields) {
      const value = form.get(name)
      if (value) this.#values.add(value)
    }
  }

  all(): string[] {
    return [...this.#values]
  }

  forget(): void {
    this.#values.clear()
  }
}
