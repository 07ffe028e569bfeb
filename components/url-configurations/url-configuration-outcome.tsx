'use client'
import { useQuery } from '@tanstack/react-query'
import { RotateCw } from 'lucide-react'
import { useTranslations } from 'next-intl'
import { type Ref, useEffect, useRef } from 'react'
import { FormProblem } from '#components/form/form-problem.tsx'
import { Button } from '#components/ui/button.tsx'
import { Callout } from '#components/ui/callout.tsx'
import { isOutcomeUnknown } from '#lib/client/failure-rules.ts'
import { urlConfigurationQueries } from '#lib/client/url-configurations.ts'
import type { Sending } from './use-url-configuration-sending.ts'

interface UrlConfigurationOutcomeProps {
  ref: Ref<HTMLDivElement> | null
  projectId: number
  agentId: number
  sending: Sending
  /** The old one is deleted, and the new one not there as far as is known. */
  isMissing: boolean
  /** GitLab has one that this form did not begin with. */
  isThere: boolean
  /** Leaves the form for what GitLab has. */
  onLeave: () => void
}

/** How things stand after the form was sent and did not get through, above its fields. */
export function UrlConfigurationOutcome({
  ref,
  projectId,
  agentId,
  sending,
  isMissing,
  isThere,
  onLeave,
}: UrlConfigurationOutcomeProps) {
  const t = useTranslations('urlConfigurations.form')
  const { checkError, sendError, isSending } = sending
  const isUnknown = isOutcomeUnknown(sendError)
  if (isSending) return null
  return (
    <div ref={ref} tabIndex={-1} className="scroll-my-20 rounded-panel outline-none">
      {isThere ? (
        <Callout
          role="alert"
          tone="warn"
          className="mb-6"
          title={t('nowThere')}
          actions={<Button onClick={onLeave}>{t('show')}</Button>}
        >
          <p>{t('nowThereText')}</p>
        </Callout>
      ) : (
        <>
          {isMissing && !isUnknown && (
            <Callout role="alert" tone="bad" className="mb-6" title={t('missing')}>
              <p>{t('missingText')}</p>
            </Callout>
          )}
          {isUnknown ? (
            <Unknown projectId={projectId} agentId={agentId} isMissing={isMissing} />
          ) : (
            <FormProblem error={sendError} />
          )}
        </>
      )}
      {checkError && (
        <>
          <p className="mb-2 font-medium">{t('checkFailed')}</p>
          <FormProblem error={checkError} />
        </>
      )}
    </div>
  )
}

interface UnknownProps {
  projectId: number
  agentId: number
  isMissing: boolean
}

function Unknown({ projectId, agentId, isMissing }: UnknownProps) {
  const t = useTranslations('urlConfigurations.form')
  const { data, isError, isFetching, refetch } = useQuery(
    urlConfigurationQueries.list(projectId, agentId),
  )
  const box = useRef<HTMLDivElement>(null)
  useEffect(() => box.current?.focus(), [])
  const isNone = data?.items.length === 0 && !isError && !isFetching
  return (
    <div ref={box} tabIndex={-1} className="mb-6 scroll-my-20 rounded-panel">
      <Callout
        role="alert"
        tone="warn"
        title={t('unknown')}
        actions={
          <Button icon={RotateCw} busy={isFetching} onClick={() => void refetch()}>
            {t('look')}
          </Button>
        }
      >
        <p>{t(isMissing ? 'missingUnknown' : 'unknownText')}</p>
        {isNone && <p>{t('stillNone')}</p>}
      </Callout>
    </div>
  )
}
