import 'server-only'
import { config } from '../config.ts'
import { ServerProblem } from '../problem.ts'
import { assertOwnPage } from './csrf.ts'
import { handle, type RouteHandler } from './handle.ts'

const methods = ['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS'] as const
type Method = (typeof methods)[number]

/** Next answers HEAD by GET, if there is one. */
type Implied<M extends Method> = M | ('GET' extends M ? 'HEAD' : never)

/**
 * Handlers for every method that a route does not have: 405 with `Allow`. Without them Next would answer an empty
 * 405, and OPTIONS by itself.
 */
export function otherMethods<M extends Method>(
  ...allowed: M[]
): Record<Exclude<Method, Implied<M>>, RouteHandler> {
  const known: Method[] = [...allowed]
  if (known.includes('GET')) known.push('HEAD')
  const refuse: RouteHandler = (request) =>
    handle(request, async ({ headers }) => {
      headers.set('Allow', known.join(', '))
      throw new ServerProblem('method_not_allowed')
    })
  const others = methods.filter((method) => !known.includes(method))
  // Object.fromEntries forgets which keys it was given.
  return Object.fromEntries(others.map((method) => [method, refuse])) as Record<
    Exclude<Method, Implied<M>>,
    RouteHandler
  >
}

const refuseUnknown: RouteHandler = (request) =>
  handle(request, async () => {
    assertOwnPage(request, config().appOrigin)
    throw new ServerProblem('record_not_found')
  })

/** Every method of an address that is no route: 404 as a problem, not as a page. */
export const unknownRoute = {
  GET: refuseUnknown,
  POST: refuseUnknown,
  PUT: refuseUnknown,
  PATCH: refuseUnknown,
  DELETE: refuseUnknown,
  OPTIONS: refuseUnknown,
}
