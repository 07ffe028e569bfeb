'use client'
import { useTranslations } from 'next-intl'
import { Callout } from '#components/ui/callout.tsx'
import type { Method } from './url-configuration-form-values.ts'

/** Under a URL that begins with grpc://: what that means. Nothing for any other. */
export function GrpcWarning({ url, method }: { url: string; method: Method }) {
  const t = useTranslations('urlConfigurations.insecure')
  if (URL.parse(url.trim())?.protocol !== 'grpc:') return null
  return (
    <Callout tone="warn" title={t('title')}>
      <p>{t('text')}</p>
      {method === 'mtls' && <p>{t('mtls')}</p>}
    </Callout>
  )
}
