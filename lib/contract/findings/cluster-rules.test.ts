import { expect, test } from 'vitest'
import { type RuleCase, rulesOf } from './find-findings.fixture.ts'
import { ago, cluster, instance } from './fleet-rows.fixture.ts'

const reached = (api_url: string, ofCa: 'none' | 'some' = 'some') =>
  cluster(1, {
    platform_kubernetes: { api_url, namespace: null, authorization_type: 'rbac' },
    ...(ofCa === 'none' && { console: { ca: null, as_of: ago(0) } }),
  })

const cases: RuleCase[] = [
  ['a cluster as it should be', cluster(1), []],
  ['an API URL with http', reached('http://k8s.example.test'), ['api_url_http']],
  ['an API URL with HTTP in capitals', reached('HTTP://k8s.example.test'), ['api_url_http']],
  ['http without a CA: one thing, not two', reached('http://k8s.test', 'none'), ['api_url_http']],
  ['https without a CA', reached('https://k8s.test', 'none'), ['ca_missing']],
  [
    'ABAC',
    cluster(1, {
      platform_kubernetes: {
        api_url: 'https://k8s.test',
        namespace: null,
        authorization_type: 'abac',
      },
    }),
    ['abac'],
  ],
  [
    'an instance cluster for everything, managed by GitLab',
    cluster(1, { scope: instance, environment_scope: '*' }),
    ['instance_wildcard_managed'],
  ],
  [
    'an instance cluster for everything, not managed',
    cluster(1, { scope: instance, environment_scope: '*', managed: false }),
    [],
  ],
  [
    'an instance cluster of which GitLab does not say whether it manages it',
    cluster(1, { scope: instance, environment_scope: '*', managed: null }),
    [],
  ],
  ['a project cluster for everything', cluster(1, { environment_scope: '*' }), []],
  [
    'a management project',
    cluster(1, { management_project: { id: 5, name: 'm', path_with_namespace: 'ops/m' } }),
    ['management_project'],
  ],
  ['a disabled cluster', cluster(1, { enabled: false }), ['cluster_disabled']],
  ['a cluster of which GitLab does not say', cluster(1, { enabled: null }), []],
]

test.each(cases)('%s', (_name, row, rules) => {
  expect(rulesOf(row)).toEqual(rules)
})
