import type { Metadata } from 'next'
import { getTranslations } from 'next-intl/server'
import { SignedIn } from '#components/layout/signed-in.tsx'

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('reauth'))('doneTitle') }
}

/** Where the tab lands that was opened to sign in again; the tab with the work goes on by itself. */
export default function SignedInPage() {
  return <SignedIn />
}
