import type { Metadata } from 'next'
import { notFound } from 'next/navigation'
import { getTranslations } from 'next-intl/server'
import { ClusterAdd } from '#components/clusters/cluster-add.tsx'
import { scopeParam } from '#lib/contract/scope.ts'

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('clusterForm'))('addTitle') }
}

export default async function NewClusterPage({ params }: PageProps<'/[scope]/clusters/new'>) {
  const scope = scopeParam.safeParse((await params).scope)
  if (!scope.success) notFound()
  return <ClusterAdd scope={scope.data} />
}
