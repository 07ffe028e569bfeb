'use client'
import { Dialog } from '@base-ui/react/dialog'
import { useTranslations } from 'next-intl'
import type { ReactNode } from 'react'
import { useEffect, useState } from 'react'
import { CommandPalette } from './command-palette.tsx'
import { KeysModal } from './keys-modal.tsx'
import { NewVersionBanner } from './new-version-banner.tsx'
import { PageSkeleton } from './page-skeleton.tsx'
import { ProjectPicker } from './project-picker.tsx'
import { Rail } from './rail.tsx'
import { ReadOnlyBanner } from './read-only-banner.tsx'
import { keepPageInHistory } from './same-page-history.ts'
import { ServiceTokenBanner } from './service-token-banner.tsx'
import { SessionGate, SessionProvider } from './session-gate.tsx'
import { TopBar } from './top-bar.tsx'
import { TroubleBanner } from './trouble-banner.tsx'
import { useEarlyPlace } from './use-early-place.ts'
import { useShellKeys } from './use-shell-keys.ts'

/** The frame of every page of the console. It holds no data and renders before anyone is known. */
export function Shell({ children }: { children: ReactNode }) {
  return (
    <SessionProvider>
      <Frame>
        <SessionGate pending={<PageSkeleton />}>{children}</SessionGate>
      </Frame>
    </SessionProvider>
  )
}

type Overlay = 'drawer' | 'palette' | 'keys' | null

function Frame({ children }: { children: ReactNode }) {
  const t = useTranslations('shell')
  const [overlay, setOverlay] = useState<Overlay>(null)
  const close = () => setOverlay(null)
  useEffect(keepPageInHistory, [])
  useEarlyPlace()
  useShellKeys({ onPalette: () => setOverlay('palette'), onHelp: () => setOverlay('keys') })
  return (
    <div className="md:grid md:min-h-dvh md:grid-cols-[3.25rem_minmax(0,1fr)] lg:grid-cols-[14.5rem_minmax(0,1fr)]">
      <a
        href="#content"
        className="sr-only z-70 focus-visible:not-sr-only focus-visible:fixed focus-visible:top-2 focus-visible:left-2 focus-visible:rounded-control focus-visible:bg-raised focus-visible:px-3 focus-visible:py-2 focus-visible:shadow-float"
      >
        {t('skipToContent')}
      </a>
      <div className="sticky top-0 hidden h-dvh border-r border-line bg-rail md:block lg:hidden">
        <Rail isCompact />
      </div>
      <div className="sticky top-0 hidden h-dvh border-r border-line bg-rail lg:block">
        <Rail />
      </div>
      <div className="flex min-h-dvh min-w-0 flex-col">
        <TopBar
          onOpenDrawer={() => setOverlay('drawer')}
          onOpenPalette={() => setOverlay('palette')}
          onShowKeys={() => setOverlay('keys')}
        />
        <ReadOnlyBanner />
        <TroubleBanner />
        <NewVersionBanner />
        <ServiceTokenBanner />
        <main id="content" tabIndex={-1} className="flex-1 px-4 py-5 outline-none md:px-6">
          {children}
        </main>
      </div>
      <RailDrawer open={overlay === 'drawer'} onClose={close} />
      <CommandPalette
        open={overlay === 'palette'}
        onOpenChange={(open) => setOverlay(open ? 'palette' : null)}
        onShowKeys={() => setOverlay('keys')}
      />
      <ProjectPicker />
      <KeysModal open={overlay === 'keys'} onClose={close} />
    </div>
  )
}

function RailDrawer({ open, onClose }: { open: boolean; onClose: () => void }) {
  const t = useTranslations('shell')
  return (
    <Dialog.Root open={open} onOpenChange={(next) => !next && onClose()}>
      <Dialog.Portal>
        <Dialog.Backdrop className="fixed inset-0 z-40 bg-scrim transition-opacity data-ending-style:opacity-0 data-starting-style:opacity-0 md:hidden" />
        <Dialog.Popup
          aria-label={t('menu')}
          className="fixed inset-y-0 left-0 z-40 w-64 max-w-[85vw] bg-rail shadow-float outline-none transition-transform duration-180 data-ending-style:-translate-x-full data-starting-style:-translate-x-full md:hidden"
        >
          <Rail onNavigate={onClose} />
          <Dialog.Close className="sr-only">{t('closeMenu')}</Dialog.Close>
        </Dialog.Popup>
      </Dialog.Portal>
    </Dialog.Root>
  )
}
