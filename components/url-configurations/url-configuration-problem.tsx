'use client'
import { CircleSlash, Lock, type LucideIcon, PowerOff, RotateCw } from 'lucide-react'
import { useTranslations } from 'next-intl'
import type { ReactNode } from 'react'
import { type ProblemText, useProblemText } from '#components/layout/problem-text.tsx'
import { ProblemView } from '#components/layout/problem-view.tsx'
import { useSession } from '#components/layout/session-gate.tsx'
import { Button, ButtonLink } from '#components/ui/button.tsx'
import { CommandBlock } from '#components/ui/command-block.tsx'
import { CopyButton } from '#components/ui/copy-button.tsx'
import { ExternalTextLink } from '#components/ui/text-link.tsx'
import { ProblemError } from '#lib/client/problem-error.ts'
import type { ProblemCode } from '#lib/contract/problem.ts'

const offCodes: readonly ProblemCode[] = [
  'receptive_disabled',
  'receptive_unavailable',
  'forbidden',
]

/** Whether an answer makes untrue what was read before, instead of being a failure to read it again. */
export const isOffState = (error: Error): boolean =>
  error instanceof ProblemError && offCodes.includes(error.problem.code)

interface UrlConfigurationProblemProps {
  error: Error
  onRetry: () => void
  isRetrying: boolean
}

/** Why there is nothing to see: switched off, not in this GitLab, not allowed, or failed. Never an empty list. */
export function UrlConfigurationProblem({ error, ...retry }: UrlConfigurationProblemProps) {
  const t = useTranslations('urlConfigurations.off')
  const problem = useProblemText()(error)
  switch (problem.code) {
    case 'receptive_disabled':
      return <SwitchedOff problem={problem} {...retry} />
    case 'receptive_unavailable':
      return (
        <OffPanel
          icon={CircleSlash}
          title={t('unavailable.title')}
          problem={problem}
          actions={
            <ButtonLink size="sm" href="/settings">
              {t('unavailable.settings')}
            </ButtonLink>
          }
          {...retry}
        >
          <p>{t('unavailable.text')}</p>
        </OffPanel>
      )
    case 'forbidden':
      return (
        <OffPanel icon={Lock} title={t('forbidden.title')} problem={problem} {...retry}>
          <p>{t('forbidden.text')}</p>
          <p>{t('forbidden.action')}</p>
        </OffPanel>
      )
    default:
      return <ProblemView error={error} {...retry} />
  }
}

type RetryProps = Pick<UrlConfigurationProblemProps, 'onRetry' | 'isRetrying'>

function SwitchedOff({ problem, ...retry }: RetryProps & { problem: ProblemText }) {
  const t = useTranslations('urlConfigurations.off.disabled')
  const gitlabUrl = useSession()?.gitlab.url.replace(/\/+$/, '') ?? ''
  const command = `curl --request PUT --header "PRIVATE-TOKEN: $GITLAB_ADMIN_TOKEN" --data receptive_cluster_agents_enabled=true "${gitlabUrl}/api/v4/application/settings"`
  return (
    <OffPanel icon={PowerOff} title={t('title')} problem={problem} {...retry}>
      <p>{t('text')}</p>
      <p>{t('where')}</p>
      <CommandBlock text={command} copyLabel={t('copy')} />
      <p>
        <ExternalTextLink href={`${gitlabUrl}/admin/application_settings/general`}>
          {t('open')}
        </ExternalTextLink>
      </p>
    </OffPanel>
  )
}

interface OffPanelProps extends RetryProps {
  icon: LucideIcon
  title: string
  children: ReactNode
  problem: ProblemText
  actions?: ReactNode
}

/** In the frame that a configuration would have. */
function OffPanel({ icon: Icon, title, children, problem, actions, ...retry }: OffPanelProps) {
  const t = useTranslations('errors')
  const common = useTranslations('common')
  return (
    <div className="flex gap-3 rounded-panel border border-line bg-panel px-4 py-4">
      <Icon aria-hidden className="mt-0.5 size-4 shrink-0 text-text-faint" />
      <div className="min-w-0 flex-1">
        <p className="font-medium">{title}</p>
        <div className="mt-1 max-w-prose space-y-2 text-text-soft text-pretty">{children}</div>
        <div className="mt-3 flex flex-wrap items-center gap-x-3 gap-y-2">
          <Button size="sm" icon={RotateCw} busy={retry.isRetrying} onClick={retry.onRetry}>
            {common('retry')}
          </Button>
          {actions}
          {problem.requestId && (
            <span className="inline-flex min-w-0 items-center gap-1 font-mono text-meta text-text-faint">
              <span className="break-all">{t('requestId', { id: problem.requestId })}</span>
              <CopyButton text={problem.requestId} label={t('copyRequestId')} />
            </span>
          )}
        </div>
      </div>
    </div>
  )
}
