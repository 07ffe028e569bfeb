import type { Tone } from '#components/ui/badge.tsx'
import type { Access, Instance, SwitchState } from '#lib/contract/instance.ts'
import type { ServiceToken } from '#lib/contract/service-token.ts'

/** What an administrator can do about a finding; each has its steps on the page. */
export type Remedy =
  | 'clock'
  | 'certificateClusters'
  | 'kas'
  | 'receptive'
  | 'apiScope'
  | 'adminMode'
  | 'adminRole'
  | 'serviceToken'

/** The state of one thing in a word of the catalog (`settings.states`). */
type StateWord =
  | 'fine'
  | 'on'
  | 'off'
  | 'allowed'
  | 'refused'
  | 'missing'
  | 'unknown'
  | 'differs'
  | 'expiring'

export interface Finding {
  tone: Tone
  state: StateWord
  remedy?: Remedy
}

const maxClockOffsetMs = 60_000

/** GitLab answers; its clock matters because every age on the pages is told by it. */
export function checkConnection(instance: Instance): Finding {
  return Math.abs(instance.clock_offset_ms) > maxClockOffsetMs
    ? { tone: 'warn', state: 'differs', remedy: 'clock' }
    : { tone: 'good', state: 'fine' }
}

export function checkVersion(instance: Instance): Finding {
  return instance.gitlab.version === null
    ? { tone: 'neutral', state: 'unknown' }
    : { tone: 'good', state: 'fine' }
}

const switches = {
  on: { tone: 'good', state: 'on' },
  off: { tone: 'warn', state: 'off' },
  unknown: { tone: 'neutral', state: 'unknown' },
} satisfies Record<SwitchState, Finding>

export function checkCertificateClusters(instance: Instance): Finding {
  const { certificate_based_clusters: state } = instance
  return { ...switches[state], remedy: state === 'off' ? 'certificateClusters' : undefined }
}

/** The agent server is needed by agents only, so its absence is no trouble for certificate-based clusters. */
export function checkKas({ kas }: Instance): Finding {
  if (kas === null) return { tone: 'neutral', state: 'unknown' }
  return kas.enabled
    ? { tone: 'good', state: 'on' }
    : { tone: 'neutral', state: 'off', remedy: 'kas' }
}

export function checkReceptiveAgents({ receptive_agents: state }: Instance): Finding {
  return state === 'off' ? { tone: 'neutral', state: 'off', remedy: 'receptive' } : switches[state]
}

export function checkScopes({ token }: Instance): Finding {
  return token?.scopes.includes('api')
    ? { tone: 'good', state: 'fine' }
    : { tone: 'bad', state: 'missing', remedy: 'apiScope' }
}

const accesses = {
  allowed: { tone: 'good', state: 'allowed' },
  forbidden: { tone: 'neutral', state: 'refused', remedy: 'adminRole' },
  insufficient_scope: { tone: 'bad', state: 'refused', remedy: 'apiScope' },
  admin_mode_required: { tone: 'warn', state: 'refused', remedy: 'adminMode' },
  unknown: { tone: 'neutral', state: 'unknown' },
} satisfies Record<Access, Finding>

const serviceTokens = {
  unknown: { tone: 'neutral', state: 'unknown' },
  usable: { tone: 'good', state: 'fine' },
  rejected: { tone: 'bad', state: 'refused', remedy: 'serviceToken' },
  scope_lost: { tone: 'bad', state: 'missing', remedy: 'serviceToken' },
} satisfies Record<ServiceToken['status'], Finding>

/** The token by which everybody behind an SSO reaches GitLab. */
export const checkServiceToken = ({ status, warning }: ServiceToken): Finding =>
  warning?.kind === 'expiring'
    ? { tone: 'warn', state: 'expiring', remedy: 'serviceToken' }
    : serviceTokens[status]

/** Behind an SSO it is the console that says who may change things. */
export const checkWrite = ({ mode, access }: Instance): Finding =>
  mode === 'proxy-jwt' && access.write === 'forbidden'
    ? { tone: 'neutral', state: 'refused' }
    : accesses[access.write]

export const checkAccess = (access: Access): Finding => accesses[access]

/** What is looked at, as the catalog calls it. */
export type CheckId =
  | 'connection'
  | 'version'
  | 'certificateClusters'
  | 'kas'
  | 'receptive'
  | 'scopes'
  | 'serviceToken'
  | 'instanceClusters'
  | 'write'

/** Every finding of the page, in its order. */
export const findingsOf = (instance: Instance): (Finding & { id: CheckId })[] => [
  { id: 'connection', ...checkConnection(instance) },
  { id: 'version', ...checkVersion(instance) },
  { id: 'certificateClusters', ...checkCertificateClusters(instance) },
  { id: 'kas', ...checkKas(instance) },
  { id: 'receptive', ...checkReceptiveAgents(instance) },
  ...(instance.token ? [{ id: 'scopes' as const, ...checkScopes(instance) }] : []),
  ...(instance.service_token
    ? [{ id: 'serviceToken' as const, ...checkServiceToken(instance.service_token) }]
    : []),
  { id: 'instanceClusters', ...checkAccess(instance.access.instance_clusters) },
  { id: 'write', ...checkWrite(instance) },
]

/** Whether a finding is somebody's to care for. */
export const needsCare = ({ tone }: Finding): boolean => tone === 'warn' || tone === 'bad'

/** How many findings need somebody's care. */
export const countCare = (findings: readonly Finding[]): number => findings.filter(needsCare).length

/** All well, well as far as this person's rights go, or something to care for. */
export function summaryOf(findings: readonly Finding[]): 'fine' | 'limited' | 'care' {
  if (findings.some(needsCare)) return 'care'
  return findings.some(({ state }) => state === 'refused') ? 'limited' : 'fine'
}
