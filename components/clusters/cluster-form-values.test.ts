import { describe, expect, test } from 'vitest'
import type { Scope } from '#lib/contract/scope.ts'
import {
  type ClusterFormValues,
  clusterFormSchema,
  newClusterValues,
  toCreate,
} from './cluster-form-values.ts'

const platform = newClusterValues.platform_kubernetes_attributes
const withPlatform = (
  values: ClusterFormValues,
  change: Partial<typeof platform>,
): ClusterFormValues => ({
  ...values,
  platform_kubernetes_attributes: { ...values.platform_kubernetes_attributes, ...change },
})
const complete = withPlatform(
  { ...newClusterValues, name: 'prod' },
  { api_url: 'https://k8s.example.com', token: 'fake-token' },
)

function complaints(
  values: ClusterFormValues,
  kind: Scope['kind'],
  opened: ClusterFormValues | null = null,
) {
  const { error } = clusterFormSchema(kind, opened).safeParse(values)
  return error?.issues.map(({ path, message }) => `${path.join('.')}: ${message}`) ?? []
}

describe('the rules of the form', () => {
  test.each([
    ['a complete new cluster', complete, null, []],
    [
      'an empty new cluster',
      newClusterValues,
      null,
      [
        'name: validation.required',
        'platform_kubernetes_attributes.api_url: validation.required',
        'platform_kubernetes_attributes.api_url: validation.api_url_syntax',
        'platform_kubernetes_attributes.token: validation.required',
      ],
    ],
    ['an empty token on edit', withPlatform(complete, { token: '' }), complete, []],
    [
      'an old value that does not fit, untouched',
      { ...complete, domain: 'new_domain.com', name: 'x' },
      { ...complete, domain: 'new_domain.com' },
      [],
    ],
    [
      'the same value, typed',
      { ...complete, domain: 'new_domain.com' },
      complete,
      ['domain: validation.domain_syntax'],
    ],
  ])('%s', (_name, values, opened, expected) => {
    expect(complaints(values, 'project', opened)).toEqual(expected)
  })

  test('a namespace is judged only where GitLab takes one', () => {
    const values = withPlatform(complete, { namespace: '-wrong-' })
    expect(complaints(values, 'group')).toEqual([])
    expect(complaints({ ...values, managed: false }, 'group')).toEqual([
      'platform_kubernetes_attributes.namespace: validation.namespace_syntax',
    ])
  })
})

test('a create sends what GitLab takes, trimmed', () => {
  const values = withPlatform({ ...complete, name: ' prod ' }, { namespace: 'web' })
  expect(toCreate(values, 'instance')).toEqual(complete)
})
