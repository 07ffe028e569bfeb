import { type ReactNode, useId } from 'react'

interface DangerZoneProps {
  title: string
  /** Its deeds, one under the other. */
  children: ReactNode
  className: string
}

/** The last section of a record's page: what takes the record out of use. */
export function DangerZone({ title, children, className }: DangerZoneProps) {
  const id = useId()
  return (
    <section aria-labelledby={id} className={className}>
      <h2 id={id} className="mb-3 text-section font-semibold">
        {title}
      </h2>
      <div className="divide-y divide-line rounded-panel border border-bad/40">{children}</div>
    </section>
  )
}

interface DangerDeedProps {
  title: string
  text: string
  /** The button that does it. */
  children: ReactNode
}

/** A deed in a `DangerZone`, and what it means. */
export function DangerDeed({ title, text, children }: DangerDeedProps) {
  return (
    <div className="flex flex-wrap items-center justify-between gap-x-6 gap-y-3 px-4 py-3">
      <div className="min-w-0 flex-1 basis-64">
        <p className="font-medium">{title}</p>
        <p className="text-meta text-text-soft">{text}</p>
      </div>
      {children}
    </div>
  )
}
