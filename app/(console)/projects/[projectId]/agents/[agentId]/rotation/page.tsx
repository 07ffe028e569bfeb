import type { Metadata } from 'next'
import { notFound } from 'next/navigation'
import { getTranslations } from 'next-intl/server'
import { z } from 'zod'
import { RotationPage } from '#components/rotation/rotation-page.tsx'
import { gitlabId } from '#lib/contract/gitlab-id.ts'

const paramsSchema = z.object({ projectId: gitlabId, agentId: gitlabId })

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('rotation'))('pageTitle') }
}

export default async function Page({
  params,
}: PageProps<'/projects/[projectId]/agents/[agentId]/rotation'>) {
  const parsed = paramsSchema.safeParse(await params)
  if (!parsed.success) notFound()
  return <RotationPage {...parsed.data} />
}
