'use client'
import clsx from 'clsx'
import { ChevronRight } from 'lucide-react'
import type { Route } from 'next'
import Link from 'next/link'
import { usePathname } from 'next/navigation'
import { useTranslations } from 'next-intl'
import type { ReactNode } from 'react'
import { shownName } from '#components/ui/shown-name.ts'
import { useShownCrumb } from './page-crumb.ts'
import { usePlaceName } from './place-row.tsx'
import { scopeHref, scopeIcons } from './places.ts'
import { isAgentsPath } from './scope-path.ts'
import { useCurrentPlace, useScopeInPath } from './use-places.ts'

/** Pages that belong to no scope, by the first word of their address. */
const placelessPages = [
  'fleet',
  'rotation',
  'certificates',
  'findings',
  'audit',
  'sessions',
  'settings',
] as const

/** The agent's own page, of whose rotation this is the address. */
const agentOfRotation = (path: string) =>
  /^(\/projects\/\d+\/agents\/\d+)\/rotation$/.exec(path)?.[1]

/** Where the page stands: place, list, record. */
export function Breadcrumb() {
  const t = useTranslations('shell')
  const path = usePathname()
  const scope = useScopeInPath()
  const place = useCurrentPlace()
  const crumb = useShownCrumb()
  const nameOf = usePlaceName()
  if (scope === null) {
    const page = placelessPages.find((known) => path === `/${known}`)
    return page ? <Steps label={t('breadcrumb')} steps={[{ key: page, node: t(page) }]} /> : null
  }
  if (place === null) return null
  const Icon = scopeIcons[place.scope.kind]
  const segments = place.path?.split('/') ?? [nameOf(place)]
  const isDeep = crumb !== null
  const listName = t(isAgentsPath(path) ? 'agents' : 'clusters')
  const link = (href: Route, name: string) => (
    <Link href={href} className="rounded-[3px] hover:text-text hover:underline">
      {name}
    </Link>
  )
  const agent = agentOfRotation(path)
  const record = shownName(crumb ?? '')
  return (
    <Steps
      label={t('breadcrumb')}
      icon={<Icon aria-hidden className="size-4 shrink-0 text-text-faint" />}
      steps={[
        ...segments.map((segment, index) => ({
          key: `${index}-${segment}`,
          node: shownName(segment),
        })),
        { key: 'list', node: isDeep ? link(scopeHref(scope, path), listName) : listName },
        ...(isDeep ? [{ key: 'record', node: agent ? link(agent as Route, record) : record }] : []),
        ...(isDeep && agent ? [{ key: 'rotation', node: t('rotation') }] : []),
      ]}
    />
  )
}

interface StepsProps {
  label: string
  icon?: ReactNode
  steps: readonly { key: string; node: ReactNode }[]
}

function Steps({ label, icon, steps }: StepsProps) {
  return (
    <nav aria-label={label} className="flex w-full min-w-0 items-center gap-2 text-text-soft">
      {icon}
      <ol className="flex min-w-0 flex-1 items-center gap-1 whitespace-nowrap">
        {steps.map(({ key, node }, index) => {
          const isLast = index === steps.length - 1
          return (
            <li
              key={key}
              aria-current={isLast ? 'page' : undefined}
              className={clsx(
                'flex min-w-0 items-center gap-1',
                isLast ? 'max-w-[60%] shrink-0 max-sm:max-w-full max-sm:shrink' : 'max-sm:hidden',
                // Of a deep path only the end is told where it is narrow; the switcher has all of it.
                index < steps.length - 2 && 'max-lg:hidden',
              )}
            >
              {index > 0 && (
                <ChevronRight
                  aria-hidden
                  className={clsx(
                    'size-3.5 shrink-0 text-text-faint max-sm:hidden',
                    index === steps.length - 2 && 'max-lg:hidden',
                  )}
                />
              )}
              <span className={isLast ? 'truncate font-medium text-text' : 'truncate'}>{node}</span>
            </li>
          )
        })}
      </ol>
    </nav>
  )
}
