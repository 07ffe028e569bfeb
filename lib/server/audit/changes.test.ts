import { X509Certificate } from 'node:crypto'
import { expect, test } from 'vitest'
import type { AuditChange } from '#lib/contract/audit.ts'
import { selfSigned } from '../self-signed.fixture.ts'
import { changesOf, type KeptFields } from './changes.ts'

const kept: KeptFields = {
  name: 'value',
  enabled: 'value',
  project_id: 'value',
  'platform.api_url': 'url',
  'platform.ca_cert': 'certificates',
}
const long = 'x'.repeat(300)

const cases: [name: string, sides: Parameters<typeof changesOf>[1], changes: AuditChange[]][] = [
  ['a creation has values after it', { after: { name: 'a' } }, [{ field: 'name', after: 'a' }]],
  ['a deletion has values before it', { before: { name: 'a' } }, [{ field: 'name', before: 'a' }]],
  [
    'an update has both',
    { before: { name: 'a', enabled: true }, after: { name: 'b' } },
    [{ field: 'name', before: 'a', after: 'b' }],
  ],
  [
    'an update of what could not be read',
    { before: undefined, after: { name: 'b' } },
    [{ field: 'name', after: 'b' }],
  ],
  ['what stays the same is no change', { before: { name: 'a' }, after: { name: 'a' } }, []],
  ['empty and none are the same', { before: { name: null }, after: { name: '' } }, []],
  [
    'numbers, none and switches',
    {
      before: { project_id: null, enabled: true },
      after: { project_id: 7, enabled: false },
    },
    [
      { field: 'enabled', before: true, after: false },
      { field: 'project_id', before: null, after: 7 },
    ],
  ],
  [
    'what has no place in the list is secret',
    { before: { token: 'fake-old' }, after: { token: 'fake-new', platform: { key: 'fake-key' } } },
    [{ field: 'platform.key' }, { field: 'token' }],
  ],
  ['a secret left empty is kept by GitLab', { after: { token: '' } }, []],
  [
    'a URL loses what may be secret',
    {
      before: { platform: { api_url: 'https://fake:pass@k8s.example.test/a?token=fake#b' } },
      after: { platform: { api_url: 'https://k8s.example.test' } },
    },
    [
      {
        field: 'platform.api_url',
        before: 'https://k8s.example.test/a',
        after: 'https://k8s.example.test',
      },
    ],
  ],
  [
    'a long text is cut',
    { after: { name: long } },
    [{ field: 'name', after: `${long.slice(0, 254)}…` }],
  ],
  [
    'what is no certificate has no fingerprint',
    { before: { platform: { ca_cert: null } }, after: { platform: { ca_cert: 'fake' } } },
    [{ field: 'platform.ca_cert', before: null, after: 'unreadable' }],
  ],
  [
    'names of an object’s prototype',
    { after: { constructor: 'fake' } },
    [{ field: 'constructor' }],
  ],
]

test.each(cases)('%s', (_, sides, changes) => {
  expect(changesOf(kept, sides)).toEqual(changes)
})

test('certificates stand as their fingerprints', async () => {
  const pem = async (subject: string) =>
    (await selfSigned({ subject, algorithm: 'ec-384', notBefore: 0, notAfter: 1 })).pem
  const [one, other] = await Promise.all([pem('CN=one'), pem('CN=other')])
  const of = (text: string) =>
    `sha256:${new X509Certificate(text).fingerprint256.replaceAll(':', '').toLowerCase()}`
  const sides = {
    before: { platform: { ca_cert: one } },
    after: { platform: { ca_cert: `${one}\n${other}` } },
  }
  expect(changesOf(kept, sides)).toEqual([
    { field: 'platform.ca_cert', before: of(one), after: `${of(one)} ${of(other)}` },
  ])
})
