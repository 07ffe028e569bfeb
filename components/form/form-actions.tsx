import type { ReactNode, Ref } from 'react'

/** The buttons of a form, the primary one last, in sight however long the form is. */
export function FormActions({ children, ref }: { children: ReactNode; ref?: Ref<HTMLDivElement> }) {
  return (
    // A little wider than the column, so that no focus ring of a field beneath looks out at the sides; the line is not.
    <div ref={ref} className="sticky bottom-0 z-10 -mx-1 bg-page px-1">
      <div className="flex flex-wrap items-center justify-end gap-x-3 gap-y-2 border-t border-line py-3">
        {children}
      </div>
    </div>
  )
}
