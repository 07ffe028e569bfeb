'use client'
import { useQuery } from '@tanstack/react-query'
import { RotateCw } from 'lucide-react'
import { useTranslations } from 'next-intl'
import { useRef } from 'react'
import { StaleNotice } from '#components/layout/list-notices.tsx'
import { problemInstead } from '#components/layout/list-problem.tsx'
import { MayNotPanel } from '#components/layout/may-not.tsx'
import { usePageCrumb } from '#components/layout/page-crumb.ts'
import { useMay } from '#components/layout/use-may.ts'
import { ButtonLink } from '#components/ui/button.tsx'
import { IconButton } from '#components/ui/icon-button.tsx'
import { PageHeader } from '#components/ui/page-header.tsx'
import { shownName } from '#components/ui/shown-name.ts'
import { Time } from '#components/ui/time.tsx'
import { agentQueries } from '#lib/client/agents.ts'
import { isRecordGone, isSessionLost } from '#lib/client/failure-rules.ts'
import { rotationStep, rotationSteps } from '#lib/contract/rotation.ts'
import { readRotation } from './read-rotation.ts'
import { RotationDialogs } from './rotation-dialogs.tsx'
import { RotationDone } from './rotation-done.tsx'
import { rotatedAgentHref } from './rotation-hrefs.ts'
import { RotationProblem } from './rotation-problem.tsx'
import { RotationSkeleton } from './rotation-skeleton.tsx'
import { RotationStepBody, type StepProps } from './rotation-step-body.tsx'
import { RotationSteps } from './rotation-steps.tsx'
import { useRotationSummaries } from './rotation-summaries.tsx'
import { RotationTokens } from './rotation-tokens.tsx'
import { useRotation } from './use-rotation.ts'
import { useRotationDialogs } from './use-rotation-dialogs.ts'
import { useStepFocus } from './use-step-focus.ts'

interface RotationPageProps {
  projectId: number
  agentId: number
}

/** The wizard that rotates an agent's token; its step is what GitLab's tokens say, in every browser the same. */
export function RotationPage({ projectId, agentId }: RotationPageProps) {
  const t = useTranslations('rotation')
  const agent = useQuery({ ...agentQueries.detail(projectId, agentId), staleTime: 60_000 })
  const { query, read } = useRotation(projectId, agentId)
  const scope = { kind: 'project', id: projectId } as const
  const leave = useMay(scope)('write_agents')
  const dialogs = useRotationDialogs()
  const heading = useRef<HTMLHeadingElement>(null)
  const summariesOf = useRotationSummaries()
  const step = read && rotationStep(read.rotation)
  useStepFocus(heading, step, dialogs.isOpen)
  usePageCrumb(agent.data?.name ?? null)

  const lookAgain = () => void query.refetch()
  const isReading = query.isFetching || agent.isFetching
  const problem = [agent, query].find((one) => problemInstead(one) || isRecordGone(one.error))
  if (problem?.error) {
    return (
      <RotationProblem
        projectId={projectId}
        error={problem.error}
        onRetry={() => void Promise.all([agent.refetch(), query.refetch()])}
        isRetrying={isReading}
      />
    )
  }
  if (!agent.data || !read) return <RotationSkeleton label={t('loading')} />

  const { name } = agent.data
  const body: StepProps = {
    projectId,
    agentId,
    agentName: name,
    ...read,
    readAt: query.dataUpdatedAt,
    actions: {
      create: dialogs.create,
      revoke: dialogs.revoke,
      async revokeOld() {
        const { data, isSuccess } = await query.refetch()
        const now = isSuccess && data ? readRotation(data).rotation : null
        if (now?.kind === 'revoke') dialogs.revoke(now.old)
      },
      lookAgain,
      isReading: query.isFetching,
    },
  }
  return (
    <>
      <PageHeader
        title={t('of', { agent: shownName(name) })}
        actions={
          <ButtonLink href={rotatedAgentHref(projectId, agentId)}>{t('toAgent')}</ButtonLink>
        }
        fact={
          <span className="flex flex-wrap items-center gap-x-2">
            <span role="status">
              {step === null
                ? t('over')
                : t('progress', {
                    step: rotationSteps.indexOf(step) + 1,
                    count: rotationSteps.length,
                  })}
            </span>
            {read.asOf > 0 && (
              <>
                <span aria-hidden>·</span>
                <span className="text-text-faint tabular-nums">
                  {t.rich('asOf', {
                    time: () => (
                      <Time iso={new Date(read.asOf).toISOString()} now={read.asOf} show="clock" />
                    ),
                  })}
                </span>
              </>
            )}
            <IconButton
              icon={RotateCw}
              label={t('refresh')}
              size="sm"
              busy={query.isFetching}
              onClick={lookAgain}
              className="-my-1"
            />
          </span>
        }
      />
      {query.error && !isSessionLost(query.error) && (
        <StaleNotice
          error={query.error}
          readAt={query.dataUpdatedAt}
          failedAt={query.errorUpdatedAt}
          onRetry={lookAgain}
          isRetrying={query.isFetching}
        />
      )}
      {body.rotation.kind === 'done' && <RotationDone {...body} rotation={body.rotation} />}
      <div className="grid grid-cols-[minmax(0,40rem)] gap-x-10 gap-y-8 xl:grid-cols-[minmax(0,40rem)_minmax(18rem,22rem)]">
        <RotationSteps current={step} headingRef={heading} summaries={summariesOf(read)}>
          {leave === 'granted' ? (
            <RotationStepBody {...body} />
          ) : (
            <MayNotPanel scope={scope} leave={leave} actions={null} />
          )}
        </RotationSteps>
        <div data-older={query.isError || undefined}>
          <RotationTokens read={read} />
        </div>
      </div>
      <RotationDialogs
        projectId={projectId}
        agentId={agentId}
        agentName={name}
        tokens={read.tokens}
        asOf={read.asOf}
        dialogs={dialogs}
        findLanding={() => heading.current}
      />
    </>
  )
}
