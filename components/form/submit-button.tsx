'use client'
'use no memo'
import type { ReactNode } from 'react'
import { Button } from '#components/ui/button.tsx'

interface SubmitButtonProps {
  /** Verb and object: "Add cluster". */
  children: string
  busy?: boolean
  /** Why there is nothing to send; shown beside the button, which is off as long as it stands. */
  nothingToDo?: ReactNode
}

/** The form's primary button. It is off only when nothing was changed, never because a field is wrong. */
export function SubmitButton({ children, busy = false, nothingToDo }: SubmitButtonProps) {
  return (
    <>
      {nothingToDo && <span className="text-meta text-text-faint">{nothingToDo}</span>}
      <Button type="submit" variant="primary" busy={busy} disabled={Boolean(nothingToDo)}>
        {children}
      </Button>
    </>
  )
}
