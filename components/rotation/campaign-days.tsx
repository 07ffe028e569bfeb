'use client'
import { useTranslations } from 'next-intl'
import { useId, useState } from 'react'
import { Input } from '#components/ui/input.tsx'
import { isDays } from './campaign-url.ts'

interface CampaignDaysProps {
  days: number
  onChange: (days: number) => void
}

/** From which age on a token is too old; takes effect once it is a number that a campaign can have. */
export function CampaignDays({ days, onChange }: CampaignDaysProps) {
  const t = useTranslations('rotation.campaign.days')
  const id = useId()
  const [typed, setTyped] = useState(String(days))
  const [seen, setSeen] = useState(days)
  // The address changed by other means, such as going back.
  if (seen !== days) {
    setSeen(days)
    if (!isDays(typed) || Number(typed) !== days) setTyped(String(days))
  }
  const isWrong = !isDays(typed)
  return (
    <div className="w-44 space-y-1">
      <label htmlFor={id} className="text-body font-medium">
        {t('label')}
      </label>
      <div className="flex items-center gap-2">
        <Input
          id={id}
          inputMode="numeric"
          value={typed}
          autoComplete="off"
          invalid={isWrong}
          aria-describedby={`${id}-help`}
          className="w-20 tabular-nums"
          onChange={({ target }) => {
            setTyped(target.value)
            if (isDays(target.value)) onChange(Number(target.value))
          }}
        />
        <span>{t('unit')}</span>
      </div>
      <p id={`${id}-help`} aria-live="polite" className="min-h-4 text-meta text-bad-text">
        {isWrong && t('wrong')}
      </p>
    </div>
  )
}
