import type { Metadata } from 'next'
import { notFound } from 'next/navigation'
import { getTranslations } from 'next-intl/server'
import { z } from 'zod'
import { gitlabId } from '#lib/contract/gitlab-id.ts'
import { AgentView } from './agent-view.tsx'

const paramsSchema = z.object({ projectId: gitlabId, agentId: gitlabId })

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('agents.detail'))('pageTitle') }
}

export default async function Page({
  params,
}: PageProps<'/projects/[projectId]/agents/[agentId]'>) {
  const parsed = paramsSchema.safeParse(await params)
  if (!parsed.success) notFound()
  return <AgentView {...parsed.data} />
}
