import type { Metadata } from 'next'
import { getTranslations } from 'next-intl/server'
import { RadarPage } from '#components/radar/radar-page.tsx'

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('radar'))('title') }
}

export default function Page() {
  return <RadarPage />
}
