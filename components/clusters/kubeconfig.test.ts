import { describe, expect, test } from 'vitest'
import { readKubeconfig } from './kubeconfig.ts'

const pem = '-----BEGIN CERTIFICATE-----\nZmFrZQ==\n-----END CERTIFICATE-----'
const caData = Buffer.from(`${pem}\n`).toString('base64')

const config = (cluster: object, user: object | null, more: object = {}) =>
  JSON.stringify({
    apiVersion: 'v1',
    kind: 'Config',
    clusters: [{ name: 'prod', cluster }],
    users: [{ name: 'admin', user }],
    contexts: [{ name: 'prod-admin', context: { cluster: 'prod', user: 'admin' } }],
    'current-context': 'prod-admin',
    ...more,
  })

const whole = { server: 'https://k8s.example.com:6443', 'certificate-authority-data': caData }
const withToken = { token: 'fake-token' }

describe('a usable kubeconfig', () => {
  test('YAML with two contexts: all are offered, the current one is preferred', () => {
    const result = readKubeconfig(`
apiVersion: v1
kind: Config
current-context: stage
clusters:
- name: prod
  cluster: {server: "https://prod.example.com:6443", certificate-authority-data: ${caData}}
- name: stage
  cluster:
    server: https://stage.example.com:6443
    certificate-authority-data: |
      ${caData.slice(0, 40)}
      ${caData.slice(40)}
users:
- name: admin
  user: {token: fake-token}
contexts:
- name: prod
  context: {cluster: prod, user: admin}
- name: stage
  context: {cluster: stage, user: admin, namespace: web}
`)
    expect(result).toEqual({
      ok: true,
      current: 'stage',
      contexts: [
        {
          name: 'prod',
          clusterName: 'prod',
          apiUrl: 'https://prod.example.com:6443',
          caCert: pem,
          token: 'fake-token',
          notes: [],
        },
        {
          name: 'stage',
          clusterName: 'stage',
          apiUrl: 'https://stage.example.com:6443',
          caCert: pem,
          token: 'fake-token',
          notes: [],
        },
      ],
    })
  })

  test('without contexts each cluster is one, with the only user', () => {
    const result = readKubeconfig(config(whole, withToken, { contexts: null }))
    expect(result).toMatchObject({
      current: 'prod',
      contexts: [{ name: 'prod', token: 'fake-token', notes: [] }],
    })
  })

  test('a current-context that does not exist falls back to the first', () => {
    const result = readKubeconfig(config(whole, withToken, { 'current-context': 'gone' }))
    expect(result).toMatchObject({ ok: true, current: 'prod-admin' })
  })
})

describe('what cannot be taken is explained', () => {
  test.each([
    ['no CA', { server: 'https://a' }, withToken, ['ca_missing']],
    [
      'CA in a file',
      { server: 'https://a', 'certificate-authority': '/ca' },
      withToken,
      ['ca_file'],
    ],
    ['broken base64', { ...whole, 'certificate-authority-data': '%%%' }, withToken, ['ca_not_pem']],
    [
      'base64 of something else',
      { ...whole, 'certificate-authority-data': 'aGk=' },
      withToken,
      ['ca_not_pem'],
    ],
    [
      'TLS not verified',
      { server: 'https://a', 'insecure-skip-tls-verify': true },
      withToken,
      ['tls_not_verified'],
    ],
    ['no server', { 'certificate-authority-data': caData }, withToken, ['server_missing']],
    ['exec user', whole, { exec: { command: 'aws' } }, ['user_exec']],
    ['auth provider', whole, { 'auth-provider': { name: 'gcp' } }, ['user_auth_provider']],
    [
      'client certificate',
      whole,
      { 'client-certificate-data': 'eA==' },
      ['user_client_certificate'],
    ],
    ['client certificate file', whole, { 'client-certificate': '/c' }, ['user_client_certificate']],
    ['token file', whole, { tokenFile: '/t' }, ['user_token_file']],
    ['password', whole, { username: 'a', password: 'fake' }, ['user_password']],
    ['empty user', whole, null, ['user_without_token']],
    ['blank token', whole, { token: '  ' }, ['user_without_token']],
  ])('%s', (_name, cluster, user, notes) => {
    expect(readKubeconfig(config(cluster, user))).toMatchObject({ contexts: [{ notes }] })
  })

  test.each([
    ['user not in the file', { users: null }, ['user_missing']],
    [
      'cluster not in the file',
      { contexts: [{ name: 'x', context: { cluster: 'y' } }] },
      ['cluster_missing'],
    ],
  ])('%s', (_name, more, notes) => {
    expect(readKubeconfig(config(whole, withToken, more))).toMatchObject({ contexts: [{ notes }] })
  })
})

describe('what is no kubeconfig', () => {
  test.each([
    ['a tab as indentation', 'clusters:\n\t- name: a', { error: 'syntax', line: 2 }],
    ['an open quote', 'token: "fake', { error: 'syntax', line: 1 }],
    ['a key twice', 'kind: a\nkind: b', { error: 'syntax', line: 2 }],
    ['two documents', 'a: 1\n---\nb: 2', { error: 'several_documents' }],
    ['nothing', '', { error: 'not_a_kubeconfig' }],
    ['plain text', 'hello', { error: 'not_a_kubeconfig' }],
    ['a Secret', 'kind: Secret\ndata: {token: ZmFrZQ==}', { error: 'not_a_kubeconfig' }],
    ['no clusters', 'kind: Config\nclusters: []', { error: 'not_a_kubeconfig' }],
    ['an alias without anchor', 'clusters: *x', { ok: false }],
    ['far too much', 'a'.repeat(1_000_001), { error: 'too_large' }],
  ])('%s', (_name, source, failure) => {
    const result = readKubeconfig(source)
    expect(result).toMatchObject({ ok: false, ...failure })
    expect(JSON.stringify(result)).not.toContain('fake')
  })

  test('an alias bomb ends at once', () => {
    const lines = ['a0: &a0 [x,x,x,x,x,x,x,x,x]']
    for (let i = 1; i < 9; i += 1) {
      lines.push(
        `a${i}: &a${i} [${Array(9)
          .fill(`*a${i - 1}`)
          .join(',')}]`,
      )
    }
    expect(readKubeconfig([...lines, 'clusters: *a8'].join('\n'))).toMatchObject({ ok: false })
  })
})
