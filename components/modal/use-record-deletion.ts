import type { QueryKey, UseMutationResult, UseQueryOptions } from '@tanstack/react-query'
import { useRef } from 'react'
import { type ToastOptions, useToasts } from '#components/ui/toaster.tsx'
import { useRecordSeen } from './use-record-seen.ts'

interface RecordDeletion<T, K extends QueryKey> {
  query: UseQueryOptions<T, Error, T, K>
  remove: UseMutationResult<unknown, Error, { seenAt: string }>
  open: boolean
  onClose: () => void
  /** Called once the record is gone, such as to leave its page. */
  onDeleted?: () => void
  /** Finds what takes the focus once the record is gone, and with it what opened the dialog. */
  findLanding?: () => HTMLElement | null
}

/**
 * The deletion of a record by a dialog: reads it when the dialog opens, and deletes on condition that GitLab's record
 * is no newer (`If-Unmodified-Since`).
 */
export function useRecordDeletion<T extends { console: { as_of: string } }, K extends QueryKey>({
  query,
  remove,
  open,
  onClose,
  onDeleted,
  findLanding,
}: RecordDeletion<T, K>) {
  const toasts = useToasts()
  const landing = useRef<HTMLElement>(null)
  const { lookAgain, waitForSeen, error, ...record } = useRecordSeen(query, open)

  /** Closes where the record, and with it what opened the dialog, is there no more. */
  function closeGone() {
    landing.current = findLanding?.() ?? null
    onClose()
  }

  return {
    ...record,
    readError: error,
    landing,
    closeGone,
    lookAgain() {
      remove.reset()
      lookAgain()
    },
    async confirm(done: ToastOptions) {
      const seen = await waitForSeen()
      if (!seen || remove.isSuccess) return
      try {
        await remove.mutateAsync({ seenAt: seen.console.as_of })
      } catch {
        // Shown in the dialog, by the state of the mutation.
        return
      }
      toasts.add(done)
      closeGone()
      onDeleted?.()
    },
  }
}
