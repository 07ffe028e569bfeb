'use client'
import { Bar, BarChart, XAxis, YAxis } from 'recharts'
import type { Tone } from '#components/ui/badge.tsx'

/** One bar; its words and its link stand beside the drawing. */
export interface BarValue {
  key: string
  count: number
  tone: Tone
}

const fills = {
  good: 'var(--color-good)',
  warn: 'var(--color-warn)',
  bad: 'var(--color-bad)',
  info: 'var(--color-accent)',
  neutral: 'var(--color-line-strong)',
} satisfies Record<Tone, string>

interface BarsProps {
  values: readonly BarValue[]
  /** `rows`: lying bars, one a row of equal height; `columns`: standing ones, one a column of equal width. */
  layout: 'rows' | 'columns'
}

const corner = 2

/**
 * The drawing alone, in a frame of fixed height: hidden from assistive technology, because the list around it says the
 * same. The longest bar fills the frame; a bar of 1 is never too short to be seen.
 */
export default function Bars({ values, layout }: BarsProps) {
  const data = values.map(({ key, count, tone }) => ({ key, count, fill: fills[tone] }))
  const isRows = layout === 'rows'
  const most = Math.max(1, ...values.map(({ count }) => count))
  return (
    <BarChart
      responsive
      style={{ width: '100%', height: '100%' }}
      data={data}
      layout={isRows ? 'vertical' : 'horizontal'}
      margin={{ top: 0, right: 0, bottom: 0, left: 0 }}
      barCategoryGap={isRows ? '32%' : '24%'}
      accessibilityLayer={false}
    >
      <XAxis
        hide
        type={isRows ? 'number' : 'category'}
        {...(isRows ? { domain: [0, most] } : { dataKey: 'key' })}
      />
      <YAxis
        hide
        type={isRows ? 'category' : 'number'}
        {...(isRows ? { dataKey: 'key' } : { domain: [0, most] })}
      />
      <Bar
        dataKey="count"
        minPointSize={(value) => (value ? 3 : 0)}
        radius={corner}
        isAnimationActive={false}
      />
    </BarChart>
  )
}
