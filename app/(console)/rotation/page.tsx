import type { Metadata } from 'next'
import { getTranslations } from 'next-intl/server'
import { CampaignPage } from '#components/rotation/campaign-page.tsx'

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('rotation.campaign'))('title') }
}

export default function Page() {
  return <CampaignPage />
}
