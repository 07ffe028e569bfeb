import { Compass } from 'lucide-react'
import { useTranslations } from 'next-intl'
import { ButtonLink } from '#components/ui/button.tsx'
import { EmptyState } from '#components/ui/empty-state.tsx'

/** An address that leads nowhere, with a way back. */
export function NotFoundView() {
  const t = useTranslations('shell')
  return (
    <EmptyState
      icon={Compass}
      title={t('notFoundTitle')}
      headingLevel={1}
      text={t('notFoundText')}
      actions={
        <ButtonLink href="/" variant="primary">
          {t('toOverview')}
        </ButtonLink>
      }
    />
  )
}
