'use client'
import { ExternalLink } from 'lucide-react'
import { useTranslations } from 'next-intl'
import { useSession } from './session-gate.tsx'

/** Which GitLab this console works on. */
export function GitLabLink() {
  const t = useTranslations('shell')
  const session = useSession()
  if (session === null) return <div className="h-9" />
  const { url } = session.gitlab
  return (
    <a
      href={url}
      target="_blank"
      rel="noreferrer"
      className="group flex h-9 min-w-0 items-center gap-1.5 rounded-control px-2.5 text-meta text-text-faint transition-colors hover:bg-hover hover:text-text"
    >
      <span className="min-w-0 truncate">
        {t('gitlab')} ·{' '}
        <span className="text-text-soft group-hover:text-text">{new URL(url).host}</span>
      </span>
      <ExternalLink aria-hidden className="size-3 shrink-0" />
    </a>
  )
}
