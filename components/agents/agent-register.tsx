'use client'
import { useRouter } from 'next/navigation'
import { useTranslations } from 'next-intl'
import { type ReactNode, useRef, useState } from 'react'
import { shownName } from '#components/ui/shown-name.ts'
import { useToasts } from '#components/ui/toaster.tsx'
import type { AgentSummary } from '#lib/contract/agent.ts'
import { agentHref } from './agent-hrefs.ts'
import { AgentRegisterModal } from './agent-register-modal.tsx'
import { agentToast } from './agent-toast.ts'

/** The dialog that makes the first token of an agent that was registered a moment ago. */
export type FirstToken = (step: {
  agent: AgentSummary
  /** Says that the agent is registered, whatever becomes of the token. */
  lead: ReactNode
  open: boolean
  onClose: () => void
  onCreated: () => void
}) => ReactNode

interface AgentRegisterProps {
  projectId: number
  open: boolean
  onClose: () => void
  firstToken: FirstToken
}

/**
 * Registers an agent and makes its first token, in one flow that ends on the agent's page. Each half is made once: when
 * the token fails or is put off, the agent stays, and its page goes on from there.
 */
export function AgentRegister({ projectId, open, onClose, firstToken }: AgentRegisterProps) {
  const t = useTranslations('agents.register')
  const router = useRouter()
  const toasts = useToasts()
  const [agent, setAgent] = useState<AgentSummary | null>(null)
  const [isTokenOpen, setTokenOpen] = useState(false)
  const hasToken = useRef(false)

  function goOn(registered: AgentSummary) {
    hasToken.current = false
    setAgent(registered)
    setTokenOpen(true)
  }

  function finish() {
    setTokenOpen(false)
    if (agent === null) return
    const name = shownName(agent.name)
    toasts.add({
      id: agentToast(projectId, agent.id),
      tone: hasToken.current ? 'good' : 'warn',
      title: t('done', { name }),
      description: t(hasToken.current ? 'doneText' : 'noTokenText'),
    })
    router.push(agentHref(projectId, agent.id))
  }

  return (
    <>
      <AgentRegisterModal projectId={projectId} open={open} onClose={onClose} onRegistered={goOn} />
      {agent &&
        firstToken({
          agent,
          lead: t('lead', { name: shownName(agent.name) }),
          open: isTokenOpen,
          onClose: finish,
          onCreated: () => {
            hasToken.current = true
          },
        })}
    </>
  )
}
