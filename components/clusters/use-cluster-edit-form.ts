'use client'
'use no memo'
import { zodResolver } from '@hookform/resolvers/zod'
import { useState } from 'react'
import { createFormControl, useForm, useWatch } from 'react-hook-form'
import { useOpenedValues } from '#components/form/opened-values.ts'
import type { Cluster } from '#lib/contract/cluster.ts'
import type { Scope } from '#lib/contract/scope.ts'
import { changedFields, snapshotOf } from './cluster-changes.ts'
import { type ClusterFormValues, clusterFormSchema, valuesOf } from './cluster-form-values.ts'

/**
 * The form of a stored cluster. As long as nothing was typed and nothing else holds it (`isHeld`), it follows the
 * record however that changes; typing is never overwritten. `opened` is what changes are counted against.
 */
export function useClusterEditForm(kind: Scope['kind'], cluster: Cluster, isHeld: boolean) {
  const recordValues = valuesOf(cluster)
  const [{ formControl, control }] = useState(() =>
    createFormControl<ClusterFormValues>({ defaultValues: recordValues }),
  )
  const opened = useOpenedValues(control)
  const values = useWatch({ control, compute: (all: ClusterFormValues) => all })
  const changed = changedFields(snapshotOf(opened, kind), snapshotOf(values, kind)).length
  const form = useForm({
    formControl,
    resolver: zodResolver(clusterFormSchema(kind, opened)),
    values: changed === 0 && !isHeld ? recordValues : undefined,
    mode: 'onTouched',
    shouldFocusError: false,
  })

  /** Makes a record what the form shows and what changes are counted against. */
  function adopt(record: Cluster) {
    form.reset(valuesOf(record))
  }

  /** Sets both sides of the comparison at once: the new base, and what was typed. */
  function rebase(base: ClusterFormValues, typed: ClusterFormValues) {
    form.reset(base, { keepErrors: true, keepIsSubmitted: true })
    form.reset(typed, { keepDefaultValues: true, keepErrors: true, keepIsSubmitted: true })
  }

  return { form, opened, changed, adopt, rebase }
}
