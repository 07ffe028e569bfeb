'use client'
import { createContext, use } from 'react'
import type { FindingRow } from './finding-row.ts'

interface FindingList {
  onDetails: (row: FindingRow) => void
}

/** What the cells of the list need to know about the list they stand in. */
export const FindingListContext = createContext<FindingList | null>(null)

export function useFindingList(): FindingList {
  const list = use(FindingListContext)
  if (list === null) throw new Error('A cell of the findings stands outside of their list')
  return list
}
