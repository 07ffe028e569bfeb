import type { Metadata } from 'next'
import { getTranslations } from 'next-intl/server'
import { Doctor } from '#components/settings/doctor.tsx'
import { OpenIntents } from '#components/settings/open-intents.tsx'

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations('settings')
  return { title: t('title') }
}

export default function SettingsPage() {
  return (
    <>
      <Doctor />
      <OpenIntents />
    </>
  )
}
