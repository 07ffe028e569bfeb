'use client'
import { useTranslations } from 'next-intl'
import { useEffect, useRef } from 'react'
import { agentsHref } from '#components/layout/places.ts'
import { ButtonLink } from '#components/ui/button.tsx'
import { Callout } from '#components/ui/callout.tsx'

/** Above an agent that somebody deleted while its page was open. Takes the focus: the buttons below are gone. */
export function AgentGone({ projectId }: { projectId: number }) {
  const t = useTranslations('agents.detail')
  const box = useRef<HTMLDivElement>(null)
  useEffect(() => box.current?.focus(), [])
  return (
    <div ref={box} tabIndex={-1} className="mb-5 scroll-my-20 rounded-panel">
      <Callout
        tone="warn"
        role="alert"
        title={t('gone')}
        actions={
          <ButtonLink href={agentsHref(projectId)} variant="primary">
            {t('toList')}
          </ButtonLink>
        }
      >
        <p>{t('goneText')}</p>
      </Callout>
    </div>
  )
}
