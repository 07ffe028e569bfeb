import type { Metadata } from 'next'
import { notFound } from 'next/navigation'
import { getTranslations } from 'next-intl/server'
import { ClustersPage } from '#components/clusters/clusters-page.tsx'
import { scopeParam } from '#lib/contract/scope.ts'

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations('clusters')
  return { title: t('title') }
}

export default async function Page({ params }: PageProps<'/[scope]/clusters'>) {
  const scope = scopeParam.safeParse((await params).scope)
  if (!scope.success) notFound()
  return <ClustersPage scope={scope.data} />
}
