'use client'
import { useTranslations } from 'next-intl'
import { ExternalTextLink } from '#components/ui/text-link.tsx'

const pages = {
  environmentScope: 'user/project/clusters/multiple_kubernetes_clusters/',
  baseDomain: 'user/project/clusters/gitlab_managed_clusters/#base-domain',
  serviceToken: 'user/project/clusters/add_existing_cluster/',
} as const

/** A way to the page of GitLab's documentation that says more; the accessible name tells about what. */
export function DocsLink({ page }: { page: keyof typeof pages }) {
  const t = useTranslations('clusterForm.docs')
  return (
    <ExternalTextLink href={`https://docs.gitlab.com/${pages[page]}`} aria-label={t(page)}>
      {t('more')}
    </ExternalTextLink>
  )
}
