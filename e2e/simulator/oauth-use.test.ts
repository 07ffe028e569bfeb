import { expect, it } from 'vitest'
import {
  bearer,
  client,
  createOAuthClient,
  type Fields,
  redemption,
  type Tokens,
} from './oauth-fixture.ts'
import { runSimulator, send } from './simulator-fixture.ts'

const fixture = runSimulator()
const { getCode, postToken, refresh, signIn, whoAmI } = createOAuthClient(fixture)

it('§9 Bearer works, as the person who pressed the button', async () => {
  expect((await whoAmI(await signIn('reporter'))).json).toMatchObject({ username: 'reporter' })
})

it('§1.3 the scope of the token counts', async () => {
  const tokens = await signIn('root', { scope: 'read_user' })
  expect((await whoAmI(tokens)).status).toBe(200)
  const answer = await fixture.api({ call: 'GET /projects', headers: bearer(tokens) })
  expect(answer).toMatchObject({ status: 403, json: { error: 'insufficient_scope' } })
})

it('§1.4 admin_mode as an OAuth scope', async () => {
  await fixture.settings({ admin_mode: true })
  const list = async (scope: string) => {
    const headers = bearer(await signIn('root', { scope }))
    return (await fixture.api({ call: 'GET /admin/clusters', headers })).status
  }
  expect(await list('api')).toBe(403)
  expect(await list('api admin_mode')).toBe(200)
})

it('§9 expires by the simulated clock; the refresh token outlives it', async () => {
  const tokens = await signIn()
  await fixture.control('POST', '/clock', { advance_s: 7100 })
  expect((await whoAmI(tokens)).status).toBe(200)
  await fixture.control('POST', '/clock', { advance_s: 100 })
  expect(await whoAmI(tokens)).toMatchObject({
    status: 401,
    json: {
      error: 'invalid_token',
      error_description: 'Token is expired. You can either do re-authorization or token refresh.',
    },
  })
  expect((await refresh(tokens)).status).toBe(200)
})

it('expires_in of the control port', async () => {
  await fixture.control('PATCH', '/oauth', { expires_in: 30 })
  const answer = await postToken(redemption(await getCode()))
  expect(answer.json).toMatchObject({ expires_in: 30 })
})

it('§9 rotation at once: the old pair is dead', async () => {
  const old = await signIn()
  const fresh = (await refresh(old)).json as Tokens
  expect(await whoAmI(old)).toMatchObject({
    status: 401,
    json: {
      error_description: 'Token was revoked. You have to re-authorize from the user.',
    },
  })
  expect((await whoAmI(fresh)).status).toBe(200)
  expect(await refresh(old)).toMatchObject({ status: 400, json: { error: 'invalid_grant' } })
})

it('§9 of two parallel refreshes one gets invalid_grant', async () => {
  const old = await signIn()
  const answers = await Promise.all([refresh(old), refresh(old)])
  expect(answers.map(({ status }) => status).sort()).toEqual([200, 400])
})

it('§9 rotation on use: the old pair lives until the new access token is used', async () => {
  await fixture.control('PATCH', '/oauth', { rotation: 'on_use' })
  const old = await signIn()
  const fresh = (await refresh(old)).json as Tokens
  expect((await whoAmI(old)).status).toBe(200)
  expect((await refresh(old)).status).toBe(200)
  expect((await whoAmI(fresh)).status).toBe(200)
  expect((await whoAmI(old)).status).toBe(401)
  expect(await refresh(old)).toMatchObject({ status: 400, json: { error: 'invalid_grant' } })
})

it('§9 a refresh keeps the scopes and may not widen them', async () => {
  const tokens = await signIn('maintainer', { scope: 'read_api' })
  const wider = await refresh(tokens, { scope: 'api' })
  expect(wider).toMatchObject({ status: 400, json: { error: 'invalid_scope' } })
  expect((await refresh(tokens)).json).toMatchObject({ scope: 'read_api' })
})

it('§9 revoke is 200 {} and ends both tokens', async () => {
  const tokens = await signIn()
  const revoke = (fields: Fields) =>
    send(`${fixture.url}/oauth/revoke`, 'POST', new URLSearchParams(fields))
  expect(await revoke({ ...client, token: tokens.access_token })).toMatchObject({
    status: 200,
    json: {},
  })
  expect((await whoAmI(tokens)).status).toBe(401)
  expect((await refresh(tokens)).status).toBe(400)
  expect(await revoke({ ...client, token: 'never-was' })).toMatchObject({ status: 200, json: {} })
  expect(await revoke({ client_id: 'console', token: 'x' })).toMatchObject({
    status: 403,
    json: { error: 'unauthorized_client' },
  })
})

it('§7 token info', async () => {
  const tokens = await signIn('developer')
  await fixture.control('POST', '/clock', { advance_s: 200 })
  const info = await send(`${fixture.url}/oauth/token/info`, 'GET', undefined, bearer(tokens))
  expect(info.json).toMatchObject({
    resource_owner_id: 3,
    scope: ['api'],
    expires_in: expect.closeTo(7000, -2),
    application: { uid: 'console' },
    created_at: expect.any(Number),
  })
})

it('§7 token info of a dead token', async () => {
  const answer = await send(`${fixture.url}/oauth/token/info`, 'GET', undefined, {
    Authorization: 'Bearer nonsense',
  })
  expect(answer).toMatchObject({ status: 401, json: { error: 'invalid_token' } })
})

it('§7 /personal_access_tokens/self refuses an OAuth token', async () => {
  const headers = bearer(await signIn())
  expect(await fixture.api({ call: 'GET /personal_access_tokens/self', headers })).toMatchObject({
    status: 400,
    json: {
      message: '400 Bad request - This endpoint requires token type to be a personal access token',
    },
  })
})

it('§1.3 a blocked user’s OAuth token is 403', async () => {
  const tokens = await signIn('developer')
  await fixture.control('PATCH', '/users/3', { state: 'blocked' })
  expect(await whoAmI(tokens)).toMatchObject({
    status: 403,
    json: { message: '403 Forbidden - Your account has been blocked.' },
  })
})
