'use client'
import { RotateCw } from 'lucide-react'
import { useTranslations } from 'next-intl'
import { useState } from 'react'
import { Button } from '#components/ui/button.tsx'
import { Callout } from '#components/ui/callout.tsx'
import { shownName } from '#components/ui/shown-name.ts'
import { fleetScan } from '#lib/client/fleet.ts'
import type { FleetProblem } from '#lib/contract/fleet.ts'

interface ScanProblemsProps {
  problems: readonly FleetProblem[]
  canRetry: boolean
}

const shownAtMost = 20

/** What a scan could not read, and why: part is never shown as the whole. */
export function ScanProblems({ problems, canRetry }: ScanProblemsProps) {
  const t = useTranslations('findings.scan')
  const errors = useTranslations('errors')
  const [isOpen, setOpen] = useState(false)
  if (problems.length === 0) return null
  const count = problems.reduce((sum, problem) => sum + problem.count, 0)
  const placeOf = ({ scope }: FleetProblem) =>
    shownName(scope === null ? t('unknownPlace') : (scope.path ?? scope.name))
  return (
    <Callout
      role="status"
      tone="warn"
      className="mb-3"
      title={t('partial.title')}
      actions={
        <>
          <Button size="sm" aria-expanded={isOpen} onClick={() => setOpen(!isOpen)}>
            {t('partial.details')}
          </Button>
          {canRetry && (
            <Button size="sm" icon={RotateCw} onClick={() => void fleetScan.retry()}>
              {t('partial.retry')}
            </Button>
          )}
        </>
      }
    >
      <p>{t('partial.text', { count })}</p>
      {isOpen && (
        <ul className="space-y-0.5 text-meta">
          {problems.slice(0, shownAtMost).map((problem) => (
            <li key={problem.id} className="break-words">
              {t(`what.${problem.what}`)} · {placeOf(problem)}
              {problem.count > 1 && ` (${problem.count})`} · {errors(`${problem.code}.title`)}
            </li>
          ))}
          {problems.length > shownAtMost && (
            <li>{t('partial.more', { count: problems.length - shownAtMost })}</li>
          )}
        </ul>
      )}
    </Callout>
  )
}
