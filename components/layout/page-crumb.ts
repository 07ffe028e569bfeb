'use client'
import { useEffect, useSyncExternalStore } from 'react'
import { makeShellStore } from './shell-store.ts'

const store = makeShellStore<string | null>(null)

/** What the present page adds to the breadcrumb, such as the name of the cluster it shows. */
export function useShownCrumb(): string | null {
  return useSyncExternalStore(store.subscribe, store.get, () => store.initial)
}

/** Adds a last step to the breadcrumb as long as the component is mounted. */
export function usePageCrumb(label: string | null) {
  useEffect(() => {
    store.set(label)
    return () => store.set(null)
  }, [label])
}
