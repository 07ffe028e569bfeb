'use client'
import { Plus } from 'lucide-react'
import { useTranslations } from 'next-intl'
import { Button, ButtonLink } from '#components/ui/button.tsx'
import { Callout } from '#components/ui/callout.tsx'
import { campaignHref } from './rotation-hrefs.ts'
import type { StepProps } from './rotation-step-body.tsx'
import { bold, tokenName, Used } from './rotation-token-name.tsx'

/** The old token is gone and the new one is the only one: what GitLab tells of it, and where to go from here. */
export function RotationDone({ rotation, asOf, actions }: StepProps<'done'>) {
  const t = useTranslations('rotation.done')
  const { replacement, replaced, isLive } = rotation
  return (
    <Callout
      tone={isLive ? 'good' : 'warn'}
      role="status"
      className="mb-6 max-w-[40rem]"
      title={t(isLive ? 'title' : 'titleDown')}
      actions={
        <>
          <ButtonLink size="sm" href={campaignHref}>
            {t('toCampaign')}
          </ButtonLink>
          {isLive && (
            <Button size="sm" icon={Plus} onClick={() => actions.create(replacement)}>
              {t('again')}
            </Button>
          )}
        </>
      }
    >
      <p>
        {t.rich('text', {
          replacement: tokenName(replacement),
          replaced,
          b: bold,
          when: () => <Used token={replacement} now={asOf} />,
        })}
      </p>
      {!isLive && <p>{t('down')}</p>}
    </Callout>
  )
}
