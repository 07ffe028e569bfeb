'use client'
import { useTranslations } from 'next-intl'
import type { ReactNode } from 'react'
import { Badge } from '#components/ui/badge.tsx'
import type { Finding } from './doctor-checks.ts'
import { RemedySteps } from './remedy-steps.tsx'

interface DoctorRowProps {
  finding: Finding
  title: string
  /** What the state was read from. */
  evidence: ReactNode
  gitlabUrl: string
}

/** The place of a row, shared with its skeleton so that nothing moves when the data arrives. */
export const doctorRowClass = 'grid gap-x-6 gap-y-1 px-4 py-3 sm:grid-cols-[7.5rem_minmax(0,1fr)]'

/** One thing that was looked at: state, evidence, and what to do about it. */
export function DoctorRow({ finding, title, evidence, gitlabUrl }: DoctorRowProps) {
  const t = useTranslations('settings')
  return (
    <li className={doctorRowClass}>
      <div className="sm:pt-px">
        <Badge tone={finding.tone}>{t(`states.${finding.state}`)}</Badge>
      </div>
      <div className="min-w-0">
        <h3 className="font-medium">{title}</h3>
        <div className="mt-0.5 break-words text-text-soft">{evidence}</div>
        {finding.remedy && <RemedySteps remedy={finding.remedy} gitlabUrl={gitlabUrl} />}
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
