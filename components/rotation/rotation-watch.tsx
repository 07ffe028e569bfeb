'use client'
import { Hourglass } from 'lucide-react'
import { useNow, useTranslations } from 'next-intl'
import { Callout } from '#components/ui/callout.tsx'
import { tokenUse } from '#lib/contract/agent-token.ts'
import { standsStillMs } from '#lib/contract/rotation.ts'
import type { StepProps } from './rotation-step-body.tsx'
import { bold, tokenName, Used } from './rotation-token-name.tsx'

const secondMs = 1000

/** The new token is in use; the old one must stand still before it goes. */
export function RotationWatch({ rotation, asOf, readAt }: StepProps<'watch'>) {
  const t = useTranslations('rotation.watch')
  const { old, replacement, remainingMs } = rotation
  const names = { old: tokenName(old), replacement: tokenName(replacement), b: bold }
  const uses = {
    when: () => <Used token={replacement} now={asOf} />,
    still: () => <Used token={old} now={asOf} />,
  }
  if (remainingMs === null) {
    const isBack = tokenUse(old, asOf) === 'live'
    return (
      <Callout tone="warn" title={t(isBack ? 'back' : 'down', { id: replacement.id })}>
        <p>{t.rich(isBack ? 'backText' : 'downText', { ...names, ...uses })}</p>
        <p>{t(isBack ? 'backAction' : 'downAction')}</p>
      </Callout>
    )
  }
  return (
    <>
      <p>{t.rich('text', { ...names, ...uses })}</p>
      <TimeLeft remainingMs={remainingMs} readAt={readAt} />
      <p className="text-text-soft">{t('again')}</p>
    </>
  )
}

const clock = (ms: number): string => {
  const seconds = Math.ceil(ms / secondMs)
  return `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, '0')}`
}

/** Counts down from the last reading; only a new reading ends it, because the old token may have been used since. */
function TimeLeft({ remainingMs, readAt }: { remainingMs: number; readAt: number }) {
  const t = useTranslations('rotation.watch')
  const now = useNow({ updateInterval: secondMs }).getTime()
  const leftMs = Math.max(0, remainingMs - Math.max(0, now - readAt))
  const passed = 1 - leftMs / standsStillMs
  return (
    <div className="max-w-md space-y-1.5">
      <p className="flex items-center gap-2">
        <Hourglass aria-hidden className="size-4 shrink-0 text-text-faint" />
        <span className="tabular-nums">
          {leftMs > 0 ? t('left', { time: clock(leftMs) }) : t('checking')}
        </span>
      </p>
      <progress
        aria-label={t('progress')}
        value={Math.round(passed * 100)}
        max={100}
        className="block h-1.5 w-full appearance-none overflow-hidden rounded-full bg-active [&::-moz-progress-bar]:bg-accent [&::-webkit-progress-bar]:bg-active [&::-webkit-progress-value]:bg-accent"
      />
    </div>
  )
}
