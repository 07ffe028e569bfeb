'use client'
import { useTranslations } from 'next-intl'
import { useEffect, useRef } from 'react'
import { clustersHref } from '#components/layout/places.ts'
import { buttonClass } from '#components/ui/button.tsx'
import { Callout } from '#components/ui/callout.tsx'
import { isOutcomeUnknown } from '#lib/client/failure-rules.ts'
import type { Scope } from '#lib/contract/scope.ts'

/** After a create whose answer was lost: says so and shows where to look. Nothing is sent again by itself. */
export function OutcomeUnknown({ error, scope }: { error: Error | null; scope: Scope }) {
  const t = useTranslations('clusterForm.outcomeUnknown')
  const box = useRef<HTMLDivElement>(null)
  useEffect(() => {
    if (isOutcomeUnknown(error)) box.current?.focus()
  }, [error])
  if (!isOutcomeUnknown(error)) return null
  return (
    <div ref={box} tabIndex={-1} className="rounded-panel">
      <Callout
        tone="warn"
        role="alert"
        title={t('title')}
        className="mb-6"
        actions={
          <a href={clustersHref(scope)} target="_blank" rel="noreferrer" className={buttonClass()}>
            {t('look')}
          </a>
        }
      >
        <p>{t('text')}</p>
      </Callout>
    </div>
  )
}
