'use client'
import { useQuery } from '@tanstack/react-query'
import { useTranslations } from 'next-intl'
import { useRef, useState } from 'react'
import { ProblemView } from '#components/layout/problem-view.tsx'
import { ConfirmModal } from '#components/modal/confirm-modal.tsx'
import { Modal } from '#components/modal/modal.tsx'
import { Button } from '#components/ui/button.tsx'
import { Callout } from '#components/ui/callout.tsx'
import { Checkbox } from '#components/ui/checkbox.tsx'
import { shownName, spelledName } from '#components/ui/shown-name.ts'
import { useToasts } from '#components/ui/toaster.tsx'
import { agentTokenQueries, useRevokeAgentToken } from '#lib/client/agent-tokens.ts'
import { isSessionLost } from '#lib/client/failure-rules.ts'
import { type AgentToken, tokenUse } from '#lib/contract/agent-token.ts'
import { AgentTokenFacts } from './agent-token-facts.tsx'
import { useTokenNow } from './use-token-now.ts'

interface AgentTokenRevokeModalProps {
  projectId: number
  agentId: number
  token: AgentToken
  /** Whether the agent works with it as far as the opener knows; the dialog's own reading can only add to it. */
  isLive: boolean
  /** Whether it is the agent's only active token. */
  isOnly: boolean
  open: boolean
  onClose: () => void
  /** Finds what takes the focus once the token is gone, and with it what opened the dialog. */
  findLanding?: () => HTMLElement | null
}

/**
 * Revokes a token. Reads the tokens when it opens: one that the agent may work with, or its only one, asks for its
 * name and an extra tick; any other is a plain question. Every failure stays in the dialog.
 */
export function AgentTokenRevokeModal({
  projectId,
  agentId,
  token,
  isLive,
  isOnly,
  open,
  onClose,
  findLanding,
}: AgentTokenRevokeModalProps) {
  const t = useTranslations('agentTokens.revoke')
  const common = useTranslations('common')
  const toasts = useToasts()
  const landing = useRef<HTMLElement>(null)
  const heading = useRef<HTMLHeadingElement>(null)
  const tick = useRef<HTMLInputElement>(null)
  const [isTicked, setTicked] = useState(false)
  const [isTickMissing, setTickMissing] = useState(false)
  const revoke = useRevokeAgentToken(projectId, agentId)
  const reading = useQuery({
    ...agentTokenQueries.list(projectId, agentId),
    enabled: open,
    // What is asked depends on the use of the tokens now.
    staleTime: 0,
    refetchOnWindowFocus: false,
    refetchOnReconnect: false,
  })
  const tokens = reading.data?.items
  const fresh = tokens?.find(({ id }) => id === token.id)
  const shown = fresh ?? token
  const now = useTokenNow(shown.console.as_of, reading.dataUpdatedAt)
  const isGone = tokens !== undefined && fresh === undefined && !revoke.isPending
  const use = tokenUse(shown, now)
  const mayDisconnect =
    isLive || isOnly || tokens?.length === 1 || use === 'live' || use === 'unknown'
  const hasOther = !isOnly && tokens?.length !== 1
  const name = shownName(token.name)

  function close() {
    setTicked(false)
    setTickMissing(false)
    revoke.reset()
    onClose()
  }

  async function confirm() {
    if (mayDisconnect && !isTicked) {
      setTickMissing(true)
      tick.current?.focus()
      return
    }
    try {
      await revoke.mutateAsync({ tokenId: token.id })
    } catch {
      // Shown in the dialog, by the state of the mutation.
      return
    }
    toasts.add({ tone: 'good', title: t('done', { name }), description: t('doneText') })
    landing.current = findLanding?.() ?? null
    close()
  }

  const error = revoke.error && !isSessionLost(revoke.error) && <ProblemView error={revoke.error} />

  if (isGone || !mayDisconnect) {
    return (
      <Modal
        open={open}
        onClose={close}
        onCloseRequest={() => !revoke.isPending}
        // Not the first time in it, whose exact words would open, and take the Escape that closes the dialog.
        initialFocus={heading}
        titleRef={heading}
        finalFocus={landing}
        size="md"
        title={t('title', { name })}
        description={isGone ? undefined : t('plainText')}
        footer={
          <>
            <Button onClick={close} disabled={revoke.isPending}>
              {common(isGone ? 'close' : 'cancel')}
            </Button>
            {!isGone && (
              <Button variant="danger" busy={revoke.isPending} onClick={confirm}>
                {t('confirm')}
              </Button>
            )}
          </>
        }
      >
        {isGone ? (
          <Callout tone="info" role="status" title={t('gone')}>
            {t('goneText')}
          </Callout>
        ) : (
          <div className="space-y-4">
            <AgentTokenFacts token={shown} now={now} />
            {error}
          </div>
        )}
      </Modal>
    )
  }
  return (
    <ConfirmModal
      open={open}
      onClose={close}
      finalFocus={landing}
      title={t('title', { name })}
      description={t(isLive || use === 'live' ? 'liveText' : isOnly ? 'onlyText' : 'unknownText')}
      lost={[t('lostConnection'), t('lostToken')]}
      kept={[t('keptKubernetes'), t(hasOther ? 'keptAgentAndToken' : 'keptAgent')]}
      name={spelledName(token.name)}
      confirmLabel={t('confirm')}
      busy={revoke.isPending}
      onConfirm={confirm}
      error={error}
    >
      <AgentTokenFacts token={shown} now={now} />
      <div>
        <Checkbox
          ref={tick}
          checked={isTicked}
          invalid={isTickMissing}
          aria-describedby={isTickMissing ? 'revoke-tick-error' : undefined}
          onChange={(event) => {
            setTicked(event.target.checked)
            setTickMissing(false)
          }}
          label={t('tick')}
        />
        <p id="revoke-tick-error" aria-live="polite" className="min-h-4 text-meta text-bad-text">
          {isTickMissing && t('tickMissing')}
        </p>
      </div>
    </ConfirmModal>
  )
}
