import { expect, onTestFinished, test } from 'vitest'
import { instanceSchema } from '#lib/contract/instance.ts'
import { getInstance } from './instance.ts'
import { type Answerer, fakeTokens, json, standIn } from './stand-in.fixture.ts'

const api = '/api/v4'
const urlConfigurations = `${api}/projects/1/cluster_agents/1/url_configurations`

type Reply = [body: unknown, status?: number]
const message = (status: number, text: string): Reply => [{ message: text }, status]

/** An ordinary GitLab 18.10 as an administrator sees it. */
const usual: Record<string, Reply> = {
  [`${api}/user`]: [
    { id: 1, username: 'root', name: 'Root', is_admin: true, email: 'x@example.test' },
  ],
  [`${api}/metadata`]: [
    {
      version: '18.10.0-ee',
      revision: 'abc',
      enterprise: true,
      kas: {
        enabled: true,
        externalUrl: 'wss://kas.gitlab.test',
        externalK8sProxyUrl: null,
        version: '18.10.0',
      },
    },
  ],
  '/oauth/token/info': [
    { scope: ['api', 'admin_mode'], expires_in: 7_100, application: { uid: 'x' } },
  ],
  [`${api}/admin/clusters`]: [[{ id: 1 }]],
  [urlConfigurations]: message(404, '404 Not found'),
}

async function instanceOf(changed: Record<string, Reply> = {}) {
  const answers: Record<string, Reply> = { ...usual, ...changed }
  const answer: Answerer = (response, { url }) => {
    const [body, status] = answers[url.split('?')[0] ?? ''] ?? [{ error: '404 Not Found' }, 404]
    json(response, body, status)
  }
  const server = await standIn(answer)
  onTestFinished(server.close)
  const renewed: string[] = []
  const instance = await getInstance(server.gitlab({}, { tokens: fakeTokens(renewed) }))
  return { instance, renewed, url: server.url }
}

test('all that an administrator may know', async () => {
  const { instance, url } = await instanceOf()
  expect(instanceSchema.strict().parse(instance)).toEqual(instance)
  expect(instance).toMatchObject({
    gitlab: { url, version: '18.10.0-ee', enterprise: true },
    kas: { enabled: true, external_url: 'wss://kas.gitlab.test', version: '18.10.0' },
    certificate_based_clusters: 'on',
    receptive_agents: 'on',
    user: { username: 'root', name: 'Root', is_admin: true },
    token: { scopes: ['api', 'admin_mode'], expires_in_s: 7_100 },
    access: { instance_clusters: 'allowed', write: 'allowed' },
  })
})

const forbidden = message(403, '403 Forbidden')
const broken = message(500, '500 Internal Server Error')
const person: Reply = [{ id: 3, username: 'developer', name: 'D' }]
const projects: Reply = [[{ id: 5 }]]

const cases: [name: string, changed: Record<string, Reply>, expected: object][] = [
  [
    'an old GitLab has only /version',
    {
      [`${api}/metadata`]: [{ error: '404 Not Found' }, 404],
      [`${api}/version`]: [{ version: '14.10.0', revision: 'abc' }],
    },
    { gitlab: { version: '14.10.0', enterprise: null }, kas: null },
  ],
  [
    'no metadata',
    { [`${api}/metadata`]: broken },
    { gitlab: { version: null, enterprise: null }, kas: null },
  ],
  [
    'switched off, as an administrator sees it',
    { [`${api}/admin/clusters`]: message(404, '404 Not Found') },
    { certificate_based_clusters: 'off', access: { instance_clusters: 'allowed' } },
  ],
  [
    'an administrator without Admin Mode, no membership',
    { [`${api}/admin/clusters`]: forbidden, [`${api}/projects`]: [[]] },
    { certificate_based_clusters: 'unknown', access: { instance_clusters: 'admin_mode_required' } },
  ],
  [
    'a member: a refusal in the project shows that it is on',
    {
      [`${api}/user`]: person,
      [`${api}/admin/clusters`]: forbidden,
      [`${api}/projects`]: projects,
      [`${api}/projects/5/clusters`]: forbidden,
    },
    {
      certificate_based_clusters: 'on',
      user: { is_admin: false },
      access: { instance_clusters: 'forbidden' },
    },
  ],
  [
    'a member: switched off',
    {
      [`${api}/user`]: person,
      [`${api}/admin/clusters`]: forbidden,
      [`${api}/projects`]: projects,
      [`${api}/projects/5/clusters`]: message(404, '404 Not Found'),
    },
    { certificate_based_clusters: 'off' },
  ],
  [
    'nothing but /user works',
    {
      [`${api}/metadata`]: broken,
      '/oauth/token/info': broken,
      [`${api}/admin/clusters`]: broken,
      [`${api}/projects`]: broken,
      [urlConfigurations]: broken,
    },
    {
      certificate_based_clusters: 'unknown',
      receptive_agents: 'unknown',
      token: { scopes: [], expires_in_s: null },
      access: { instance_clusters: 'unknown', write: 'unknown' },
    },
  ],
  [
    'receptive agents off',
    { [urlConfigurations]: message(404, '404 Not Found') },
    { receptive_agents: 'off' },
  ],
  [
    'receptive agents unknown to the edition',
    { [urlConfigurations]: [{ error: '404 Not Found' }, 404] },
    { receptive_agents: 'off' },
  ],
  [
    'a token that may only read',
    {
      '/oauth/token/info': [{ scope: ['read_api'], expires_in: null }],
      [`${api}/admin/clusters`]: [{ error: 'insufficient_scope', scope: 'api' }, 403],
    },
    {
      token: { scopes: ['read_api'], expires_in_s: null },
      access: { instance_clusters: 'insufficient_scope', write: 'insufficient_scope' },
    },
  ],
]

test.each(cases)('%s', async (_, changed, expected) => {
  const { instance } = await instanceOf(changed)
  expect(instanceSchema.parse(instance)).toEqual(instance)
  expect(instance).toMatchObject(expected)
})

test('a personal access token is told by its own endpoint and is not renewed', async () => {
  const { instance, renewed } = await instanceOf({
    '/oauth/token/info': [{ error: 'invalid_token' }, 401],
    [`${api}/personal_access_tokens/self`]: [{ id: 1, scopes: ['api'], expires_at: '2027-01-01' }],
  })
  expect(instance.token).toEqual({ scopes: ['api'], expires_in_s: null })
  expect(renewed).toEqual([])
})

test('no GitLab, no page', async () => {
  await expect(instanceOf({ [`${api}/user`]: broken })).rejects.toMatchObject({
    code: 'upstream_failed',
  })
})
