import { auditRows } from './audit-rows.ts'
import { expect, stackTestWith } from './fixtures.ts'
import { type Person, signInOverHttp } from './person.ts'

const test = stackTestWith({ READ_ONLY: 'true' })

let root: Person
test.beforeEach(async ({ stack, gitlab }) => {
  root = await signInOverHttp(stack, stack.console.origin, 'root')
  await gitlab.control.clearRequests()
})

const agents = '/api/projects/1/agents'
const writes: [method: string, path: string, action: string][] = [
  ['POST', '/api/scopes/instance/clusters', 'cluster.create'],
  ['PUT', '/api/scopes/instance/clusters/1', 'cluster.update'],
  ['DELETE', '/api/scopes/instance/clusters/1', 'cluster.delete'],
  ['POST', agents, 'agent.register'],
  ['DELETE', `${agents}/1`, 'agent.delete'],
  ['POST', `${agents}/1/tokens`, 'agent_token.create'],
  ['DELETE', `${agents}/1/tokens/1`, 'agent_token.revoke'],
  ['POST', `${agents}/1/url-configurations`, 'url_configuration.create'],
  ['DELETE', `${agents}/1/url-configurations/1`, 'url_configuration.delete'],
]
for (const [method, path, action] of writes) {
  test(`${method} ${path} is refused while the console is read-only, and says so in the trail`, async ({
    gitlab,
  }) => {
    const answer = await root.call(method, path, { body: { name: 'fake' } })
    expect(answer.json()).toMatchObject({ status: 403, code: 'read_only' })
    expect(await gitlab.control.requests(undefined, /^\/api\//)).toEqual([])
    const [row] = await auditRows(root)
    expect(row).toMatchObject({
      action,
      phase: 'denied',
      result: 'read_only',
      actor: { name: 'root' },
      request_id: answer.headers['x-request-id'],
    })
  })
}

test('a refused change that was right says what it was', async () => {
  const body = { namespace_per_environment: true, name: 'renamed' }
  await root.call('PUT', '/api/scopes/group-4/clusters/5', { body })
  const [row] = await auditRows(root)
  expect(row).toMatchObject({
    phase: 'denied',
    scope: 'group-4',
    object: { type: 'cluster', id: '5' },
  })
})

test('reading and what is one’s own stay possible', async () => {
  expect((await root.call('GET', '/api/session')).json()).toMatchObject({
    role: 'admin',
    read_only: true,
    may_write: false,
  })
  expect((await root.call('GET', '/api/scopes/instance/clusters')).status).toBe(200)
  const inspection = await root.call('POST', '/api/certificates/inspect', { body: { pem: 'fake' } })
  expect(inspection.status).toBe(200)
  const notice = await root.call('DELETE', '/api/intents/00000000-0000-4000-8000-000000000000')
  expect(notice.json()).toMatchObject({ status: 404, code: 'record_not_found' })
  const session = await root.call('DELETE', '/api/sessions/0000000000000000')
  expect(session.json()).toMatchObject({ status: 404, code: 'record_not_found' })
  expect((await root.call('POST', '/auth/logout')).status).toBe(204)
  expect((await root.call('GET', '/api/audit')).status).toBe(401)
})
