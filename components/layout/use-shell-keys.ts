'use client'
import { useEffect, useEffectEvent } from 'react'
import { isDialogOpen } from '#components/ui/open-dialog.ts'

const isTyping = (target: EventTarget | null) =>
  target instanceof HTMLElement &&
  (target.isContentEditable || /^(INPUT|TEXTAREA|SELECT)$/.test(target.tagName))

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
    if (isCommand && event.key.toLowerCase() === 'k' && !isDialogOpen()) {
      event.preventDefault()
      keys.onPalette()
    } else if (!isCommand && event.key === '?' && !isTyping(event.target) && !isDialogOpen()) {
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
