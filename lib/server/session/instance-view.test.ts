import { afterAll, beforeAll, expect, test } from 'vitest'
import { setSsoEnvironment } from '../fake-environment.fixture.ts'
import { createGitLab } from '../gitlab/request.ts'
import { json, type StandIn, standIn } from '../gitlab/stand-in.fixture.ts'
import { instanceFor } from './instance-view.ts'
import { serviceTokens } from './service-token.ts'

let server: StandIn
let isRejected = false
beforeAll(async () => {
  server = await standIn((response, { url }) => {
    if (isRejected) return json(response, { message: '401 Unauthorized' }, 401)
    json(response, url.endsWith('/user') ? { id: 9, username: 'svc', name: 'Service' } : {})
  })
  setSsoEnvironment('http://127.0.0.1:9/certs', { GITLAB_URL: server.url })
})
afterAll(() => server.close())

const ask = (role: 'admin' | 'viewer') => {
  const user = { id: 'sso:ann', username: 'ann', name: 'Ann', is_admin: role === 'admin' }
  const gitlab = createGitLab({ tokens: serviceTokens(), person: user.id, requestId: 'req-1' })
  return instanceFor({ mode: 'proxy-jwt', role, user, mayWrite: role === 'admin' }, gitlab)
}

test('the account and the token that GitLab sees are told to administrators alone', async () => {
  expect(await ask('viewer')).toMatchObject({
    user: { username: 'ann' },
    token: null,
    service_token: null,
    access: { write: 'forbidden' },
  })
  expect(await ask('admin')).toMatchObject({
    token: null,
    service_token: { status: 'unknown' },
    access: { write: 'allowed' },
  })
  expect(JSON.stringify(await ask('viewer'))).not.toContain('svc')
})

test('a token that GitLab refuses is told to administrators, where its details stand', async () => {
  isRejected = true
  expect(await ask('admin')).toMatchObject({
    gitlab: { version: null },
    service_token: { status: 'rejected', warning: { kind: 'rejected' } },
  })
  await expect(ask('viewer')).rejects.toMatchObject({ code: 'service_token' })
})
