'use client'
import { Plus, Trash2 } from 'lucide-react'
import { useTranslations } from 'next-intl'
import { AgentInstall } from '#components/agent-tokens/agent-install.tsx'
import { Button } from '#components/ui/button.tsx'
import { Callout } from '#components/ui/callout.tsx'
import { Spinner } from '#components/ui/spinner.tsx'
import { type AgentToken, tokenUse } from '#lib/contract/agent-token.ts'
import { type Rotation, replacesMarker } from '#lib/contract/rotation.ts'
import type { ReadRotation } from './read-rotation.ts'
import { RotationFree, RotationRefused } from './rotation-look.tsx'
import { bold, tokenName, Used } from './rotation-token-name.tsx'
import { RotationWatch } from './rotation-watch.tsx'

/** What the steps can have done; the dialogs belong to the page, so that they outlive the step. */
interface RotationActions {
  create: (replaces: AgentToken) => void
  revoke: (token: AgentToken) => void
  /** Reads the tokens anew first: what was true a minute ago is no ground for revoking a token. */
  revokeOld: () => Promise<void>
  lookAgain: () => void
  isReading: boolean
}

type Kind = Rotation<AgentToken>['kind']

export interface StepProps<K extends Kind = Kind> extends Omit<ReadRotation, 'rotation'> {
  projectId: number
  agentId: number
  agentName: string
  rotation: Extract<Rotation<AgentToken>, { kind: K }>
  /** When the tokens came, in epoch milliseconds by the browser's clock. */
  readAt: number
  actions: RotationActions
}

/** What is to be done now, by what GitLab tells. Nothing when the rotation is done. */
export function RotationStepBody({ rotation, ...rest }: StepProps) {
  switch (rotation.kind) {
    case 'refused':
      return <RotationRefused rotation={rotation} {...rest} />
    case 'free':
      return <RotationFree rotation={rotation} {...rest} />
    case 'create':
      return <CreateStep rotation={rotation} {...rest} />
    case 'install':
      return <InstallStep rotation={rotation} {...rest} />
    case 'watch':
      return <RotationWatch rotation={rotation} {...rest} />
    case 'revoke':
      return <RevokeStep rotation={rotation} {...rest} />
    case 'done':
      return null
  }
}

function CreateStep({ rotation: { live, replaced }, actions }: StepProps<'create'>) {
  const t = useTranslations('rotation.create')
  return (
    <>
      <p>{t.rich('text', { live: tokenName(live), b: bold })}</p>
      <p className="text-text-soft">
        {t.rich('marker', {
          marker: replacesMarker(live.id),
          code: (chunks) => <code className="text-table">{chunks}</code>,
        })}
      </p>
      {replaced !== null && (
        <p className="text-text-soft">{t('earlier', { live: live.id, replaced })}</p>
      )}
      <Button variant="primary" icon={Plus} onClick={() => actions.create(live)}>
        {t('create')}
      </Button>
    </>
  )
}

function InstallStep({ rotation, asOf, actions, ...agent }: StepProps<'install'>) {
  const t = useTranslations('rotation.install')
  const { replacement, old, replaced } = rotation
  const { projectId, agentId, agentName } = agent
  const isDown = old !== null && tokenUse(old, asOf) !== 'live'
  return (
    <>
      {old === null && (
        <Callout tone="bad" title={t('oldGone', { id: replaced })}>
          <p>{t('oldGoneText')}</p>
        </Callout>
      )}
      {isDown && (
        <Callout tone="warn" title={t('down')}>
          <p>
            {t.rich('downText', {
              old: tokenName(old),
              b: bold,
              when: () => <Used token={old} now={asOf} />,
            })}
          </p>
        </Callout>
      )}
      <p>
        {t.rich(old === null || isDown ? 'textDown' : 'text', {
          replacement: tokenName(replacement),
          old: old ? tokenName(old) : '',
          b: bold,
        })}
      </p>
      <AgentInstall projectId={projectId} agentId={agentId} agentName={agentName} />
      <div className="flex items-start gap-2">
        <Spinner className="mt-0.5 text-text-faint" />
        <p className="min-w-0">
          {t('waiting', { id: replacement.id })}
          <span className="block text-meta text-text-soft">{t('waitingText')}</span>
        </p>
      </div>
      <div className="flex flex-wrap items-center gap-x-3 gap-y-2 border-t border-line pt-3">
        <p className="min-w-0 flex-1 basis-60 text-text-soft">{t('lost')}</p>
        <Button icon={Trash2} onClick={() => actions.revoke(replacement)}>
          {t('revoke', { id: replacement.id })}
        </Button>
      </div>
    </>
  )
}

function RevokeStep({ rotation: { old, replacement }, asOf, actions }: StepProps<'revoke'>) {
  const t = useTranslations('rotation.revoke')
  return (
    <>
      <p>
        {t.rich('text', {
          replacement: tokenName(replacement),
          old: tokenName(old),
          b: bold,
          when: () => <Used token={replacement} now={asOf} />,
          still: () => <Used token={old} now={asOf} />,
        })}
      </p>
      <p className="text-text-soft">{t('effect')}</p>
      <Button
        variant="danger"
        icon={Trash2}
        busy={actions.isReading}
        onClick={() => actions.revokeOld()}
      >
        {t('revoke', { id: old.id })}
      </Button>
    </>
  )
}
