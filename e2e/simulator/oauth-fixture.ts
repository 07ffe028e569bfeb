import { createHash } from 'node:crypto'
import { expect } from 'vitest'
import { type Answer, type Fixture, send } from './simulator-fixture.ts'

const REDIRECT_URI = 'http://localhost:3000/auth/callback'
const CHALLENGE_METHOD = 'S256'

export const VERIFIER = 'fake-verifier-fake-verifier-fake-verifier-fake'

export type Fields = Record<string, string>

export interface Tokens {
  access_token: string
  refresh_token: string
}

/** The application's credentials. */
export const client = { client_id: 'console', client_secret: 'console-secret' }

/** A good authorization request, with changes. */
export const authorization = (changes: Fields = {}): Fields => ({
  client_id: client.client_id,
  redirect_uri: REDIRECT_URI,
  response_type: 'code',
  state: 'fake-state',
  scope: 'api',
  code_challenge: createHash('sha256').update(VERIFIER).digest('base64url'),
  code_challenge_method: CHALLENGE_METHOD,
  ...changes,
})

/** A good token request for a code, with changes. */
export const redemption = (code: string, changes: Fields = {}): Fields => ({
  grant_type: 'authorization_code',
  code,
  redirect_uri: REDIRECT_URI,
  code_verifier: VERIFIER,
  ...client,
  ...changes,
})

export const bearer = ({ access_token }: Tokens) => ({ Authorization: `Bearer ${access_token}` })

/** Where a redirect leads. */
export const landing = (answer: Answer) => new URL(answer.headers.get('location') ?? 'about:blank')

/** What an OAuth client does with the simulator of a test file. */
export function createOAuthClient(fixture: Fixture) {
  const showPage = (fields: Fields) =>
    send(`${fixture.url}/oauth/authorize?${new URLSearchParams(fields)}`, 'GET')

  const pressButton = (fields: Fields) =>
    send(`${fixture.url}/oauth/authorize`, 'POST', new URLSearchParams(fields))

  const postToken = (fields: Fields, headers: Fields = {}) =>
    send(`${fixture.url}/oauth/token`, 'POST', new URLSearchParams(fields), headers)

  const getCode = async (username = 'maintainer', changes: Fields = {}) => {
    const answer = await pressButton({ ...authorization(changes), username })
    return landing(answer).searchParams.get('code') ?? ''
  }

  const signIn = async (username = 'maintainer', changes: Fields = {}) => {
    const answer = await postToken(redemption(await getCode(username, changes)))
    expect(answer.status).toBe(200)
    return answer.json as Tokens
  }

  const refresh = ({ refresh_token }: Tokens, changes: Fields = {}) =>
    postToken({ grant_type: 'refresh_token', refresh_token, ...client, ...changes })

  const whoAmI = (tokens: Tokens) => fixture.api({ call: 'GET /user', headers: bearer(tokens) })

  return { showPage, pressButton, postToken, getCode, signIn, refresh, whoAmI }
}
