import type { Metadata } from 'next'
import { getTranslations } from 'next-intl/server'
import { LoginPanel } from '#components/layout/login-panel.tsx'
import { pathOnly } from '#components/layout/path-only.ts'
import { config } from '#lib/server/config.ts'

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations('login')
  return { title: t('title') }
}

export default async function LoginPage({ searchParams }: PageProps<'/login'>) {
  const { return_to } = await searchParams
  return <LoginPanel returnTo={pathOnly(return_to)} mode={config().authMode} />
}
