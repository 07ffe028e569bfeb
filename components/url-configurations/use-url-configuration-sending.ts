'use client'
'use no memo'
import { useState } from 'react'
import type { UseFormReturn } from 'react-hook-form'
import {
  useCreateUrlConfiguration,
  useReplaceUrlConfiguration,
} from '#lib/client/url-configurations.ts'
import type { UrlConfiguration } from '#lib/contract/url-configuration.ts'
import { checkMaterial } from './check-material.ts'
import { toCreate, type UrlConfigurationFormValues } from './url-configuration-form-values.ts'

interface SendingOptions {
  projectId: number
  agentId: number
  form: UseFormReturn<UrlConfigurationFormValues>
  replaced: UrlConfiguration | null
  isDeleted: boolean
  onDeleted: () => void
  onAdded: (added: UrlConfiguration) => void
  /** Hears of what GitLab or the console refused, to place it on the fields. */
  onRefused: (error: Error) => void
  /** Hears that fields got errors before anything was sent. */
  onFaulty: () => void
}

export type Sending = ReturnType<typeof useUrlConfigurationSending>

/**
 * Sends the form: adds the configuration, or asks first and then deletes the old one and adds the new one. Between the
 * two lies only what cannot be known before.
 */
export function useUrlConfigurationSending({ form, replaced, isDeleted, ...on }: SendingOptions) {
  const create = useCreateUrlConfiguration(on.projectId, on.agentId)
  const replace = useReplaceUrlConfiguration(on.projectId, on.agentId)
  const [isAsking, setAsking] = useState(false)
  const [isChecking, setChecking] = useState(false)
  const [checkError, setCheckError] = useState<Error | null>(null)
  const body = () => toCreate(form.getValues())

  async function add() {
    try {
      on.onAdded(await create.mutateAsync(body))
    } catch (error) {
      if (error instanceof Error) on.onRefused(error)
    }
  }

  async function askToReplace(values: UrlConfigurationFormValues) {
    setCheckError(null)
    setChecking(true)
    try {
      const faults = await checkMaterial(toCreate(values))
      for (const { field, message } of faults) form.setError(field, { type: 'server', message })
      if (faults.length > 0) return on.onFaulty()
      replace.reset()
      setAsking(true)
    } catch (error) {
      if (error instanceof Error) setCheckError(error)
    } finally {
      setChecking(false)
    }
  }

  async function confirm(seen: UrlConfiguration | null) {
    if (seen === null) {
      on.onDeleted()
      setAsking(false)
      return add()
    }
    let isGone = false
    const onDeleted = () => {
      isGone = true
      on.onDeleted()
    }
    try {
      const { id, console: own } = seen
      on.onAdded(await replace.mutateAsync({ id, seenAt: own.as_of, onDeleted, body }))
    } catch (error) {
      // While the old one is there the dialog shows the failure, by the state of the mutation.
      if (!isGone || !(error instanceof Error)) return
      setAsking(false)
      on.onRefused(error)
    }
  }

  const sendError = create.isIdle && isDeleted ? replace.error : create.error
  return {
    submit: replaced === null || isDeleted ? add : askToReplace,
    isSending: create.isPending || replace.isPending || isChecking,
    /** Why the certificates and the key could not be checked. */
    checkError,
    /** Why the new one was not added. */
    sendError,
    isAsking,
    stopAsking: () => setAsking(false),
    confirm,
    isReplacing: replace.isPending,
    /** Why the old one was not deleted. */
    deleteError: isDeleted ? null : replace.error,
    forgetDeleteError: replace.reset,
  }
}
