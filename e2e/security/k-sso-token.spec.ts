import { enter, serviceToken } from '../sso-stack.ts'
import { expect, test } from './sso-stack-fixture.ts'

test.use({ ssoEnv: { SERVICE_TOKEN_CHECK_S: '1' } })

const clusters = '/api/scopes/instance/clusters'
const day = 86_400

interface Shown {
  service_token: {
    status: string
    name: string
    scopes: string[]
    warning: { kind: string } | null
  }
}
interface SessionAnswer {
  service_token_warning: { kind: string; expires_on: string | null } | null
}

test('K12 a service token that ends soon is told to administrators, and to them alone', async ({
  stack,
  gitlab: { control },
}) => {
  const ann = await enter(stack, 'ann')
  const vic = await enter(stack, 'vic')
  const warning = async (who: typeof ann) =>
    (await who.call('GET', '/api/session')).json<SessionAnswer>().service_token_warning
  expect(await warning(ann)).toBeNull()
  await control.advance(173 * day)
  await ann.call('GET', clusters)
  await expect.poll(() => warning(ann)).toMatchObject({ kind: 'expiring' })
  expect((await warning(ann))?.expires_on).toMatch(/^\d{4}-\d\d-\d\d$/)
  expect(await warning(vic)).toBeNull()
  const told = (await ann.call('GET', '/api/instance')).json<Shown>().service_token
  expect(told).toMatchObject({ status: 'usable', warning: { kind: 'expiring' } })
  expect(told.scopes).toEqual(['api', 'admin_mode'])
  expect((await vic.call('GET', '/api/instance')).json<Shown>().service_token).toBeNull()
})

test('K12 a service token that has ended signs nobody out: 503, and ready all the same', async ({
  stack,
  gitlab: { control },
}) => {
  const ann = await enter(stack, 'ann')
  const vic = await enter(stack, 'vic')
  await control.advance(190 * day)
  for (const who of [ann, vic]) {
    for (const path of [clusters, '/api/projects', '/api/groups']) {
      const answer = await who.call('GET', path)
      expect(answer.json(), path).toMatchObject({ status: 503, code: 'service_token' })
      expect(answer.headers['set-cookie']).toBeUndefined()
    }
  }
  // Settings are where an administrator finds out what is wrong.
  const settings = await ann.call('GET', '/api/instance')
  expect(settings.json()).toMatchObject({ service_token: { status: 'rejected' } })
  expect((await vic.call('GET', '/api/instance')).status).toBe(503)
  const write = await ann.call('DELETE', `${clusters}/1`)
  expect(write.json()).toMatchObject({ status: 503, code: 'service_token' })
  expect((await fetch(`${ann.origin}/readyz`)).status).toBe(200)
  const session = (await ann.call('GET', '/api/session')).json<SessionAnswer>()
  expect(session).toMatchObject({ service_token_warning: { kind: 'rejected' } })
  await control.reset({ world: 'standard' })
  await expect.poll(async () => (await ann.call('GET', clusters)).status).toBe(200)
  await expect
    .poll(async () => (await ann.call('GET', '/api/session')).json<SessionAnswer>())
    .toMatchObject({ service_token_warning: null })
})

test('K12 a service token that lost its scope is no reason to sign out either', async ({
  stack,
  gitlab: { control },
}) => {
  const ann = await enter(stack, 'ann')
  await control.fault({
    method: 'GET',
    path: '/api/v4/admin/clusters*',
    mode: 'status',
    status: 403,
    body: { error: 'insufficient_scope', scope: 'api read_api' },
  })
  const answer = await ann.call('GET', clusters)
  expect(answer.json()).toMatchObject({ status: 503, code: 'service_token' })
  await control.clearFaults()
  expect((await ann.call('GET', clusters)).status).toBe(200)
})

test('E19 neither the service token nor what it is called leaves the console', async ({
  stack,
}) => {
  const ann = await enter(stack, 'ann')
  const vic = await enter(stack, 'vic')
  await expect
    .poll(async () => (await ann.call('GET', '/api/instance')).json<Shown>().service_token?.status)
    .toBe('usable')
  const { name } = (await ann.call('GET', '/api/instance')).json<Shown>().service_token
  const paths = [
    '/api/session',
    '/api/instance',
    '/api/groups',
    '/api/projects',
    '/api/scopes/instance',
    clusters,
    '/api/projects/1/agents',
    '/api/projects/1/agents/1',
    '/api/projects/1/agents/1/tokens',
    '/api/sessions',
    '/api/audit',
    '/api/intents',
    '/api/nowhere',
    '/login',
    '/settings',
    '/',
  ]
  for (const who of [ann, vic]) {
    for (const path of paths) {
      const { headers, text } = await who.call('GET', path)
      const all = `${JSON.stringify(headers)}\n${text}`
      expect(all, path).not.toContain(serviceToken)
      expect(all, path).not.toContain(Buffer.from(serviceToken).toString('base64'))
      if (path === '/api/instance' && who === ann) continue
      expect(text, path).not.toContain(name)
      expect(text, path).not.toContain('admin_mode"')
    }
  }
  const printed = stack.console.output()
  expect(printed).not.toContain(serviceToken)
  expect(printed).not.toContain(ann.jwt)
  expect(await stack.store.text()).not.toContain(serviceToken)
  expect(await stack.store.text()).not.toContain(ann.jwt)
})
