'use client'
import { PowerOff, RotateCw } from 'lucide-react'
import { useTranslations } from 'next-intl'
import { migrationGuideUrl } from '#components/layout/migration-guide.ts'
import type { ProblemText } from '#components/layout/problem-text.tsx'
import { StatePanel } from '#components/layout/state-panel.tsx'
import { Button } from '#components/ui/button.tsx'
import { CopyButton } from '#components/ui/copy-button.tsx'
import { ExternalTextLink } from '#components/ui/text-link.tsx'

/** How an administrator switches the flag on (gitlab-api.md §3.1). The token stays in the shell's environment. */
const railsCommand = 'Feature.enable(:certificate_based_clusters)'
const apiCommand =
  'curl --request POST --header "PRIVATE-TOKEN: $GITLAB_ADMIN_TOKEN" --data "value=true" "$GITLAB_URL/api/v4/features/certificate_based_clusters"'

interface ClusterSwitchedOffProps {
  problem: ProblemText
  onRetry: () => void
  isRetrying: boolean
}

/** GitLab answers 404 for every cluster because the integration is switched off: what that means, and the way on. */
export function ClusterSwitchedOff({ problem, onRetry, isRetrying }: ClusterSwitchedOffProps) {
  const t = useTranslations('clusters.switchedOff')
  const common = useTranslations('common')
  return (
    <StatePanel
      icon={PowerOff}
      title={t('title')}
      problem={problem}
      text={
        <>
          <p>{t('text')}</p>
          <div className="space-y-2 pt-2 text-left">
            <p>{t('how')}</p>
            <Command label={t('console')} copyLabel={t('copyConsole')} text={railsCommand} />
            <Command label={t('api')} copyLabel={t('copyApi')} text={apiCommand} />
            <p className="pt-1">
              {t('deprecation')}{' '}
              <ExternalTextLink href={migrationGuideUrl}>{t('migrate')}</ExternalTextLink>
            </p>
          </div>
        </>
      }
      actions={
        <Button icon={RotateCw} busy={isRetrying} onClick={onRetry}>
          {common('retry')}
        </Button>
      }
    />
  )
}

function Command({ label, copyLabel, text }: { label: string; copyLabel: string; text: string }) {
  return (
    <div>
      <p className="text-meta text-text-faint">{label}</p>
      <div className="mt-1 flex items-start gap-1 rounded-control border border-line bg-page py-1 pr-1 pl-2.5">
        <code className="min-w-0 flex-1 py-1 text-meta wrap-anywhere text-text">{text}</code>
        <CopyButton text={text} label={copyLabel} />
      </div>
    </div>
  )
}
