import type { Metadata } from 'next'
import { notFound } from 'next/navigation'
import { getTranslations } from 'next-intl/server'
import { gitlabId } from '#lib/contract/gitlab-id.ts'
import { AgentsView } from './agents-view.tsx'

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('agents'))('title') }
}

export default async function Page({ params }: PageProps<'/projects/[projectId]/agents'>) {
  const projectId = gitlabId.safeParse((await params).projectId)
  if (!projectId.success) notFound()
  return <AgentsView projectId={projectId.data} />
}
