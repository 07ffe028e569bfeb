'use client'
import { useTranslations } from 'next-intl'
import { type ReactNode, useId } from 'react'

interface ConflictChoiceProps {
  choice: 'mine' | 'theirs' | undefined
  /** True after a save was tried without a choice. */
  isMissing: boolean
  onChoose: (choice: 'mine' | 'theirs') => void
  mine: ReactNode
  theirs: ReactNode
}

/** Two new values of one field; the person says which one stays. */
export function ConflictChoice({ choice, isMissing, onChoose, mine, theirs }: ConflictChoiceProps) {
  const t = useTranslations('clusterForm.review')
  const id = useId()
  const options = { mine, theirs }
  return (
    <fieldset aria-invalid={isMissing || undefined} className="space-y-2">
      <legend className="sr-only">{t('which')}</legend>
      {(['theirs', 'mine'] as const).map((side) => (
        <label
          key={side}
          htmlFor={`${id}-${side}`}
          className="flex items-start gap-2.5 rounded-control border border-line px-3 py-2 hover:bg-hover has-checked:border-accent has-checked:bg-accent-soft"
        >
          <input
            type="radio"
            id={`${id}-${side}`}
            name={id}
            checked={choice === side}
            onChange={() => onChoose(side)}
            className="mt-0.5 size-4 shrink-0 accent-accent"
          />
          <span className="min-w-0 flex-1">
            <span className="block text-meta text-text-soft">
              {t(side === 'mine' ? 'keepMine' : 'keepTheirs')}
            </span>
            {options[side]}
          </span>
        </label>
      ))}
      {isMissing && <p className="text-meta text-bad-text">{t('chooseThis')}</p>}
    </fieldset>
  )
}
