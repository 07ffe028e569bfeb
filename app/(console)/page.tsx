import type { Metadata } from 'next'
import { getTranslations } from 'next-intl/server'
import { PlaceChooser } from '#components/layout/place-chooser.tsx'
import { OverviewPage } from '#components/overview/overview-page.tsx'

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('overview'))('title') }
}

export default function Page() {
  return (
    <>
      <OverviewPage />
      <PlaceChooser />
    </>
  )
}
