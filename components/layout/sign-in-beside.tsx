'use client'
import { ExternalLink } from 'lucide-react'
import { useTranslations } from 'next-intl'
import type { Ref } from 'react'
import { buttonClass } from '#components/ui/button.tsx'
import { signInHref } from '#lib/client/session.ts'

/** The way to a sign-in in a new tab, which tells this page when it is done: everything typed here stays. */
export function SignInBeside({ ref }: { ref: Ref<HTMLAnchorElement> }) {
  const t = useTranslations('reauth')
  return (
    <a
      ref={ref}
      href={signInHref('/signed-in')}
      target="_blank"
      rel="noreferrer"
      className={buttonClass('primary')}
    >
      {t('signIn')}
      <ExternalLink aria-hidden className="size-4" />
    </a>
  )
}
