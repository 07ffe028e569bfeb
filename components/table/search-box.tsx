'use client'
'use no memo'

import { Search, X } from 'lucide-react'
import { useTranslations } from 'next-intl'
import { useEffect, useRef } from 'react'
import { Input } from '#components/ui/input.tsx'
import { Kbd } from '#components/ui/kbd.tsx'
import { isDialogOpen } from '#components/ui/open-dialog.ts'
import { useTableContext } from './app-table.ts'

const isTyping = (target: EventTarget | null) =>
  target instanceof HTMLElement &&
  (target.isContentEditable || ['INPUT', 'TEXTAREA', 'SELECT'].includes(target.tagName))

/** Searches every column of the table; `/` leads here from anywhere on the page, Esc empties it. */
export function SearchBox() {
  const t = useTranslations('table')
  const table = useTableContext()
  const input = useRef<HTMLInputElement>(null)
  const query: string = table.state.globalFilter

  useEffect(() => {
    function focusOnSlash(event: KeyboardEvent) {
      if (event.key !== '/' || event.ctrlKey || event.metaKey || event.altKey) return
      if (event.defaultPrevented || isTyping(event.target) || isDialogOpen()) return
      event.preventDefault()
      input.current?.focus()
      input.current?.select()
    }
    document.addEventListener('keydown', focusOnSlash)
    return () => document.removeEventListener('keydown', focusOnSlash)
  }, [])

  return (
    <search className="relative w-full sm:w-auto sm:max-w-64 sm:min-w-40 sm:flex-1">
      <Search
        aria-hidden
        className="pointer-events-none absolute top-2 left-2.5 size-4 text-text-faint"
      />
      <Input
        ref={input}
        type="search"
        value={query}
        placeholder={t('searchPlaceholder')}
        aria-label={t('search')}
        aria-keyshortcuts="/"
        autoComplete="off"
        spellCheck={false}
        className="peer pr-8 pl-8 [&::-webkit-search-cancel-button]:hidden"
        onChange={(event) => table.setGlobalFilter(event.target.value)}
        onKeyDown={(event) => {
          if (event.key !== 'Escape') return
          event.preventDefault()
          if (query === '') event.currentTarget.blur()
          else table.setGlobalFilter('')
        }}
      />
      {query === '' ? (
        <span
          aria-hidden
          className="pointer-events-none absolute top-1.5 right-1.5 hidden peer-focus:hidden sm:block pointer-coarse:hidden"
        >
          <Kbd>/</Kbd>
        </span>
      ) : (
        <button
          type="button"
          aria-label={t('clearSearch')}
          className="absolute top-1 right-1 flex size-6 items-center justify-center rounded-[4px] text-text-faint hover:bg-hover hover:text-text"
          onClick={() => {
            table.setGlobalFilter('')
            input.current?.focus()
          }}
        >
          <X aria-hidden className="size-4" />
        </button>
      )}
    </search>
  )
}
