import { set } from 'react-hook-form'
import type { Cluster } from '#lib/contract/cluster.ts'
import type { Scope } from '#lib/contract/scope.ts'
import {
  type ClusterSnapshot,
  compareSnapshots,
  type FieldChange,
  snapshotOf,
} from './cluster-changes.ts'
import { type ClusterFormValues, valuesOf } from './cluster-form-values.ts'

/** What the review shows: the record as it is now, the form, and what differs. */
export interface Review {
  record: Cluster
  mine: ClusterSnapshot
  theirs: ClusterSnapshot
  changes: FieldChange[]
}

/** Compares the form with the record as it was opened and as it has just been read again. */
export function reviewOf(
  opened: ClusterFormValues,
  values: ClusterFormValues,
  record: Cluster,
  kind: Scope['kind'],
): Review {
  const mine = snapshotOf(values, kind)
  const theirs = snapshotOf(valuesOf(record), kind)
  return { record, mine, theirs, changes: compareSnapshots(snapshotOf(opened, kind), mine, theirs) }
}

/**
 * Values with the fields that somebody else changed, and this form did not, as they are now. Given the opened record
 * it gives the new base of the comparison: a conflict keeps its old one, so that it is asked about again.
 */
export function withTheirs(values: ClusterFormValues, review: Review): ClusterFormValues {
  const next = structuredClone(values)
  for (const { field, by } of review.changes) {
    if (by === 'theirs') set(next, field, review.theirs[field])
  }
  return next
}
