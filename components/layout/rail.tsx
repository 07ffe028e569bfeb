'use client'
import clsx from 'clsx'
import Link from 'next/link'
import { useTranslations } from 'next-intl'
import { type ReactNode, useId } from 'react'
import { tip } from '#components/ui/tip.ts'
import { GitLabLink } from './gitlab-link.tsx'
import { Logo } from './logo.tsx'
import { ScopeSwitcher } from './scope-switcher.tsx'
import type { NavigationItem } from './use-navigation.ts'
import { useNavigation } from './use-navigation.ts'

interface RailProps {
  /** Icons only, with tooltips. */
  isCompact?: boolean
  /** Called when a link of it is followed: the drawer closes. */
  onNavigate?: () => void
}

/** Name, place and pages; the same content as rail and as drawer. */
export function Rail({ isCompact = false, onNavigate }: RailProps) {
  const t = useTranslations('shell')
  const common = useTranslations('common')
  const items = useNavigation()
  return (
    <nav
      aria-label={t('navigation')}
      className={clsx('flex h-full flex-col gap-4 py-3', isCompact ? 'items-center px-2' : 'px-3')}
    >
      <Link
        href="/"
        onClick={onNavigate}
        aria-label={isCompact ? common('appName') : undefined}
        className={clsx(
          'flex h-8 items-center gap-2 rounded-control font-semibold tracking-[-0.01em] text-text',
          !isCompact && 'px-1.5',
        )}
      >
        <Logo />
        {!isCompact && <span className="truncate">{common('appName')}</span>}
      </Link>
      <ScopeSwitcher isCompact={isCompact} onChosen={onNavigate} />
      <ul className="flex-1 space-y-0.5">
        {items.map((item) => (
          <li key={item.id}>
            <RailLink item={item} isCompact={isCompact} onNavigate={onNavigate} />
          </li>
        ))}
      </ul>
      {!isCompact && <GitLabLink />}
    </nav>
  )
}

function RailLink({ item, isCompact, onNavigate }: RailProps & { item: NavigationItem }) {
  const { target, label, icon: Icon, isCurrent, notice } = item
  const noticeId = useId()
  const look = {
    ...(isCompact && tip(notice ? `${label}: ${notice.text}` : label, 'right')),
    ...(!isCompact && notice && tip(notice.text, 'right')),
    'aria-label': isCompact ? label : undefined,
    'aria-describedby': notice ? noticeId : undefined,
    className: clsx(
      'relative flex h-8 items-center gap-2.5 rounded-control font-medium transition-colors',
      isCompact ? 'w-9 justify-center' : 'w-full px-2.5',
      isCurrent
        ? 'bg-accent-soft text-accent-text'
        : 'text-text-soft hover:bg-hover hover:text-text',
    ),
    children: (
      <>
        <Icon aria-hidden className="size-4 shrink-0" />
        {!isCompact && label}
        {notice && (
          <span
            aria-hidden
            className={clsx(
              'min-w-4.5 rounded-full bg-warn-soft px-1 text-center text-meta leading-4.5 font-semibold text-warn-text tabular-nums ring-1 ring-warn/45 ring-inset',
              isCompact ? 'absolute -top-1 -right-1' : 'ml-auto',
            )}
          >
            {notice.count}
          </span>
        )}
      </>
    ),
  }
  return (
    <>
      <RailTarget target={target} isCurrent={isCurrent} onNavigate={onNavigate} look={look} />
      {notice && (
        <span id={noticeId} hidden>
          {notice.text}
        </span>
      )}
    </>
  )
}

interface RailTargetProps extends Pick<NavigationItem, 'target' | 'isCurrent'> {
  onNavigate: (() => void) | undefined
  look: { className: string; children: ReactNode }
}

function RailTarget({ target, isCurrent, onNavigate, look }: RailTargetProps) {
  return typeof target === 'string' ? (
    <Link
      {...look}
      href={target}
      onClick={onNavigate}
      aria-current={isCurrent ? 'page' : undefined}
    />
  ) : (
    <button
      {...look}
      type="button"
      aria-haspopup="dialog"
      onClick={() => {
        onNavigate?.()
        target()
      }}
    />
  )
}
