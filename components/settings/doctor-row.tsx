'use client'
import clsx from 'clsx'
import { useTranslations } from 'next-intl'
import type { ReactNode } from 'react'
import { Badge } from '#components/ui/badge.tsx'
import { type CheckId, type Finding, needsCare } from './doctor-checks.ts'
import { RemedySteps } from './remedy-steps.tsx'

/** Where the row of a check stands, for links to it. */
export const rowIdOf = (check: CheckId) => `check-${check}`

interface DoctorRowProps {
  /** Set where something may have to be done about it. */
  check?: CheckId
  finding: Finding
  title: string
  /** What the state was read from. */
  evidence: ReactNode
  gitlabUrl: string
}

/** The place of a row, shared with its skeleton so that nothing moves when the data arrives. */
export const doctorRowClass = 'grid gap-x-6 gap-y-1 px-4 py-3 sm:grid-cols-[7.5rem_minmax(0,1fr)]'

/** One thing that was looked at: state, evidence, and what to do about it. */
export function DoctorRow({ check, finding, title, evidence, gitlabUrl }: DoctorRowProps) {
  const t = useTranslations('settings')
  return (
    <li
      id={check && rowIdOf(check)}
      tabIndex={check && -1}
      className={clsx(doctorRowClass, 'scroll-mt-16 outline-offset-[-2px] target:bg-hover')}
    >
      <div className="sm:pt-px">
        <Badge tone={finding.tone}>{t(`states.${finding.state}`)}</Badge>
      </div>
      <div className="min-w-0">
        <h3 className="font-medium">{title}</h3>
        <div className="mt-0.5 break-words text-text-soft">{evidence}</div>
        {finding.remedy && (
          <RemedySteps remedy={finding.remedy} gitlabUrl={gitlabUrl} isOpen={needsCare(finding)} />
        )}
      </div>
    </li>
  )
}

export function DoctorSection({ title, children }: { title: string; children: ReactNode }) {
  return (
    <section>
      <h2 className="mb-2 text-section font-semibold">{title}</h2>
      <ul className="divide-y divide-line overflow-hidden rounded-panel border border-line bg-panel">
        {children}
      </ul>
    </section>
  )
}
