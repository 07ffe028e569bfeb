import { type ClusterUpdate, clusterUpdateSchema } from '#lib/contract/cluster-input.ts'
import type { Scope } from '#lib/contract/scope.ts'
import { type ClusterFormValues, withAllowedNamespace } from './cluster-form-values.ts'

const prefix = 'platform_kubernetes_attributes.'

/** Every field that GitLab lets change, by its path in form and request, in the order of the form. */
const clusterFields = [
  'name',
  'environment_scope',
  'domain',
  'platform_kubernetes_attributes.api_url',
  'platform_kubernetes_attributes.ca_cert',
  'platform_kubernetes_attributes.token',
  'enabled',
  'managed',
  'namespace_per_environment',
  'platform_kubernetes_attributes.namespace',
  'management_project_id',
] as const
export type ClusterField = (typeof clusterFields)[number]
export type FieldValue = string | number | boolean | null

/** A cluster's fields as GitLab would store them: what differs between two snapshots is a change. */
export type ClusterSnapshot = Record<ClusterField, FieldValue>

const stored = (value: string) => value.replaceAll('\r\n', '\n').trim()

/** Values as GitLab normalises them (gitlab-api.md §3.3), so that a space more is no change. */
export function snapshotOf(values: ClusterFormValues, kind: Scope['kind']): ClusterSnapshot {
  const { platform_kubernetes_attributes: platform } = withAllowedNamespace(values, kind)
  return {
    name: stored(values.name),
    environment_scope: stored(values.environment_scope),
    domain: stored(values.domain),
    'platform_kubernetes_attributes.api_url': stored(platform.api_url),
    'platform_kubernetes_attributes.ca_cert': stored(platform.ca_cert),
    'platform_kubernetes_attributes.token': stored(platform.token),
    enabled: values.enabled,
    managed: values.managed,
    namespace_per_environment: values.namespace_per_environment,
    'platform_kubernetes_attributes.namespace': stored(platform.namespace).toLowerCase(),
    management_project_id: values.management_project_id,
  }
}

/** The fields in which two snapshots differ. */
export const changedFields = (before: ClusterSnapshot, after: ClusterSnapshot): ClusterField[] =>
  clusterFields.filter((field) => before[field] !== after[field])

/**
 * What became of a field since the form was opened: changed by the person at the form (`mine`), by somebody else
 * (`theirs`), or by both to different values (`conflict`).
 */
export interface FieldChange {
  field: ClusterField
  by: 'mine' | 'theirs' | 'conflict'
}

/**
 * Three-way comparison of the record as it was opened, the form, and the record as it is now. A field that both
 * changed to the same value is no change any more.
 */
export function compareSnapshots(
  opened: ClusterSnapshot,
  mine: ClusterSnapshot,
  theirs: ClusterSnapshot,
): FieldChange[] {
  return clusterFields.flatMap((field): FieldChange[] => {
    const isMine = mine[field] !== opened[field]
    const isTheirs = theirs[field] !== opened[field]
    if (mine[field] === theirs[field] || !(isMine || isTheirs)) return []
    return [{ field, by: isMine ? (isTheirs ? 'conflict' : 'mine') : 'theirs' }]
  })
}

/** Which value of a conflicting field the person wants. */
export type Choices = Partial<Record<ClusterField, 'mine' | 'theirs'>>

/** The fields that a save would send; conflicts without a choice are not among them. */
export const fieldsToSend = (changes: readonly FieldChange[], choices: Choices): ClusterField[] =>
  changes
    .filter(({ field, by }) => by === 'mine' || (by === 'conflict' && choices[field] === 'mine'))
    .map(({ field }) => field)

/**
 * The body of an update: the given fields as the form has them, and always `namespace_per_environment`, which GitLab
 * resets to true when it is left out (gitlab-api.md §3.2). Throws when a value breaks the contract's rules.
 */
export function toUpdate(
  fields: readonly ClusterField[],
  mine: ClusterSnapshot,
  theirs: ClusterSnapshot,
): ClusterUpdate {
  const own: Record<string, FieldValue> = {
    namespace_per_environment: theirs.namespace_per_environment,
  }
  const platform: Record<string, FieldValue> = {}
  for (const field of fields) {
    if (field.startsWith(prefix)) platform[field.slice(prefix.length)] = mine[field]
    else own[field] = mine[field]
  }
  const hasPlatform = Object.keys(platform).length > 0
  return clusterUpdateSchema.parse(
    hasPlatform ? { ...own, platform_kubernetes_attributes: platform } : own,
  )
}
