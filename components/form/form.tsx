'use client'
'use no memo'
import { createContext, type ReactNode, type SubmitEvent, use, useId } from 'react'
import { useOnce } from '#components/ui/use-once.ts'

const FormId = createContext('')

interface FormProps {
  children: ReactNode
  /** Runs once until its promise is settled: a double click sends nothing twice. */
  onSubmit: (event: SubmitEvent<HTMLFormElement>) => Promise<void>
  /** For a button outside the form that sends it. */
  id?: string
  /** Names the form for assistive technology. */
  label: string
  hidden?: boolean
}

/** The element around fields: our own messages instead of the browser's, and ids that belong to this form alone. */
export function Form({ children, onSubmit, id, label, hidden }: FormProps) {
  const runOnce = useOnce()
  return (
    <FormId value={useId()}>
      <form
        id={id}
        noValidate
        autoComplete="off"
        aria-label={label}
        hidden={hidden}
        // Neither the bar above the page nor the one with the buttons may cover what has the focus.
        className="**:scroll-my-20"
        onSubmit={(event) => {
          // React bubbles submits through portals: a form in a dialog must not submit the one behind it.
          event.stopPropagation()
          event.preventDefault()
          runOnce(() => onSubmit(event))
        }}
      >
        {children}
      </form>
    </FormId>
  )
}

/** The DOM id of a field's control within its form. */
export const useFieldId = (name: string) => fieldId(use(FormId), name)

/** The ids of any field of the form around, for links to them. */
export function useFieldIds(): (name: string) => string {
  const formId = use(FormId)
  return (name) => fieldId(formId, name)
}

const fieldId = (formId: string, name: string) => `${formId}${name.replaceAll('.', '-')}`
