import 'server-only'
import type { z } from 'zod'
import { config } from '#lib/server/config.ts'
import type { Caller, Operation } from './caller.ts'
import type { Answer, Exchange, GitLab, GitLabSettings, TokenSource } from './gitlab.ts'
import { answerOf, perform, timeOf } from './operation.ts'
import { getAll, getPage } from './pages.ts'

export interface GitLabOptions {
  tokens: TokenSource
  /** Whose share of the interactive lane is used. */
  person: string
  /** Sent as `X-Request-Id`: printable ASCII without spaces. */
  requestId: string
  /** The browser's: may cancel reads, never writes. */
  signal?: AbortSignal
  /** Called once for each HTTP exchange, also for the repeated ones. */
  onExchange?: (exchange: Exchange) => void
  settings?: GitLabSettings
}

/**
 * GitLab as one signed-in person sees it: the only way from this console to GitLab's API. Time limits, connections,
 * lanes, retries and the mapping of errors are in here (house-style.md §6, security.md 2h).
 */
export function createGitLab(options: GitLabOptions): GitLab {
  const caller: Caller = {
    settings: options.settings ?? config().gitlab,
    tokens: options.tokens,
    person: options.person,
    requestId: options.requestId,
    signal: options.signal,
    onExchange: options.onExchange,
  }
  const call = async <S extends z.ZodType>(
    operation: Operation,
    schema: S,
  ): Promise<Answer<z.output<S>>> => {
    return answerOf(caller, operation, schema, await perform(caller, operation))
  }
  return {
    url: caller.settings.url,
    get: (path, { schema, ...rest }) =>
      call({ method: 'GET', effect: 'read', path, options: rest }, schema),
    getAll: (path, rest) => getAll(caller, path, rest),
    getPage: (path, rest) => getPage(caller, path, rest),
    post: (path, { schema, effect = 'write', ...rest }) =>
      call({ method: 'POST', effect, path, options: rest }, schema),
    put: (path, { schema, ...rest }) =>
      call({ method: 'PUT', effect: 'write', path, options: rest }, schema),
    delete: async (path, rest = {}) => {
      const operation: Operation = { method: 'DELETE', effect: 'write', path, options: rest }
      timeOf(caller, operation, await perform(caller, operation))
    },
  }
}
