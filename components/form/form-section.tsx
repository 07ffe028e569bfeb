import { type ReactNode, useId } from 'react'

interface FormSectionProps {
  title: string
  /** One line on what the fields have in common. */
  about?: ReactNode
  children: ReactNode
  /** 4 in a form that stands under a heading of its own within a page. */
  headingLevel?: 2 | 4
}

/** A group of fields under a heading. */
export function FormSection({ title, about, children, headingLevel = 2 }: FormSectionProps) {
  const id = useId()
  const Heading = headingLevel === 2 ? 'h2' : 'h4'
  return (
    <section
      aria-labelledby={id}
      className="border-t border-line pt-5 pb-8 first:border-t-0 first:pt-0 last:pb-2"
    >
      <Heading
        id={id}
        className={headingLevel === 2 ? 'text-section font-semibold' : 'font-semibold'}
      >
        {title}
      </Heading>
      {about && <p className="mt-0.5 text-text-soft">{about}</p>}
      <div className="mt-4 space-y-5">{children}</div>
    </section>
  )
}
