import { readdir } from 'node:fs/promises'
import { join } from 'node:path'
import { root as project } from '../../lib/cli/process.ts'
import { callGitLab, type GitLabCluster } from '../gitlab-api.ts'
import { expect, test } from './watched.ts'

const clusters = '/api/scopes/instance/clusters'

test('C06 no header of GitLab’s is passed on', async ({ enter, gitlab }) => {
  const root = await enter()
  const own = await root.call('GET', clusters)
  await gitlab.control.fault({
    method: 'GET',
    path: '/api/v4/admin/clusters',
    mode: 'status',
    status: 200,
    body: [],
    headers: {
      'Set-Cookie': '_gitlab_session=fake',
      'X-Gitlab-Meta': 'fake',
      'X-Runtime': '1',
      Server: 'nginx',
      Link: '<https://evil.example/>; rel="preload"',
      Location: 'https://evil.example/',
      'Access-Control-Allow-Origin': '*',
      'Content-Security-Policy': 'default-src *',
      'Clear-Site-Data': '"*"',
      Refresh: '0;url=https://evil.example/',
    },
  })
  const answer = await root.call('GET', clusters)
  expect(answer.status).toBe(200)
  expect(Object.keys(answer.headers).sort()).toEqual(Object.keys(own.headers).sort())
  expect(JSON.stringify(answer.headers)).not.toMatch(/evil|fake|nginx|\*/)
})

test('C07 what GitLab tells beyond what is shown stops here', async ({ enter, gitlab, watch }) => {
  const known = await callGitLab<GitLabCluster>(gitlab.url, 'GET', 'admin/clusters/1')
  const root = await enter()
  const secrets = ['runners', 'private', 'nested', 'prototype', 'cluster'].map(
    (name) => `fake-${name}-token-of-gitlab`,
  )
  for (const secret of secrets) watch.secrets.add(secret)
  const [runners, private_, nested, prototype, token] = secrets
  const grown = {
    ...known,
    runners_token: runners,
    private_token: private_,
    platform_kubernetes: { ...known.platform_kubernetes, token },
    user: {
      id: 1,
      name: 'A',
      username: 'a',
      web_url: null,
      email: 'person@example.test',
      state: 'active',
    },
    management_project: {
      id: 1,
      name: 'x',
      path_with_namespace: 'x/x',
      config: { secret: nested },
    },
  }
  const text = JSON.stringify(grown).replace('{', `{"__proto__":{"isAdmin":"${prototype}"},`)
  for (const [path, upstream, body] of [
    [clusters, 'admin/clusters', `[${text}]`],
    [`${clusters}/1`, 'admin/clusters/1', text],
  ] as const) {
    await gitlab.control.fault({
      method: 'GET',
      path: `/api/v4/${upstream}`,
      mode: 'status',
      status: 200,
      body,
      headers: { 'Content-Type': 'application/json' },
    })
    const answer = await root.call('GET', path)
    expect(answer.status).toBe(200)
    expect(answer.text).toContain('shared-prod')
    expect(answer.text).not.toMatch(/of-gitlab|person@example|isAdmin|__proto__/)
  }
})

const cacheFiles = async () =>
  (
    await readdir(join(project, '.next', 'standalone', '.next', 'cache'), {
      recursive: true,
    }).catch(() => [])
  ).length

test('C13 two people who ask the same get each their own, and nothing is kept', async ({
  enter,
  gitlab,
}) => {
  const before = await cacheFiles()
  const maintainer = await enter('maintainer')
  const root = await enter('root')
  const [theirs, mine] = [
    await maintainer.call('GET', '/api/session'),
    await root.call('GET', '/api/session'),
  ]
  expect(theirs.json()).toMatchObject({ user: { username: 'maintainer' } })
  expect(mine.json()).toMatchObject({ user: { username: 'root' } })
  expect((await root.call('GET', clusters)).status).toBe(200)
  expect((await maintainer.call('GET', clusters)).status).toBe(403)
  expect((await root.call('GET', clusters)).status).toBe(200)
  const seen = await gitlab.control.requests('GET', /admin\/clusters/)
  expect(seen).toHaveLength(3)
  expect(new Set(seen.map(({ headers }) => headers.authorization)).size).toBe(2)
  expect(await cacheFiles()).toBe(before)
})
