'use client'
import { ChevronRight } from 'lucide-react'
import { useTranslations } from 'next-intl'
import type { ReactNode } from 'react'
import { CommandBlock } from '#components/ui/command-block.tsx'
import type { Remedy } from './doctor-checks.ts'

/** Commands of a remedy as they are typed; `{url}` stands for GitLab's address. */
const commands = {
  clock: ['timedatectl status'],
  certificateClusters: [
    'sudo gitlab-rails runner "Feature.enable(:certificate_based_clusters)"',
    'curl --request POST --header "PRIVATE-TOKEN: $GITLAB_ADMIN_TOKEN" --data value=true "{url}/api/v4/features/certificate_based_clusters"',
  ],
  kas: ["gitlab_kas['enable'] = true", 'sudo gitlab-ctl reconfigure'],
  receptive: [
    'curl --request PUT --header "PRIVATE-TOKEN: $GITLAB_ADMIN_TOKEN" --data receptive_cluster_agents_enabled=true "{url}/api/v4/application/settings"',
  ],
  apiScope: ['GITLAB_OAUTH_SCOPES="api"'],
  adminMode: ['GITLAB_OAUTH_SCOPES="api admin_mode"'],
  adminRole: [],
  serviceToken: [],
} satisfies Record<Remedy, string[]>

interface RemedyStepsProps {
  remedy: Remedy
  gitlabUrl: string
  /** Whether the steps are on show from the beginning. */
  isOpen: boolean
}

/** What to do about a finding: who can do it, where, and the exact commands. */
export function RemedySteps({ remedy, gitlabUrl, isOpen }: RemedyStepsProps) {
  const t = useTranslations('settings')
  const base = gitlabUrl.replace(/\/+$/, '')
  return (
    <details open={isOpen} className="group mt-2">
      <summary className="-ml-0.5 inline-flex min-h-6 list-none items-center gap-1 rounded-[4px] pr-1.5 font-medium text-accent-text hover:underline [&::-webkit-details-marker]:hidden">
        <ChevronRight aria-hidden className="size-4 transition-transform group-open:rotate-90" />
        {t('whatToDo')}
      </summary>
      <div className="mt-2 space-y-2 border-l-2 border-line pl-4">
        <p className="max-w-prose text-text-soft">{t.rich(`remedies.${remedy}`, { code: mono })}</p>
        {commands[remedy].map((command) => {
          const text = command.replace('{url}', base)
          return <CommandBlock key={command} text={text} copyLabel={t('copyCommand')} />
        })}
      </div>
    </details>
  )
}

const mono = (chunks: ReactNode) => <code className="text-table break-words">{chunks}</code>
