'use client'
import { useEffect, useEffectEvent } from 'react'

const isTyping = (target: EventTarget | null) =>
  target instanceof HTMLElement &&
  (target.isContentEditable || /^(INPUT|TEXTAREA|SELECT)$/.test(target.tagName))

/** Whether a dialog is open; one that fades out counts no more. */
const isInDialog = () =>
  document.querySelector(':is([role=dialog], [role=alertdialog]):not([data-closed])') !== null

interface ShellKeys {
  /** Ctrl-K or Cmd-K, from anywhere but another dialog. */
  onPalette: () => void
  /** `?`, unless somebody types. */
  onHelp: () => void
}

/** The keys that work on every page; the search of a page listens for `/` itself. */
export function useShellKeys(keys: ShellKeys) {
  const press = useEffectEvent((event: KeyboardEvent) => {
    if (event.defaultPrevented || event.altKey) return
    const isCommand = event.ctrlKey || event.metaKey
    if (isCommand && event.key.toLowerCase() === 'k' && !isInDialog()) {
      event.preventDefault()
      keys.onPalette()
    } else if (!isCommand && event.key === '?' && !isTyping(event.target) && !isInDialog()) {
      event.preventDefault()
      keys.onHelp()
    }
  })
  useEffect(() => {
    const listener = (event: KeyboardEvent) => press(event)
    document.addEventListener('keydown', listener)
    return () => document.removeEventListener('keydown', listener)
  }, [])
}
