import { agentTokenEndpoints } from './agent-tokens.ts'
import { agentEndpoints } from './agents.ts'
import type { ApiRequest } from './api-request.ts'
import { clusterEndpoints } from './clusters.ts'
import { discoveryEndpoint } from './discovery.ts'
import type { Endpoint } from './endpoint.ts'
import { ApiError, grapeError, routeNotFound } from './errors.ts'
import { answerGraphql } from './graphql.ts'
import { groupEndpoints } from './groups.ts'
import { instanceEndpoints } from './instance.ts'
import { memberEndpoints } from './members.ts'
import { projectEndpoints } from './projects.ts'
import type { Reply } from './reply.ts'
import { repositoryEndpoints } from './repository.ts'
import { parseBody, parseNestedParams, type RawParams } from './request-params.ts'
import type { Simulation } from './simulation.ts'
import { throttle } from './throttle.ts'
import { urlConfigurationEndpoints } from './url-configurations.ts'
import { userEndpoints } from './users.ts'

const PREFIX = '/api/v4/'

const endpoints: readonly Endpoint[] = [
  ...userEndpoints,
  ...instanceEndpoints,
  ...clusterEndpoints,
  ...agentTokenEndpoints,
  ...urlConfigurationEndpoints,
  ...agentEndpoints,
  ...repositoryEndpoints,
  ...memberEndpoints,
  ...projectEndpoints,
  ...groupEndpoints,
  discoveryEndpoint,
]

/** Answers a request below `/api`, in the order of checks of gitlab-api.md §1.1. Never throws. */
export async function answerApi(sim: Simulation, request: ApiRequest): Promise<Reply> {
  const throttled = throttle(sim, request)
  if (throttled.refusal !== null) return throttled.refusal
  const answer = isGraphql(request) ? answerGraphql : route
  const reply = await answer(sim, request).catch((error: unknown) => {
    if (error instanceof ApiError) return error.reply
    throw error
  })
  return { ...reply, headers: { ...reply.headers, ...throttled.headers } }
}

const isGraphql = ({ method, pathname }: ApiRequest) =>
  method === 'POST' && pathname === '/api/graphql'

async function route(sim: Simulation, request: ApiRequest): Promise<Reply> {
  if (request.pathname.startsWith('/api/v3/')) {
    throw grapeError(410, 'API V3 is no longer supported. Use API V4 instead.')
  }
  if (!request.pathname.startsWith(PREFIX)) throw routeNotFound()
  const segments = request.pathname.slice(PREFIX.length).split('/')
  const method = request.method === 'HEAD' ? 'GET' : request.method
  for (const candidate of endpoints) {
    const pathParams = candidate.method === method ? match(candidate.segments, segments) : null
    if (pathParams !== null) {
      const body = await parseBody(request.headers['content-type'] ?? '', request.body)
      const query = parseNestedParams(new URLSearchParams(request.search))
      return candidate.handle({
        sim,
        request,
        raw: { ...query, ...body, ...pathParams },
        id: String(pathParams.id ?? ''),
        extraReadScopes: candidate.extraReadScopes,
      })
    }
  }
  throw routeNotFound()
}

function match(pattern: readonly string[], segments: readonly string[]): RawParams | null {
  if (pattern.length !== segments.length) return null
  const params: RawParams = {}
  for (const [index, expected] of pattern.entries()) {
    const segment = segments[index] ?? ''
    if (!expected.startsWith(':')) {
      if (segment !== expected) return null
    } else {
      const value = decode(segment)
      if (value === null || value === '') return null
      params[expected.slice(1)] = value
    }
  }
  return params
}

function decode(segment: string): string | null {
  try {
    return decodeURIComponent(segment)
  } catch {
    return null
  }
}
