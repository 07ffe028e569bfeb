import 'server-only'
import { z } from 'zod'
import type { GitLab } from './gitlab.ts'

/** `GET /oauth/token/info` of an OAuth access token (gitlab-api.md §7). */
const oauthTokenSchema = z.object({
  scope: z.array(z.string()),
  expires_in: z.number().nullish(),
})
/** `GET /personal_access_tokens/self`. */
const personalTokenSchema = z.object({ scopes: z.array(z.string()) })

export interface TokenInfo {
  scopes: string[]
  /** Seconds until an OAuth access token must be refreshed; null for a personal one, which names a day only. */
  expires_in_s: number | null
}

/**
 * What the token in use may do. Each kind of token has its own endpoint; a 401 of the first one says "no OAuth token",
 * not "signed out", so it renews nothing.
 */
export async function getTokenInfo(gitlab: GitLab): Promise<TokenInfo> {
  try {
    const options = { schema: oauthTokenSchema, base: 'oauth', renew: false } as const
    const { data } = await gitlab.get('token/info', options)
    return { scopes: data.scope, expires_in_s: data.expires_in ?? null }
  } catch {
    const { data } = await gitlab.get('personal_access_tokens/self', {
      schema: personalTokenSchema,
      renew: false,
    })
    return { scopes: data.scopes, expires_in_s: null }
  }
}
