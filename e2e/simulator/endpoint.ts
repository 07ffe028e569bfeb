import type { Call } from './call.ts'
import { type ParamSpecs, type ParamsOf, validateParams } from './grape-params.ts'
import type { Reply } from './reply.ts'

type Method = 'GET' | 'POST' | 'PUT' | 'DELETE'

interface Definition<S extends ParamSpecs> {
  method: Method
  /** Below `/api/v4`, with `:name` for a path segment. */
  path: string
  extraReadScopes?: readonly string[]
  /** Hooks of the endpoint's class: they run before parameter validation (gitlab-api.md §1.1). */
  before?: (call: Call) => void
  params?: S
  run: (call: Call, params: ParamsOf<S>) => Reply
}

/** An endpoint ready for the router: hooks, validation and body in GitLab's order. */
export interface Endpoint {
  method: Method
  segments: readonly string[]
  extraReadScopes: readonly string[]
  handle: (call: Call) => Reply
}

/** Declares an endpoint; the declared params type what `run` receives. */
export function endpoint<S extends ParamSpecs>(definition: Definition<S>): Endpoint {
  const { before, run, params } = definition
  return {
    method: definition.method,
    segments: definition.path.split('/').slice(1),
    extraReadScopes: definition.extraReadScopes ?? [],
    handle: (call) => {
      before?.(call)
      return run(call, validateParams(params ?? ({} as S), call.raw))
    },
  }
}
