'use client'
import { useTranslations } from 'next-intl'
import { OfflineError } from '#lib/client/offline.ts'
import { ProblemError } from '#lib/client/problem-error.ts'
import type { ProblemCode } from '#lib/contract/problem.ts'

/** Failures that reach the page without a problem of the server: no answer at all, or a fault of our own. */
type FailureCode = ProblemCode | 'network' | 'offline' | 'maintenance' | 'unexpected'

export function failureCode(error: Error): FailureCode {
  if (error instanceof OfflineError) return 'offline'
  if (error instanceof ProblemError) {
    const { code, retry_after } = error.problem
    // GitLab says itself that it is away and for how long.
    return code === 'upstream_failed' && retry_after !== undefined ? 'maintenance' : code
  }
  return error instanceof TypeError ? 'network' : 'unexpected'
}

export interface ProblemText {
  code: FailureCode
  /** What happened. */
  title: string
  /** What it means for the person. */
  meaning: string
  /** What to do. */
  action: string
  /** Empty when no answer came from the server. */
  requestId: string
  /** Seconds until another try makes sense. */
  retryAfterS: number | null
}

/** Gives the words for a failure of a query or mutation; one catalog entry a code, checked by the type of the keys. */
export function useProblemText(): (error: Error) => ProblemText {
  const t = useTranslations('errors')
  return (error) => {
    const code = failureCode(error)
    const problem = error instanceof ProblemError ? error.problem : null
    // While GitLab is left alone it matters what was wrong with it.
    const about = (code === 'upstream_paused' && problem?.reason) || code
    return {
      code,
      title: t(`${about}.title`),
      meaning: t(`${about}.meaning`),
      action: t(`${code}.action`),
      requestId: problem?.request_id ?? '',
      retryAfterS: problem?.retry_after ?? null,
    }
  }
}

/** One sentence and the request id, for places as small as a toast. */
export function ProblemFacts({ text, requestId }: { text: string; requestId: string }) {
  const t = useTranslations('errors')
  return (
    <>
      <span className="block">{text}</span>
      {requestId && (
        <span className="mt-1 block font-mono text-meta break-all text-text-faint">
          {t('requestId', { id: requestId })}
        </span>
      )}
    </>
  )
}
