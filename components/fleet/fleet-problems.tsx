'use client'
import { RotateCw } from 'lucide-react'
import { useTranslations } from 'next-intl'
import { useState } from 'react'
import { reachWhereItScrolls } from '#components/modal/reach-where-it-scrolls.ts'
import { Button } from '#components/ui/button.tsx'
import { Callout } from '#components/ui/callout.tsx'
import { shownName } from '#components/ui/shown-name.ts'
import { fleetScan } from '#lib/client/fleet.ts'
import type { FleetProblem } from '#lib/contract/fleet.ts'

interface FleetProblemsProps {
  problems: readonly FleetProblem[]
  /** The scan is over: what it could not read can be read again. */
  isOver: boolean
}

/** So many are listed; a thousand lines would say no more. */
const listedAtMost = 100

/** What could not be read, counted, and on request each with its reason: the rows must not pass for all there are. */
export function FleetProblems({ problems, isOver }: FleetProblemsProps) {
  const t = useTranslations('fleet.problems')
  const [isOpen, setOpen] = useState(false)
  if (problems.length === 0) return null
  const count = problems.reduce((sum, problem) => sum + problem.count, 0)
  return (
    <Callout
      tone="warn"
      className="mb-3"
      title={t('title', { count })}
      actions={
        <>
          <Button size="sm" aria-expanded={isOpen} onClick={() => setOpen(!isOpen)}>
            {t(isOpen ? 'hide' : 'details')}
          </Button>
          {isOver && (
            <Button size="sm" icon={RotateCw} onClick={() => void fleetScan.retry()}>
              {t('retry')}
            </Button>
          )}
        </>
      }
    >
      {isOpen && (
        <ul
          ref={reachWhereItScrolls}
          aria-label={t('list')}
          className="max-h-64 list-disc space-y-1 overflow-y-auto pl-4"
        >
          {problems.slice(0, listedAtMost).map((problem) => (
            <ProblemLine key={problem.id} problem={problem} />
          ))}
          {problems.length > listedAtMost && (
            <li>{t('more', { count: problems.length - listedAtMost })}</li>
          )}
        </ul>
      )}
    </Callout>
  )
}

function ProblemLine({ problem }: { problem: FleetProblem }) {
  const t = useTranslations('fleet.problems')
  const errors = useTranslations('errors')
  const { what, scope, code, count, names = [] } = problem
  return (
    <li className="break-words">
      <span className="font-medium text-text">{t(`what.${what}`)}</span>
      {' · '}
      {scope === null ? t('places', { count }) : shownName(scope.path ?? scope.name)}
      {' · '}
      {errors(`${code}.title`)}
      {names.length > 0 && <> · {names.map(({ name }) => shownName(name)).join(', ')}</>}
    </li>
  )
}
