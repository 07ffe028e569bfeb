import type { ApiRequest } from './api-request.ts'
import { ApiError } from './errors.ts'
import { showAuthorize, submitAuthorize } from './oauth-authorize.ts'
import { exchangeToken, revokeToken, showTokenInfo } from './oauth-grants.ts'
import { showOpenidConfiguration } from './openid-configuration.ts'
import { json, type Reply } from './reply.ts'
import type { Simulation } from './simulation.ts'

type Handler = (sim: Simulation, request: ApiRequest) => Reply | Promise<Reply>

const handlers: ReadonlyMap<string, Handler> = new Map<string, Handler>([
  ['GET /oauth/authorize', showAuthorize],
  ['POST /oauth/authorize', submitAuthorize],
  ['POST /oauth/token', exchangeToken],
  ['POST /oauth/revoke', revokeToken],
  ['GET /oauth/token/info', showTokenInfo],
  ['GET /.well-known/openid-configuration', showOpenidConfiguration],
  ['OPTIONS /oauth/token', preflight],
  ['OPTIONS /oauth/revoke', preflight],
])

/** Answers GitLab's OAuth endpoints (gitlab-api.md §9), or null for a path that is none. */
export async function answerOAuth(sim: Simulation, request: ApiRequest): Promise<Reply | null> {
  const handler = handlers.get(`${request.method} ${request.pathname}`)
  if (handler === undefined) return null
  try {
    return await handler(sim, request)
  } catch (error) {
    if (error instanceof ApiError) return error.reply
    throw error
  }
}

function preflight(): Reply {
  return json(
    200,
    {},
    {
      'Access-Control-Allow-Origin': '*',
      'Access-Control-Allow-Headers': 'Authorization',
      'Access-Control-Allow-Methods': 'POST',
    },
  )
}
