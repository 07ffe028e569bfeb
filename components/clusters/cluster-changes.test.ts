import { describe, expect, test } from 'vitest'
import {
  type ClusterSnapshot,
  changedFields,
  compareSnapshots,
  fieldsToSend,
  snapshotOf,
  toUpdate,
} from './cluster-changes.ts'
import { type ClusterFormValues, newClusterValues } from './cluster-form-values.ts'

const pem = '-----BEGIN CERTIFICATE-----\nZmFrZQ==\n-----END CERTIFICATE-----'
const values: ClusterFormValues = {
  ...newClusterValues,
  name: 'platform-prod',
  environment_scope: 'production',
  namespace_per_environment: false,
  management_project_id: 7,
  platform_kubernetes_attributes: {
    ...newClusterValues.platform_kubernetes_attributes,
    api_url: 'https://k8s.example.com:6443',
    ca_cert: pem,
  },
}
const opened = snapshotOf(values, 'project')
const edited = (change: Partial<ClusterSnapshot>): ClusterSnapshot => ({ ...opened, ...change })

describe('snapshotOf', () => {
  const platform = values.platform_kubernetes_attributes
  test.each([
    ['spaces around a name', { ...values, name: '  platform-prod ' }, []],
    [
      'line ends and blank lines of a CA',
      {
        ...values,
        platform_kubernetes_attributes: {
          ...platform,
          ca_cert: `\n${pem.replaceAll('\n', '\r\n')}\r\n`,
        },
      },
      [],
    ],
    [
      'a namespace in capitals',
      { ...values, platform_kubernetes_attributes: { ...platform, namespace: 'Web' } },
      ['platform_kubernetes_attributes.namespace'],
    ],
    ['a switch', { ...values, enabled: false }, ['enabled']],
    [
      'no management project',
      { ...values, management_project_id: null },
      ['management_project_id'],
    ],
  ])('%s', (_name, after, fields) => {
    expect(changedFields(opened, snapshotOf(after, 'project'))).toEqual(fields)
  })

  test.each([
    ['project', true, 'web'],
    ['group', true, ''],
    ['group', false, 'web'],
    ['instance', true, ''],
  ] as const)('namespace of a %s cluster, managed %s: %j', (kind, managed, namespace) => {
    const typed = { ...platform, namespace: 'web' }
    const snapshot = snapshotOf({ ...values, managed, platform_kubernetes_attributes: typed }, kind)
    expect(snapshot['platform_kubernetes_attributes.namespace']).toBe(namespace)
  })
})

describe('compareSnapshots', () => {
  test.each([
    ['nothing', {}, {}, []],
    ['mine', { name: 'new' }, {}, [{ field: 'name', by: 'mine' }]],
    ['theirs', {}, { domain: 'a.example.com' }, [{ field: 'domain', by: 'theirs' }]],
    ['both, different', { name: 'a' }, { name: 'b' }, [{ field: 'name', by: 'conflict' }]],
    ['both, the same', { name: 'a' }, { name: 'a' }, []],
    [
      'a token is never in conflict',
      { 'platform_kubernetes_attributes.token': 'fake-token' },
      {},
      [{ field: 'platform_kubernetes_attributes.token', by: 'mine' }],
    ],
    [
      'in the order of the form',
      { enabled: false, name: 'new' },
      { domain: 'x' },
      [
        { field: 'name', by: 'mine' },
        { field: 'domain', by: 'theirs' },
        { field: 'enabled', by: 'mine' },
      ],
    ],
  ])('%s', (_name, mine, theirs, changes) => {
    expect(compareSnapshots(opened, edited(mine), edited(theirs))).toEqual(changes)
  })
})

describe('what an update sends', () => {
  const kept = { namespace_per_environment: false }
  test.each([
    ['a name alone', { name: 'new' }, {}, { ...kept, name: 'new' }],
    ['nothing', {}, {}, kept],
    [
      'the switch itself',
      { namespace_per_environment: true },
      {},
      { namespace_per_environment: true },
    ],
    [
      'the switch as somebody else left it',
      { name: 'new' },
      { namespace_per_environment: true },
      { namespace_per_environment: true, name: 'new' },
    ],
    [
      'no management project',
      { management_project_id: null },
      {},
      { ...kept, management_project_id: null },
    ],
    [
      'a CA that was cleared',
      { 'platform_kubernetes_attributes.ca_cert': '' },
      {},
      { ...kept, platform_kubernetes_attributes: { ca_cert: '' } },
    ],
    ['an empty token', { 'platform_kubernetes_attributes.token': '' }, {}, kept],
    [
      'a new token and a new URL',
      {
        'platform_kubernetes_attributes.token': 'fake-token',
        'platform_kubernetes_attributes.api_url': 'https://new.example.com',
      },
      {},
      {
        ...kept,
        platform_kubernetes_attributes: { api_url: 'https://new.example.com', token: 'fake-token' },
      },
    ],
    ['nothing of theirs', { name: 'new' }, { domain: 'x.example.com' }, { ...kept, name: 'new' }],
  ])('%s', (_name, change, theirChange, body) => {
    const [mine, theirs] = [edited(change), edited(theirChange)]
    const fields = fieldsToSend(compareSnapshots(opened, mine, theirs), {})
    expect(toUpdate(fields, mine, theirs)).toEqual(body)
  })

  test.each([
    ['no choice', {}, kept],
    ['mine', { name: 'mine' }, { ...kept, name: 'a' }],
    ['theirs', { name: 'theirs' }, kept],
  ] as const)('a conflict with %s', (_name, choices, body) => {
    const [mine, theirs] = [edited({ name: 'a' }), edited({ name: 'b' })]
    const fields = fieldsToSend(compareSnapshots(opened, mine, theirs), choices)
    expect(toUpdate(fields, mine, theirs)).toEqual(body)
  })
})
