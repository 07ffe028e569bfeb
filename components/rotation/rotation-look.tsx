'use client'
import { RotateCw, Trash2 } from 'lucide-react'
import { useTranslations } from 'next-intl'
import { Button, ButtonLink } from '#components/ui/button.tsx'
import { Callout } from '#components/ui/callout.tsx'
import type { AgentToken } from '#lib/contract/agent-token.ts'
import { ignoredMarkers } from '#lib/contract/rotation.ts'
import { rotatedAgentHref } from './rotation-hrefs.ts'
import type { StepProps } from './rotation-step-body.tsx'
import { bold, tokenName, Used } from './rotation-token-name.tsx'

/** Which token is live cannot be told, or not what to do about the other one: says why, and the way out. */
export function RotationRefused({
  rotation,
  tokens,
  asOf,
  actions,
  ...place
}: StepProps<'refused'>) {
  const t = useTranslations('rotation.refused')
  const { why, live, pair } = rotation
  const other = tokens.find((token) => token.id !== live?.id)
  return (
    <>
      <Callout tone={why === 'no_token' ? 'info' : 'warn'} title={t(`${why}.title`)}>
        <p>
          {t.rich(`${why}.text`, {
            live: live ? tokenName(live) : '',
            other: other ? tokenName(other) : '',
            b: bold,
            when: () => other && <Used token={other} now={asOf} />,
          })}
        </p>
        <p>{t(`${why}.action`)}</p>
        {pair && (
          <p>
            {t.rich('underWay', {
              old: tokenName(pair.old),
              replacement: tokenName(pair.replacement),
              b: bold,
            })}
          </p>
        )}
        <div className="flex flex-wrap gap-2 pt-2">
          <ButtonLink
            size="sm"
            variant={why === 'unread' || why === 'clock' ? 'secondary' : 'primary'}
            href={rotatedAgentHref(place.projectId, place.agentId)}
          >
            {t('toAgent')}
          </ButtonLink>
          <Button size="sm" icon={RotateCw} busy={actions.isReading} onClick={actions.lookAgain}>
            {t('lookAgain')}
          </Button>
        </div>
      </Callout>
      <IgnoredMarkers tokens={tokens} />
    </>
  )
}

/** Both places are taken: the token that was never used can make room. */
export function RotationFree({ rotation, tokens, actions }: StepProps<'free'>) {
  const t = useTranslations('rotation.free')
  const { live, unused } = rotation
  return (
    <>
      <p>{t.rich('text', { live: tokenName(live), unused: tokenName(unused), b: bold })}</p>
      <Button icon={Trash2} onClick={() => actions.revoke(unused)} variant="primary">
        {t('revoke', { id: unused.id })}
      </Button>
      <p className="text-meta text-text-soft">{t('hint')}</p>
      <IgnoredMarkers tokens={tokens} />
    </>
  )
}

/** Descriptions that speak of a rotation and are not believed, so that nobody wonders why. */
function IgnoredMarkers({ tokens }: { tokens: readonly AgentToken[] }) {
  const t = useTranslations('rotation')
  const ignored = ignoredMarkers(tokens)
  if (ignored.length === 0) return null
  return (
    <ul className="space-y-1 text-meta text-text-soft">
      {ignored.map(({ token, replaces, why }) => (
        <li key={token.id}>
          {t.rich(`ignored.${why}`, { token: tokenName(token), replaces, b: bold })}
        </li>
      ))}
    </ul>
  )
}
