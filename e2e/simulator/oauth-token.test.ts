import { expect, it } from 'vitest'
import { client, createOAuthClient, type Fields, redemption, VERIFIER } from './oauth-fixture.ts'
import { isVerifierRight } from './oauth-tokens.ts'
import { runSimulator } from './simulator-fixture.ts'

const fixture = runSimulator()
const { getCode, postToken } = createOAuthClient(fixture)

const invalidGrant = {
  error: 'invalid_grant',
  error_description: expect.stringMatching(/^The provided authorization grant is invalid, expired/),
}

it('§9 the test vector', () => {
  const challenge = {
    value: '2i0WFA-0AerkjQm4X4oDEhqA17QIAKNjXpagHBXmO_U',
    method: 'S256',
  } as const
  expect(isVerifierRight(challenge, 'ks02i3jdikdo2k0dkfodf3m39rjfjsdk0wk349rj3jrhf')).toBe(true)
  expect(isVerifierRight(challenge, VERIFIER)).toBe(false)
})

it('§9 exchanges a code', async () => {
  const answer = await postToken(redemption(await getCode()))
  expect(answer.status).toBe(200)
  expect(answer.headers.get('cache-control')).toBe('no-store')
  expect(answer.json).toEqual({
    access_token: expect.stringMatching(/^[0-9a-f]{64}$/),
    token_type: 'Bearer',
    expires_in: 7200,
    refresh_token: expect.stringMatching(/^[0-9a-f]{64}$/),
    scope: 'api',
    created_at: expect.any(Number),
  })
})

it('§9 client credentials as Basic', async () => {
  const { client_id, client_secret, ...fields } = redemption(await getCode())
  const authorization = `Basic ${btoa(`${client_id}:${client_secret}`)}`
  expect((await postToken(fields, { Authorization: authorization })).status).toBe(200)
})

it('§9 a code works once', async () => {
  const fields = redemption(await getCode())
  await postToken(fields)
  const again = await postToken(fields)
  expect(again.status).toBe(400)
  expect(again.json).toEqual(invalidGrant)
})

it('§9 a code dies after ten minutes', async () => {
  const fields = redemption(await getCode())
  await fixture.control('POST', '/clock', { advance_s: 600 })
  expect((await postToken(fields)).json).toEqual(invalidGrant)
})

it.each([
  ['a wrong verifier', { code_verifier: `${VERIFIER}x` }],
  ['another redirect URI', { redirect_uri: 'http://localhost:3001/auth/callback' }],
  ['an unknown code', { code: 'fake-code' }],
])('§9 %s is invalid_grant', async (_, changes: Fields) => {
  const answer = await postToken(redemption(await getCode(), changes))
  expect(answer.status).toBe(400)
  expect(answer.json).toEqual(invalidGrant)
})

it('§9 PKCE was begun: the verifier must come', async () => {
  const { code_verifier: _, ...fields } = redemption(await getCode())
  expect(await postToken(fields)).toMatchObject({
    status: 400,
    json: {
      error: 'invalid_request',
      error_description: 'Missing required parameter: code_verifier.',
    },
  })
})

it('§9 a wrong client secret is invalid_client, 401', async () => {
  const answer = await postToken(redemption(await getCode(), { client_secret: 'wrong' }))
  expect(answer.status).toBe(401)
  expect(answer.json).toMatchObject({ error: 'invalid_client' })
})

it('§9 other grant types', async () => {
  const answer = await postToken({ grant_type: 'password', ...client })
  expect(answer).toMatchObject({ status: 400, json: { error: 'unsupported_grant_type' } })
})
