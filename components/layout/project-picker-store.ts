'use client'
import { useSyncExternalStore } from 'react'
import { makeShellStore } from './shell-store.ts'

const store = makeShellStore(false)

/** The dialog that asks for a project, opened from the rail, the drawer and the palette alike. */
export const projectPicker = { open: () => store.set(true), close: () => store.set(false) }

export const useIsProjectPickerOpen = (): boolean =>
  useSyncExternalStore(store.subscribe, store.get, () => store.initial)
