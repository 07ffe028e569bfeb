'use client'
import { useTranslations } from 'next-intl'
import { Badge } from '#components/ui/badge.tsx'
import { shownName } from '#components/ui/shown-name.ts'
import { ExternalTextLink } from '#components/ui/text-link.tsx'
import type { FleetUser } from '#lib/contract/fleet.ts'

/** Who made it; an account that is out of use is marked. */
export function PanelPerson({ person }: { person: FleetUser | null }) {
  const t = useTranslations('agents')
  if (person === null) return <span className="text-text-faint">{t('notKnown')}</span>
  const words = `${shownName(person.name)} (@${person.username})`
  return (
    <span className="flex flex-wrap items-center gap-x-2">
      {person.web_url ? <ExternalTextLink href={person.web_url}>{words}</ExternalTextLink> : words}
      {person.state !== null && person.state !== 'active' && (
        // GitLab's own word for the state of an account.
        <Badge tone="warn">{person.state}</Badge>
      )}
    </span>
  )
}
