'use client'
import type { LucideIcon } from 'lucide-react'
import { useEffect, useEffectEvent, useSyncExternalStore } from 'react'
import { makeShellStore } from './shell-store.ts'

/** Something that can be done on the present page, offered by the command palette. */
export interface ShellAction {
  /** Unique on the page, such as `clusters.add`. */
  id: string
  /** Verb and object: "Add cluster". */
  label: string
  icon: LucideIcon
  run: () => void
}

const store = makeShellStore<readonly ShellAction[]>([])

/** The actions of the present page, in the order of their registration. */
export function useShellActions(): readonly ShellAction[] {
  return useSyncExternalStore(store.subscribe, store.get, () => store.initial)
}

/** Offers an action in the command palette as long as the component is mounted; null offers nothing. */
export function useShellAction(action: ShellAction | null) {
  const run = useEffectEvent(() => action?.run())
  const id = action?.id
  const label = action?.label
  const icon = action?.icon
  useEffect(() => {
    if (id === undefined || label === undefined || icon === undefined) return
    store.set([...store.get(), { id, label, icon, run: () => run() }])
    return () => store.set(store.get().filter((other) => other.id !== id))
  }, [id, label, icon])
}
