'use client'
import { createContext, use, useSyncExternalStore } from 'react'
import type { Healer, Healing } from '#lib/client/healing.ts'
import { network } from '#lib/client/offline.ts'

export const HealerContext = createContext<Healer | null>(null)

const well: Healing = { isAiling: false, nextTryAt: null, isTrying: false }
const noListener = () => () => undefined

/** How the failed readings of the page stand: when they are tried again, and a way to do so at once. */
export function useHealing(): Healing & { tryNow: () => void } {
  const healer = use(HealerContext)
  const healing = useSyncExternalStore(
    healer?.subscribe ?? noListener,
    healer?.state ?? (() => well),
    () => well,
  )
  return { ...healing, tryNow: () => healer?.tryNow() }
}

/** Whether this browser is without a network. */
export const useOffline = (): boolean =>
  useSyncExternalStore(network.subscribe, network.isOffline, () => false)
