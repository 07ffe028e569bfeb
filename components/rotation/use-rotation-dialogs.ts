'use client'
import { useState } from 'react'
import type { AgentToken } from '#lib/contract/agent-token.ts'

type Dialog = { kind: 'create'; replaces: AgentToken } | { kind: 'revoke'; token: AgentToken }

/** The dialogs of the wizard: one at a time, kept while it closes, and whatever becomes of the step behind it. */
export function useRotationDialogs() {
  const [dialog, setDialog] = useState<Dialog | null>(null)
  const [isOpen, setOpen] = useState(false)
  const show = (next: Dialog) => {
    setDialog(next)
    setOpen(true)
  }
  return {
    dialog,
    isOpen,
    close: () => setOpen(false),
    create: (replaces: AgentToken) => show({ kind: 'create', replaces }),
    revoke: (token: AgentToken) => show({ kind: 'revoke', token }),
  }
}
export type RotationDialogsState = ReturnType<typeof useRotationDialogs>
