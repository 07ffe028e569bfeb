import type { Metadata } from 'next'
import { notFound } from 'next/navigation'
import { getTranslations } from 'next-intl/server'
import { z } from 'zod'
import { ClusterDetail } from '#components/clusters/cluster-detail.tsx'
import { gitlabId } from '#lib/contract/gitlab-id.ts'
import { scopeParam } from '#lib/contract/scope.ts'

const paramsSchema = z.object({ scope: scopeParam, clusterId: gitlabId })

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('clusterForm.detail'))('pageTitle') }
}

export default async function ClusterPage({ params }: PageProps<'/[scope]/clusters/[clusterId]'>) {
  const parsed = paramsSchema.safeParse(await params)
  if (!parsed.success) notFound()
  const { scope, clusterId } = parsed.data
  return <ClusterDetail scope={scope} id={clusterId} />
}
