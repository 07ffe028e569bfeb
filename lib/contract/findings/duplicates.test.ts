import { describe, expect, test } from 'vitest'
import type { FleetRow } from '#lib/contract/fleet.ts'
import { duplicateFindings, findDuplicates, normalApiUrl } from './duplicates.ts'
import { agent, ago, ca, certificate, cluster, instance, project } from './fleet-rows.fixture.ts'
import { defaultPolicy } from './policy.ts'

const urls: [text: string, normal: string][] = [
  ['https://k8s.example.test', 'https://k8s.example.test'],
  ['https://k8s.example.test/', 'https://k8s.example.test'],
  ['https://k8s.example.test///', 'https://k8s.example.test'],
  ['HTTPS://K8S.Example.Test', 'https://k8s.example.test'],
  ['https://k8s.example.test.', 'https://k8s.example.test'],
  [' https://k8s.example.test ', 'https://k8s.example.test'],
  ['https://k8s.example.test:443', 'https://k8s.example.test'],
  ['http://k8s.example.test:80/', 'http://k8s.example.test'],
  ['https://k8s.example.test:6443', 'https://k8s.example.test:6443'],
  ['https://10.0.0.1:6443', 'https://10.0.0.1:6443'],
  ['https://[2001:DB8::1]:443/', 'https://[2001:db8::1]'],
  ['https://rancher.test/k8s/clusters/c-1/', 'https://rancher.test/k8s/clusters/c-1'],
  ['https://rancher.test/K8S', 'https://rancher.test/K8S'],
  ['https://k8s.example.test/?a=b#c', 'https://k8s.example.test'],
  ['not a url', 'not a url'],
]

test.each(urls)('%j is compared as %j', (text, normal) => {
  expect(normalApiUrl(text)).toBe(normal)
})

const at = (id: number, api_url: string, changed: Parameters<typeof cluster>[1] = {}) =>
  cluster(id, {
    platform_kubernetes: { api_url, namespace: null, authorization_type: 'rbac' },
    ...changed,
  })
const withCa = (id: number, mark: string, changed: Parameters<typeof cluster>[1] = {}) =>
  cluster(id, { console: { ca: ca(certificate(mark)), as_of: ago(0) }, ...changed })

const cases: [name: string, rows: FleetRow[], keys: string[]][] = [
  [
    'one API URL in two projects',
    [at(1, 'https://k8s.test/'), at(2, 'https://K8S.test:443')],
    ['duplicate_api_url:cluster-1/2'],
  ],
  [
    'one API URL twice in one project, for two environments',
    [at(1, 'https://k8s.test'), at(2, 'https://k8s.test', { scope: project(1) })],
    [],
  ],
  [
    'one API URL in the instance and in a project',
    [at(1, 'https://k8s.test', { scope: instance }), at(2, 'https://k8s.test')],
    ['duplicate_api_url:cluster-1/2'],
  ],
  ['two API URLs', [at(1, 'https://k8s.test:6443'), at(2, 'https://k8s.test')], []],
  [
    'one CA at two addresses',
    [withCa(1, 'cc'), withCa(2, 'cc')],
    [`duplicate_ca:${'cc'.padEnd(64, '0')}`],
  ],
  [
    'one CA at one address is told of once',
    [withCa(1, 'cc'), withCa(2, 'cc', { platform_kubernetes: cluster(1).platform_kubernetes })],
    ['duplicate_api_url:cluster-1/2'],
  ],
  ['one CA in one project', [withCa(1, 'cc'), withCa(2, 'cc', { scope: project(1) })], []],
  ['a name in two projects', [agent(1, { name: 'prod' }), agent(2, { name: 'prod' })], []],
  [
    'a name in three projects',
    [1, 2, 3].map((id) => agent(id, { name: 'prod' })),
    ['duplicate_agent_name:agent-1/3'],
  ],
]

describe('duplicates', () => {
  test.each(cases)('%s', (_name, rows, keys) => {
    const findings = duplicateFindings(findDuplicates(rows, defaultPolicy))
    expect(findings.map(({ key }) => key)).toEqual(keys)
  })

  test('a key holds neither names nor addresses, and follows no order', () => {
    const rows = [at(7, 'https://secret.test'), at(3, 'https://secret.test')]
    const [finding] = duplicateFindings(findDuplicates(rows, defaultPolicy))
    expect(finding?.key).toBe('duplicate_api_url:cluster-3/2')
  })
})
