'use client'
import { parseAsString, useQueryState } from 'nuqs'
import { createContext, use } from 'react'

/** Opens the panel of a row by its key; its cells are given the way, so that they do not hang on the URL one by one. */
export const OpenRowContext = createContext<(key: string) => void>(() => undefined)
export const useOpenRow = () => use(OpenRowContext)

const openParser = parseAsString.withOptions({ history: 'push' })

/** The row whose panel is open, in the URL as `open=agent-7`. */
export const useOpenKey = () => useQueryState('open', openParser)
