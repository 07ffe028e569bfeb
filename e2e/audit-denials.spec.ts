import { auditRows } from './audit-rows.ts'
import { expect, stackTestWith } from './fixtures.ts'
import { send, signInOverHttp } from './person.ts'

/** Sessions that nobody uses end soon, and are cleared away at once. */
const test = stackTestWith({ SESSION_IDLE_S: '6', SESSION_SWEEP_S: '1' })

const cluster = '/api/scopes/instance/clusters/1'
const body = { namespace_per_environment: true, name: 'renamed' }

test('a forged request of somebody who is signed in leaves a row', async ({ stack, gitlab }) => {
  const root = await signInOverHttp(stack, stack.console.origin, 'root')
  await gitlab.control.clearRequests()
  const forged: Record<string, string | null>[] = [
    { 'X-CSRF': null },
    { 'Sec-Fetch-Site': 'cross-site' },
    { Origin: 'https://evil.example' },
  ]
  for (const headers of forged) {
    const answer = await root.call('PUT', cluster, { body, headers })
    expect(answer.status).toBe(403)
    expect((await auditRows(root, '?action=cluster.update'))[0]).toMatchObject({
      phase: 'denied',
      result: 'csrf',
      actor: { name: 'root' },
      request_id: answer.headers['x-request-id'],
    })
  }
  expect(await gitlab.control.requests('PUT')).toEqual([])
  await root.call('GET', `${cluster}?secret=fake`, { headers: { 'X-CSRF': null } })
  expect((await auditRows(root, '?action=request.make'))[0]).toMatchObject({
    result: 'csrf',
    object: { type: 'request', name: `GET ${cluster}` },
  })
})

test('what nobody is signed in for leaves no row, however much of it comes', async ({
  stack,
  gitlab: _reset,
}) => {
  const { origin } = stack.console
  const root = await signInOverHttp(stack, origin, 'root')
  const [before] = await auditRows(root)
  for (let index = 0; index < 30; index += 1) {
    const cookie = `__Host-Http-sid=${String(index).padStart(43, 'A')}`
    const refused = await root.call('PUT', cluster, {
      body,
      headers: { Cookie: index % 2 === 0 ? cookie : null, 'X-CSRF': null },
    })
    expect(refused.status).toBe(403)
    await send('GET', `${origin}/auth/callback?code=fake&state=fake${index}`)
  }
  // Sessions of other stories may expire meanwhile.
  const since = (await auditRows(root)).filter(({ seq }) => seq > (before?.seq ?? 0))
  expect(since.filter(({ action }) => action !== 'session.expire')).toEqual([])
})

test('sign-in, sign-out and a sign-in that was declined stand in the trail', async ({
  stack,
  gitlab: _reset,
}) => {
  const { origin } = stack.console
  const developer = await signInOverHttp(stack, origin, 'developer')
  const [start] = await auditRows(developer)
  expect(start).toMatchObject({
    action: 'session.start',
    result: 'ok',
    object: { type: 'session' },
  })
  expect((await developer.call('POST', '/auth/logout')).status).toBe(204)

  const login = await send('GET', `${origin}/auth/login`)
  const state = new URL(String(login.headers.location)).searchParams.get('state')
  const cookie = String(login.headers['set-cookie']).split(';')[0] ?? ''
  const declined = await send('GET', `${origin}/auth/callback?error=access_denied&state=${state}`, {
    Cookie: cookie,
  })
  expect(declined.status).toBe(400)

  const root = await signInOverHttp(stack, origin, 'root')
  const rows = await auditRows(root)
  expect(rows.find(({ result }) => result === 'unauthenticated')).toMatchObject({
    action: 'session.start',
    actor: { id: '', name: '' },
    session: '',
  })
  expect(
    rows.find(({ action, actor }) => action === 'session.end' && actor.name === 'developer'),
  ).toMatchObject({ phase: 'outcome', result: 'ok', object: { id: start?.object.id } })
})

test('the sixth session of a person says which one it ended, and unused ones say that they expired', async ({
  stack,
  gitlab: _reset,
}) => {
  const { origin } = stack.console
  const first = await signInOverHttp(stack, origin, 'guest')
  const [start] = await auditRows(first)
  for (let index = 0; index < 5; index += 1) await signInOverHttp(stack, origin, 'guest')
  const root = await signInOverHttp(stack, origin, 'root')
  expect((await auditRows(root, '?action=session.evict'))[0]).toMatchObject({
    actor: { name: 'guest' },
    object: { id: start?.object.id },
    result: 'ok',
  })
  await expect
    .poll(async () => (await auditRows(root, '?action=session.expire&actor=guest')).length, {
      timeout: 20_000,
    })
    .toBe(5)
})

test('a session that GitLab ended says so', async ({ stack, gitlab }) => {
  await gitlab.control.oauth({ expires_in: 60 })
  const maintainer = await signInOverHttp(stack, stack.console.origin, 'maintainer')
  await gitlab.control.reset({ world: 'standard' })
  const over = await maintainer.call('GET', cluster)
  expect(over.json()).toMatchObject({ status: 401, code: 'reauth_required' })
  const root = await signInOverHttp(stack, stack.console.origin, 'root')
  const rows = await auditRows(root, '?action=session.reject&actor=maintainer')
  expect(rows).toHaveLength(1)
  expect(rows[0]).toMatchObject({ phase: 'outcome', result: 'reauth_required' })
})

test('a change is told with what was there before, and without secrets', async ({
  stack,
  gitlab: _reset,
}) => {
  const root = await signInOverHttp(stack, stack.console.origin, 'root')
  const answer = await root.call('PUT', cluster, {
    body: {
      namespace_per_environment: true,
      domain: 'new.example.test',
      platform_kubernetes_attributes: {
        api_url: 'https://fake-user:fake-password@k8s.example.test/path?fake=query',
        token: 'fake-new-service-token',
      },
    },
  })
  expect(answer.status).toBe(200)
  const [row] = await auditRows(root, '?action=cluster.update')
  const changes = new Map(row?.changes?.map((change) => [change.field, change]))
  expect(changes.get('domain')).toMatchObject({ after: 'new.example.test' })
  expect(changes.get('domain')).toHaveProperty('before')
  expect(changes.get('platform_kubernetes_attributes.api_url')).toMatchObject({
    before: expect.stringMatching(/^https:/),
    after: 'https://k8s.example.test/path',
  })
  expect(changes.get('platform_kubernetes_attributes.token')).toEqual({
    field: 'platform_kubernetes_attributes.token',
  })
  for (const kept of [await stack.store.text(), stack.console.output()]) {
    expect(kept).not.toContain('fake-new-service-token')
    expect(kept).not.toContain('fake-password')
  }
})
