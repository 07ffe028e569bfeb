'use client'
import { useTranslations } from 'next-intl'
import { useSession } from '#components/layout/session-gate.tsx'
import { Select } from '#components/ui/select.tsx'
import { shownName } from '#components/ui/shown-name.ts'
import { handleOf } from '#lib/contract/session.ts'
import type { SessionEntry } from '#lib/contract/sessions.ts'

const everybody = '*'

interface PersonFilterProps {
  sessions: readonly SessionEntry[]
  /** A username; null for everybody. */
  person: string | null
  onChange: (person: string | null) => void
}

/** Whose sessions are shown: everybody's or those of one person who is signed in. */
export function PersonFilter({ sessions, person, onChange }: PersonFilterProps) {
  const t = useTranslations('sessions')
  const reader = useSession()?.user
  const names = new Map(
    sessions.map(({ user }) => [user.username, `${shownName(user.name)} ${handleOf(user)}`]),
  )
  // A link may name somebody who has signed out meanwhile.
  if (person !== null && !names.has(person)) {
    // All names are of one kind, the reader's own too.
    names.set(person, handleOf({ id: reader?.id ?? '', username: person }))
  }
  const options = [...names]
    .map(([value, label]) => ({ value, label }))
    .sort((a, b) => a.label.localeCompare(b.label))
  return (
    <Select
      aria-label={t('person')}
      className="w-52 max-w-full max-sm:w-36"
      value={person ?? everybody}
      onValueChange={(value) => onChange(value === everybody ? null : value)}
      options={[{ value: everybody, label: t('everybody') }, ...options]}
    />
  )
}
