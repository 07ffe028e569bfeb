'use client'
'use no memo'
import { zodResolver } from '@hookform/resolvers/zod'
import { useTranslations } from 'next-intl'
import { type ReactNode, useEffect, useId, useRef, useState } from 'react'
import { useForm } from 'react-hook-form'
import { applyProblem } from '#components/form/apply-problem.ts'
import { Form } from '#components/form/form.tsx'
import { useLeaveGuard } from '#components/form/use-leave-guard.ts'
import { Modal } from '#components/modal/modal.tsx'
import { shownName } from '#components/ui/shown-name.ts'
import { useToasts } from '#components/ui/toaster.tsx'
import type { HeldKind } from '#lib/client/unsaved.ts'
import { type AgentTokenCreate, agentTokenCreateSchema } from '#lib/contract/agent-token.ts'
import { AgentTokenFields } from './agent-token-create-form.tsx'
import { CreateFooter } from './create-footer.tsx'
import { CreationAsking } from './creation-asking.tsx'
import { CreationOver } from './creation-over.tsx'
import { CreationResult } from './creation-result.tsx'
import { TokenSlotsFull } from './token-slots-full.tsx'
import { type CreationPhase, useTokenCreation } from './use-token-creation.ts'
import { useTokenSlots } from './use-token-slots.ts'

interface AgentTokenCreateModalProps {
  projectId: number
  agentId: number
  agentName: string
  open: boolean
  onClose: () => void
  /** Hears of each token that was made, as soon as its secret is on show. */
  onCreated?: (tokenId: number) => void
  /** What the description begins with, such as a note on which token it replaces. */
  description?: string
  /** What went before, such as that the agent was registered; told until there is a token. */
  lead?: ReactNode
}

/** What leaving the dialog would cost. */
const heldKind = {
  form: 'typed',
  asking: 'sending',
  over: 'typed',
  shown: 'secret',
  removed: 'typed',
} as const satisfies Record<CreationPhase['name'], HeldKind>

/**
 * Makes a token and shows its secret, once. The secret is nowhere but in this open dialog, which closes by nothing but
 * the word that it is stored; everything else asks first.
 */
export function AgentTokenCreateModal(props: AgentTokenCreateModalProps) {
  // Each opening is a dialog of its own: nothing of the last one is left, and its key is new.
  const [opening, setOpening] = useState({ isOpen: props.open, count: 0 })
  if (opening.isOpen !== props.open) {
    setOpening({ isOpen: props.open, count: opening.count + (props.open ? 1 : 0) })
  }
  return <CreateDialog key={opening.count} {...props} />
}

function CreateDialog({
  projectId,
  agentId,
  agentName,
  open,
  onClose,
  onCreated,
  description = '',
  lead,
}: AgentTokenCreateModalProps) {
  const t = useTranslations('agentTokens.create')
  const formId = useId()
  const creation = useTokenCreation({ projectId, agentId, onCreated })
  const { phase } = creation
  const slots = useTokenSlots(projectId, agentId, open)
  const [isStored, setStored] = useState(false)
  const [attempt, setAttempt] = useState(0)
  const toasts = useToasts()
  const heading = useRef<HTMLHeadingElement>(null)
  const form = useForm<AgentTokenCreate>({
    resolver: zodResolver(agentTokenCreateSchema),
    defaultValues: { name: `${agentName}-${new Date().toISOString().slice(0, 10)}`, description },
    mode: 'onTouched',
    shouldFocusError: false,
  })
  const { isDirty } = form.formState
  const agent = shownName(agentName)
  const isFull = phase.name === 'form' && slots.isFull
  // As long as the first answer may come at any moment the form stays: nothing moves under a second press.
  const isSending = phase.name === 'asking' && phase.reason === null
  const view = isSending ? 'form' : phase.name
  const guard = useLeaveGuard(open ? whatIsLost() : null, heldKind[phase.name])

  useEffect(() => {
    // What had the focus is gone with the phase before. Back at the form, its errors take the focus.
    if (view !== 'form') heading.current?.focus()
  }, [view])

  function whatIsLost(): string | null {
    if (phase.name === 'shown') return isStored ? null : t('guard.secret', { agent })
    // An open outcome is found out without this page.
    if (phase.name === 'asking') {
      return phase.reason === 'unknown' ? null : t('guard.asking', { agent })
    }
    return phase.name === 'form' && !isFull && isDirty ? t('guard.form', { agent }) : null
  }

  function close() {
    if (phase.name === 'shown' && !isStored) {
      const name = shownName(phase.token.name)
      toasts.add({ tone: 'warn', title: t('left', { name }), description: t('leftText') })
    }
    guard.release()
    creation.end()
    onClose()
  }

  async function send(body: AgentTokenCreate) {
    setStored(false)
    const error = await creation.create(body)
    if (error === null) return
    applyProblem(form, error)
    setAttempt((count) => count + 1)
  }
  const submit = form.handleSubmit(send, () => setAttempt((count) => count + 1))
  const renew = () => submit()

  const before = view === 'form' || view === 'over' ? lead : null
  const hint = view === 'form' && !isFull ? t('text') : null
  return (
    <Modal
      open={open}
      onClose={close}
      onCloseRequest={() => {
        guard.leave(close)
        return false
      }}
      size="lg"
      titleRef={heading}
      title={t(phase.name === 'shown' ? 'titleShown' : 'title', { agent })}
      description={
        (before || hint) && (
          <>
            {before && <p className="mb-1 text-text">{before}</p>}
            {hint && <p>{hint}</p>}
          </>
        )
      }
      footer={
        <CreateFooter
          phase={phase.name}
          isFull={isFull}
          isStored={isStored}
          onStored={setStored}
          formId={formId}
          onClose={() => guard.leave(close)}
        />
      }
    >
      {isFull && slots.tokens && <TokenSlotsFull tokens={slots.tokens} now={slots.now} />}
      {/* Stays where it is while the token is on its way: what was typed may be wanted again. */}
      <Form
        id={formId}
        label={t('title', { agent })}
        hidden={view !== 'form' || isFull}
        onSubmit={(event) => submit(event)}
      >
        <AgentTokenFields control={form.control} attempt={attempt} />
      </Form>
      <p role="status" className="sr-only">
        {isSending && t('sending')}
      </p>
      {phase.name === 'asking' && phase.reason && <CreationAsking reason={phase.reason} />}
      {phase.name === 'over' && (
        <CreationOver
          projectId={projectId}
          agentId={agentId}
          error={phase.error}
          tokens={slots.tokens}
          now={slots.now}
          onAgain={renew}
        />
      )}
      {(phase.name === 'shown' || phase.name === 'removed') && (
        <CreationResult
          key={phase.token.id}
          projectId={projectId}
          agentId={agentId}
          agentName={agentName}
          phase={phase}
          onRemove={creation.remove}
          onRenew={renew}
        />
      )}
    </Modal>
  )
}
