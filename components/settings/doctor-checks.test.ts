import { expect, test } from 'vitest'
import type { Instance } from '#lib/contract/instance.ts'
import { countCare, findingsOf, summaryOf } from './doctor-checks.ts'

const healthy: Instance = {
  gitlab: { url: 'https://gitlab.example.com', version: '19.1.2-ee', enterprise: true },
  kas: { enabled: true, external_url: 'wss://kas.example.com', version: '19.1.0' },
  certificate_based_clusters: 'on',
  receptive_agents: 'on',
  user: { username: 'root', name: 'Administrator', is_admin: true },
  mode: 'oauth',
  token: { scopes: ['api'], expires_in_s: 7200 },
  service_token: null,
  access: { instance_clusters: 'allowed', write: 'allowed' },
  clock_offset_ms: 0,
  as_of: '2026-11-20T12:00:00Z',
}

const access = (part: Partial<Instance['access']>): Partial<Instance> => ({
  access: { ...healthy.access, ...part },
})

test.each<[string, Partial<Instance>, string | undefined, number]>([
  ['a healthy GitLab', {}, undefined, 0],
  ['clocks a minute and more apart', { clock_offset_ms: -61_000 }, 'clock', 1],
  ['clocks nearly equal', { clock_offset_ms: 59_000 }, undefined, 0],
  ['no version', { gitlab: { ...healthy.gitlab, version: null } }, undefined, 0],
  ['the feature flag off', { certificate_based_clusters: 'off' }, 'certificateClusters', 1],
  ['the feature flag unknown', { certificate_based_clusters: 'unknown' }, undefined, 0],
  ['no agent server', { kas: { enabled: false, external_url: null, version: null } }, 'kas', 0],
  ['an agent server not told of', { kas: null }, undefined, 0],
  ['receptive agents off', { receptive_agents: 'off' }, 'receptive', 0],
  ['a read-only token', { token: { scopes: ['read_api'], expires_in_s: 60 } }, 'apiScope', 1],
  ['Admin Mode', access({ instance_clusters: 'admin_mode_required' }), 'adminMode', 1],
  ['no administrator', access({ instance_clusters: 'forbidden' }), 'adminRole', 0],
  ['no right to write', access({ write: 'insufficient_scope' }), 'apiScope', 1],
])('%s', (_what, change, remedy, care) => {
  const findings = findingsOf({ ...healthy, ...change })
  expect(findings.flatMap((finding) => finding.remedy ?? [])).toEqual(remedy ? [remedy] : [])
  expect(countCare(findings)).toBe(care)
})

test.each<[string, Partial<Instance>, string]>([
  ['healthy', {}, 'fine'],
  ['no administrator', access({ instance_clusters: 'forbidden' }), 'limited'],
  ['Admin Mode', access({ instance_clusters: 'admin_mode_required' }), 'care'],
  ['a clock off by days', { clock_offset_ms: 40 * 86_400_000 }, 'care'],
])('%s in a word: %s', (_what, change, summary) => {
  expect(summaryOf(findingsOf({ ...healthy, ...change }))).toBe(summary)
})
