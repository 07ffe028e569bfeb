import { randomUUID } from 'node:crypto'
import { createClientCertificate } from './client-certificate.ts'
import { expect, stackTestWith } from './fixtures.ts'
import { logLines } from './log-lines.ts'
import { newCluster } from './new-cluster.ts'
import { type Person, send, signInOverHttp } from './person.ts'
import { metricsToken } from './scraped.ts'
import { formsOf } from './security/secret-forms.ts'
import type { Stack } from './stack.ts'

const test = stackTestWith({ LOG_LEVEL: 'trace', METRICS_TOKEN: metricsToken })

const clusters = '/api/scopes/instance/clusters'

/** What GitLab says in an answer that fails: nobody's to read. */
const freeText = 'fake-free-text-of-gitlab'

let root: Person
test.beforeEach(async ({ stack, gitlab: _reset }) => {
  root = await signInOverHttp(stack, stack.console.origin, 'root')
})

/** Pages, calls that fail and requests that never reach a route. */
async function wander(person: Person, { gitlab, console: { origin } }: Stack, canaries: string[]) {
  const { control } = gitlab
  const [query = '', header = '', word = ''] = canaries
  for (const page of ['/', '/login', '/fleet', '/instance/clusters', '/audit', '/nowhere']) {
    await person.call('GET', `${page}?q=${query}`, { headers: { 'User-Agent': header } })
    await person.call('GET', `${page}?q=${query}`, { headers: { RSC: '1' } })
  }
  await person.call('POST', `/fleet?q=${query}`, {
    headers: { 'Next-Action': 'a'.repeat(40), 'Content-Type': 'text/plain;charset=UTF-8' },
    body: '[]',
  })
  for (const path of [`/api/${word}`, `/${word}`, `/%E0%A4%A?q=${query}`, '/fleet/']) {
    await send('GET', `${origin}${path}`, { Authorization: `Bearer ${header}` })
  }
  await person.call('GET', `/api/audit?actor=${query}&wrong=${query}`)
  await person.call('POST', clusters, { body: `{"name":"${word}"` })
  await person.call('POST', clusters, { body: { [word]: word } })
  await person.call('POST', clusters, { headers: { 'X-CSRF': null }, body: { a: word } })
  await send('GET', `${origin}/metrics`, { Authorization: `Bearer ${metricsToken}` })
  await send('GET', `${origin}/metrics`, { Authorization: `Bearer ${header}` })
  for (const status of [400, 401, 403, 404, 409, 422, 429, 500, 503]) {
    const body = JSON.stringify({ message: freeText, error: freeText, error_description: freeText })
    await control.fault({ method: '*', path: '/api/v4/groups', mode: 'status', status, body })
    await person.call('GET', '/api/groups')
    await control.clearFaults()
  }
  await control.fault({ method: '*', path: '/api/v4/projects', mode: 'status', body: freeText })
  await person.call('GET', '/api/projects')
  await control.fault({
    method: '*',
    path: '/oauth/*',
    mode: 'status',
    status: 400,
    body: freeText,
  })
  await send('GET', `${origin}/auth/callback?code=${query}&state=${query}&error=${word}`)
  await control.clearFaults()
}

test('at LOG_LEVEL=trace every line is one JSON object, and none holds a secret or a word of GitLab', async ({
  stack,
  gitlab,
}) => {
  const { origin, output } = stack.console
  const given = (what: string) => `fake-${what}-${randomUUID()}`
  const typed = { token: given('token'), refused: given('refused') }
  const certificate = await createClientCertificate('console')
  const made = await root.call('POST', clusters, {
    body: newCluster('logged', { token: typed.token, caCert: certificate.cert }),
  })
  expect(made.status, made.text).toBe(201)
  await gitlab.control.fault({
    method: 'POST',
    path: '/api/v4/admin/clusters/add',
    mode: 'status',
    status: 400,
    body: JSON.stringify({ message: { base: [`${freeText} ${typed.refused}`] } }),
  })
  const refused = await root.call('POST', clusters, {
    body: newCluster('refused', { token: typed.refused }),
  })
  expect(refused.status).toBe(422)
  await gitlab.control.clearFaults()
  await root.call('POST', '/api/certificates/inspect', {
    body: { pem: certificate.cert, key: certificate.key },
  })
  const configured = await root.call('POST', '/api/projects/1/agents/1/url-configurations', {
    body: {
      url: 'grpcs://prod.example.test:4242',
      client_cert: certificate.cert,
      client_key: certificate.key,
      ca_cert: '',
      tls_host: '',
    },
  })
  expect(configured.status, configured.text).toBe(201)
  const token = await root.call('POST', '/api/projects/1/agents/3/tokens', {
    body: { name: 'deploy', description: '' },
    headers: { 'Idempotency-Key': randomUUID() },
  })
  expect(token.status, token.text).toBe(201)
  const strangers = [given('query'), given('header'), given('word')]
  await wander(root, stack, strangers)
  await root.call('POST', '/auth/logout')
  await expect.poll(() => gitlab.control.requests('POST', /oauth\/revoke$/)).not.toHaveLength(0)

  const seen = await gitlab.control.requests()
  const ofOAuth = seen.flatMap(({ path, body, headers }) => [
    ...(/^Bearer (.+)$/.exec(headers.authorization ?? '')?.slice(1) ?? []),
    ...(path.startsWith('/oauth/')
      ? ['token', 'refresh_token', 'code', 'code_verifier', 'client_secret'].flatMap((name) =>
          new URLSearchParams(body).getAll(name),
        )
      : []),
  ])
  const keyLines = certificate.key
    .split('\n')
    .slice(1, -1)
    .filter((line) => line.length > 40)
  const secrets = [
    ...Object.values(typed),
    ...keyLines,
    token.json<{ token: string }>().token,
    root.cookie.split('=')[1] ?? '',
    metricsToken,
    ...ofOAuth,
  ]
  expect(ofOAuth.length).toBeGreaterThan(5)
  expect(keyLines.length).toBeGreaterThan(1)

  const printed = output()
  for (const secret of [...new Set(secrets), ...strangers, freeText]) {
    expect(secret.length).toBeGreaterThan(12)
    for (const form of formsOf(secret)) {
      expect(printed.includes(form), `the log holds ${secret.slice(0, 12)}…`).toBe(false)
    }
  }
  const lines = logLines(printed)
  expect(lines.every(({ event, level }) => event !== '' && level !== '')).toBe(true)
  for (const event of ['started', 'signed in', 'request', 'gitlab', 'audit', 'framework']) {
    expect(
      lines.some((line) => line.event === event),
      event,
    ).toBe(true)
  }
  for (const line of lines) expect(JSON.stringify(line)).not.toContain('?')
  expect(origin).toContain('localhost')
})
