import { randomUUID } from 'node:crypto'
import { auditRows } from '../audit-rows.ts'
import type { Person } from '../person.ts'
import { expect, test } from './watched.ts'

const rowsOf = async (person: Person, requestId: unknown) =>
  (await auditRows(person)).filter(({ request_id }) => request_id === requestId)

const cluster = {
  name: 'audited',
  enabled: true,
  managed: true,
  namespace_per_environment: true,
  environment_scope: 'audited',
  domain: '',
  management_project_id: null,
  platform_kubernetes_attributes: {
    api_url: 'https://audited.example.test:6443',
    token: 'fake-service-token-l01',
    ca_cert: '',
    namespace: '',
    authorization_type: 'rbac',
  },
}
const agents = '/api/projects/1/agents'
const jwt = {
  url: 'grpcs://agent.example.test:8443',
  client_cert: '',
  client_key: '',
  ca_cert: '',
  tls_host: '',
}
const key = () => ({ 'Idempotency-Key': randomUUID() })

interface Write {
  action: string
  method: string
  good: string
  /** Something that GitLab refuses. */
  bad: string
  body?: object
  headers?: () => Record<string, string>
}

/** Each kind of write once as GitLab takes it and once as GitLab refuses it, in an order that needs nothing else. */
const writes: Write[] = [
  {
    action: 'cluster.create',
    method: 'POST',
    good: '/api/scopes/instance/clusters',
    bad: '/api/scopes/group-999/clusters',
    body: cluster,
  },
  {
    action: 'cluster.update',
    method: 'PUT',
    good: '/api/scopes/instance/clusters/1',
    bad: '/api/scopes/instance/clusters/999',
    body: { namespace_per_environment: true },
  },
  {
    action: 'cluster.delete',
    method: 'DELETE',
    good: '/api/scopes/project-1/clusters/5',
    bad: '/api/scopes/instance/clusters/999',
  },
  {
    action: 'agent.register',
    method: 'POST',
    good: agents,
    bad: '/api/projects/999/agents',
    body: { name: 'audited' },
  },
  {
    action: 'agent_token.create',
    method: 'POST',
    good: `${agents}/3/tokens`,
    bad: `${agents}/999/tokens`,
    body: { name: 'audited', description: '' },
    headers: key,
  },
  {
    action: 'agent_token.revoke',
    method: 'DELETE',
    good: `${agents}/2/tokens/3`,
    bad: `${agents}/2/tokens/999`,
  },
  {
    action: 'url_configuration.create',
    method: 'POST',
    good: `${agents}/3/url-configurations`,
    bad: `${agents}/999/url-configurations`,
    body: jwt,
  },
  {
    action: 'url_configuration.delete',
    method: 'DELETE',
    good: `${agents}/4/url-configurations/1`,
    bad: `${agents}/4/url-configurations/999`,
  },
  { action: 'agent.delete', method: 'DELETE', good: `${agents}/2`, bad: `${agents}/999` },
]

for (const { action, method, good, bad, body, headers = () => ({}) } of writes) {
  test(`L01 ${action}: one row before and one after, whether it succeeds or fails`, async ({
    enter,
    watch,
  }) => {
    watch.secrets.add('fake-service-token-l01')
    const root = await enter()
    for (const [path, isGood] of [
      [good, true],
      [bad, false],
    ] as const) {
      const answer = await root.call(method, path, { body, headers: headers() })
      expect(answer.status < 400, `${path}: ${answer.status} ${answer.text}`).toBe(isGood)
      const rows = await rowsOf(root, answer.headers['x-request-id'])
      expect(
        rows.map((row) => `${row.phase} ${row.action} ${row.actor.name}`),
        path,
      ).toEqual([`outcome ${action} root`, `intent ${action} root`])
      expect(rows[1]?.result).toBeNull()
      if (isGood) expect(rows[0]?.result).toBe('ok')
      else expect(rows[0]?.result).toBe(answer.json().code)
    }
  })
}

test('L01 signing in and out leave a row each, with who it was', async ({ enter }) => {
  const guest = await enter('guest')
  const out = await guest.call('POST', '/auth/logout')
  const root = await enter()
  const rows = await rowsOf(root, out.headers['x-request-id'])
  expect(rows.map(({ phase, action, actor }) => `${phase} ${action} ${actor.name}`)).toEqual([
    'outcome session.end guest',
    'intent session.end guest',
  ])
  const [begun] = await auditRows(root, '?action=session.start&actor=guest')
  expect(begun).toMatchObject({ phase: 'outcome', result: 'ok', actor: { name: 'guest' } })
})

test('L01 ending sessions of others leaves its rows', async ({ enter }) => {
  const root = await enter()
  await enter('guest')
  const { items } = (await root.call('GET', '/api/sessions')).json<{
    items: { id: string; user: { id: string; username: string } }[]
  }>()
  const theirs = items.find(({ user }) => user.username === 'guest')
  for (const [action, path] of [
    ['session.kill', `/api/sessions/${theirs?.id}`],
    ['session.kill_all', `/api/sessions?user_id=${theirs?.user.id}`],
  ]) {
    const answer = await root.call('DELETE', path ?? '')
    expect(answer.status, action).toBe(204)
    const rows = await rowsOf(root, answer.headers['x-request-id'])
    expect(rows.map((row) => `${row.phase} ${row.action} ${row.actor.name}`)).toEqual([
      `outcome ${action} root`,
      `intent ${action} root`,
    ])
  }
})

test('L07 a health check says a word, and nothing about what runs here', async ({ enter }) => {
  const root = await enter()
  const health = await root.call('GET', '/healthz')
  expect(health.json()).toEqual({ status: 'ok' })
  const ready = await root.call('GET', '/readyz')
  expect(ready.json()).toEqual({ status: 'ready' })
})
