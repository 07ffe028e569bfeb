import { type ReactNode, useId } from 'react'

interface FormSectionProps {
  title: string
  /** One line on what the fields have in common. */
  about?: ReactNode
  children: ReactNode
}

/** A group of fields under a heading. */
export function FormSection({ title, about, children }: FormSectionProps) {
  const id = useId()
  return (
    <section
      aria-labelledby={id}
      className="border-t border-line pt-5 pb-8 first:border-t-0 first:pt-0 last:pb-2"
    >
      <h2 id={id} className="text-section font-semibold">
        {title}
      </h2>
      {about && <p className="mt-0.5 text-text-soft">{about}</p>}
      <div className="mt-4 space-y-5">{children}</div>
    </section>
  )
}
