import { createClientCertificate } from './client-certificate.ts'
import { expect, stackTest as test, type Username } from './fixtures.ts'
import { callGitLab } from './gitlab-api.ts'
import { type Person, signInOverHttp } from './person.ts'
import type { Stack } from './stack.ts'

/** Agent 4 has URL configuration 1 with JWT; agent 1 has none. */
const own = '/api/projects/1/agents/4/url-configurations'
const none = '/api/projects/1/agents/1/url-configurations'
const upstream = /cluster_agents\/\d+\/url_configurations/

const jwt = {
  url: 'grpcs://prod.example.test:4242',
  client_cert: '',
  client_key: '',
  ca_cert: '',
  tls_host: '',
}
const base64 = (text: string) => Buffer.from(text).toString('base64')

let person: Person
const signIn = async (stack: Stack, username: Username) => {
  person = await signInOverHttp(stack, stack.console.origin, username)
  await stack.gitlab.control.clearRequests()
}
test.beforeEach(({ stack, gitlab: _reset }) => signIn(stack, 'maintainer'))

test('with JWT the public key is told', async () => {
  const list = await person.call('GET', own)
  expect(list.status).toBe(200)
  expect(list.json()).toMatchObject({
    complete: true,
    items: [{ id: 1, agent_id: 4, url: 'grpcs://inside.example.test:4242', client_cert: null }],
  })
  const one = await person.call('GET', `${own}/1`)
  expect(one.json<{ public_key: string }>().public_key).toMatch(/^[\w+/]{43}=$/)
  expect(one.headers['x-read-at']).toBeDefined()
  expect((await person.call('GET', `${own}/9`)).status).toBe(404)
  expect((await person.call('GET', none)).json()).toEqual({ items: [], complete: true })
})

test('with mTLS certificates and key go as Base64 of their PEM, and the key goes nowhere else', async ({
  gitlab,
  stack,
}) => {
  const client = await createClientCertificate('console')
  const ca = await createClientCertificate('agent-ca')
  const body = {
    ...jwt,
    client_cert: client.cert,
    client_key: client.key,
    ca_cert: ca.cert,
    tls_host: 'prod.example.test',
  }
  const made = await person.call('POST', none, { body })
  expect(made.status).toBe(201)
  expect(made.json()).toMatchObject({
    agent_id: 1,
    public_key: null,
    client_cert: client.cert.trim(),
    ca_cert: ca.cert.trim(),
    tls_host: 'prod.example.test',
    console: { client_cert: { readable: true, certificates: [{ subject: 'CN=console' }] } },
  })
  const [sent] = await gitlab.control.requests('POST', upstream)
  expect(JSON.parse(sent?.body ?? '')).toEqual({
    url: jwt.url,
    client_cert: base64(client.cert.trim()),
    client_key: base64(client.key.trim()),
    ca_cert: base64(ca.cert.trim()),
    tls_host: 'prod.example.test',
  })
  const list = await person.call('GET', none)
  const secret = client.key.split('\n')[1] ?? ''
  const rows = await stack.store.text()
  expect(rows).toContain('url_configuration.create')
  for (const text of [made.text, list.text, stack.console.output(), rows]) {
    expect(text).not.toContain('PRIVATE KEY')
    expect(text).not.toContain(secret)
    expect(text).not.toContain(base64(client.key.trim()).slice(60, 100))
  }
})

test('a key is inspected beside its certificate, and nothing of it is kept', async ({ stack }) => {
  const one = await createClientCertificate('one')
  const other = await createClientCertificate('other')
  const inspect = (body: object) => person.call('POST', '/api/certificates/inspect', { body })
  const asked: [body: object, key: string | null][] = [
    [{ pem: one.cert, key: one.key }, 'matches'],
    [{ pem: one.cert, key: other.key }, 'mismatch'],
    [{ pem: '', key: one.key }, 'no_certificate'],
    [{ pem: one.cert, key: '-----BEGIN ENCRYPTED PRIVATE KEY-----' }, 'encrypted'],
    [{ pem: one.cert, key: 'fake' }, 'unreadable'],
    [{ pem: one.cert }, null],
  ]
  const secret = one.key.split('\n')[1] ?? ''
  for (const [body, key] of asked) {
    const answer = await inspect(body)
    expect(answer.status, answer.text).toBe(200)
    expect(answer.json()).toMatchObject({ key })
    expect(answer.headers['cache-control']).toBe('no-store')
    expect(answer.text).not.toContain(secret)
  }
  expect((await inspect({ pem: one.cert, key: 'x'.repeat(16_001) })).status).toBe(422)
  expect(stack.console.output()).not.toContain(secret)
})

test('an agent has one configuration; replacing it is deleting and creating', async () => {
  const second = await person.call('POST', own, { body: jwt })
  expect(second.status).toBe(409)
  expect(second.json()).toMatchObject({ code: 'conflict' })
  expect((await person.call('DELETE', `${own}/1`)).status).toBe(204)
  expect((await person.call('DELETE', `${own}/1`)).json()).toMatchObject({
    code: 'record_not_found',
  })
  expect((await person.call('POST', own, { body: jwt })).status).toBe(201)
})

test('the agent can be deleted right after its configuration was made and removed', async () => {
  const made = (await person.call('POST', none, { body: jwt })).json<{
    id: number
    console: { as_of: string }
  }>()
  const since = (as_of: string) => ({ headers: { 'If-Unmodified-Since': as_of } })
  const removal = since(made.console.as_of)
  expect((await person.call('DELETE', `${none}/${made.id}`, removal)).status).toBe(204)
  const agent = '/api/projects/1/agents/1'
  const seen = (await person.call('GET', agent)).json<{ console: { as_of: string } }>()
  expect((await person.call('DELETE', agent, since(seen.console.as_of))).status).toBe(204)
})

test('a configuration that somebody made anew meanwhile is not deleted', async ({ gitlab }) => {
  const { console } = (await person.call('GET', `${own}/1`)).json<{ console: { as_of: string } }>()
  await gitlab.control.advance(5)
  const collection = 'projects/1/cluster_agents/4/url_configurations'
  await callGitLab(gitlab.url, 'DELETE', `${collection}/1`)
  const made = await callGitLab<{ id: number }>(gitlab.url, 'POST', collection, { url: jwt.url })
  const answer = await person.call('DELETE', `${own}/${made.id}`, {
    headers: { 'If-Unmodified-Since': console.as_of },
  })
  expect(answer.status).toBe(412)
})

test('what GitLab would refuse, or would take and drop, is refused here', async ({ gitlab }) => {
  const one = await createClientCertificate('one')
  const other = await createClientCertificate('other')
  const pair = { client_cert: one.cert, client_key: one.key }
  const bad: [change: object, field: string, key: string][] = [
    [{ url: 'https://prod.example.test' }, 'url', 'agent_url_scheme'],
    [{ url: 'prod.example.test:4242' }, 'url', 'agent_url_syntax'],
    [{ url: 'grpcs://me:pw@prod.example.test' }, 'url', 'agent_url_syntax'],
    [{ tls_host: 'a b' }, 'tls_host', 'tls_host_syntax'],
    [{ client_cert: one.cert }, 'client_key', 'client_key_missing'],
    [{ client_key: one.key }, 'client_cert', 'client_cert_missing'],
    [{ ...pair, client_key: other.key }, 'client_key', 'client_key_mismatch'],
    [{ ...pair, client_cert: one.key }, 'client_cert', 'ca_cert_private_key'],
    [{ ...pair, ca_cert: 'x' }, 'ca_cert', 'ca_cert_syntax'],
  ]
  for (const [change, field, key] of bad) {
    const answer = await person.call('POST', none, { body: { ...jwt, ...change } })
    expect(answer.status, answer.text).toBe(422)
    expect(answer.json<{ errors: Record<string, string[]> }>().errors[field]).toContain(
      `validation.${key}`,
    )
    expect(answer.text).not.toContain('BEGIN')
  }
  expect(await gitlab.control.requests(undefined, upstream)).toEqual([])
})

const states: [name: string, settings: object, who: Username, status: number, code: string][] = [
  [
    'switched off',
    { receptive_cluster_agents_enabled: false },
    'maintainer',
    404,
    'receptive_disabled',
  ],
  ['not in this edition', { enterprise: false }, 'maintainer', 404, 'receptive_unavailable'],
  ['not allowed', {}, 'developer', 403, 'forbidden'],
]
for (const [name, settings, who, status, code] of states) {
  test(`receptive agents ${name} have a code of their own`, async ({ stack, gitlab }) => {
    await signIn(stack, who)
    await gitlab.control.settings({ ...settings })
    for (const [method, path, body] of [
      ['GET', own, undefined],
      ['GET', `${own}/1`, undefined],
      ['POST', none, jwt],
      ['DELETE', `${own}/1`, undefined],
    ] as const) {
      const answer = await person.call(method, path, { body })
      expect(answer.status, `${method} ${path}`).toBe(status)
      expect(answer.json()).toMatchObject({ code })
    }
    const agent = await person.call('GET', '/api/projects/1/agents/4/status')
    expect(agent.json()).toMatchObject({ receptive_problem: code, tokens: { active: 1 } })
  })
}
