'use client'
import clsx from 'clsx'
import { Check } from 'lucide-react'
import { useTranslations } from 'next-intl'
import type { ReactNode, Ref } from 'react'
import { type RotationStep, rotationSteps } from '#lib/contract/rotation.ts'

interface RotationStepsProps {
  /** The open step; null when all are behind. */
  current: RotationStep | null
  /** Heading of the open step: takes the focus when the step moved on under it. */
  headingRef: Ref<HTMLHeadingElement>
  /** One line about a step that is behind. */
  summaries: Partial<Record<RotationStep, ReactNode>>
  /** What is to be done in the open step. */
  children: ReactNode
}

type Place = 'behind' | 'current' | 'ahead'

/** The five steps of a rotation, the present one open. */
export function RotationSteps({ current, headingRef, summaries, children }: RotationStepsProps) {
  const t = useTranslations('rotation')
  const at = current === null ? rotationSteps.length : rotationSteps.indexOf(current)
  return (
    <ol aria-label={t('stepsLabel')}>
      {rotationSteps.map((step, index) => {
        const place = index < at ? 'behind' : index === at ? 'current' : 'ahead'
        return (
          <li
            key={step}
            aria-current={place === 'current' ? 'step' : undefined}
            className="relative flex gap-3 pb-5 last:pb-0"
          >
            {index < rotationSteps.length - 1 && (
              <span
                aria-hidden
                className={clsx(
                  'absolute top-8 bottom-1 left-3 w-px',
                  place === 'behind' ? 'bg-good' : 'bg-line-strong',
                )}
              />
            )}
            <StepSign place={place} number={index + 1} />
            <div className="min-w-0 flex-1 pt-0.5">
              <h2
                ref={place === 'current' ? headingRef : undefined}
                tabIndex={place === 'current' ? -1 : undefined}
                className={clsx(
                  'flex flex-wrap items-baseline gap-x-2 outline-offset-4',
                  place === 'current' ? 'text-section font-semibold' : 'text-body font-medium',
                  place === 'ahead' && 'text-text-soft',
                )}
              >
                {t(`steps.${step}`)}
                <span
                  className={clsx(
                    'text-meta font-normal',
                    place === 'behind' ? 'text-good-text' : 'text-text-faint',
                  )}
                >
                  {t(`places.${place}`)}
                </span>
              </h2>
              {place === 'behind' && summaries[step] && (
                <p className="text-body text-text-soft">{summaries[step]}</p>
              )}
              {place === 'current' && <div className="mt-3 space-y-4">{children}</div>}
            </div>
          </li>
        )
      })}
    </ol>
  )
}

function StepSign({ place, number }: { place: Place; number: number }) {
  return (
    <span
      aria-hidden
      className={clsx(
        'flex size-6 shrink-0 items-center justify-center rounded-full text-meta font-semibold tabular-nums',
        place === 'behind' && 'bg-good-soft text-good-text',
        place === 'current' && 'bg-accent text-on-accent',
        place === 'ahead' && 'border border-line-strong text-text-soft',
      )}
    >
      {place === 'behind' ? <Check className="size-4" /> : number}
    </span>
  )
}
