'use client'
import { useQuery } from '@tanstack/react-query'
import { sessionQueries } from '#lib/client/session.ts'

/** A moment of the browser's clock by the server's, in epoch milliseconds: the browser's may go wrong. */
export function useServerTime(at: number): number {
  const { data, dataUpdatedAt } = useQuery(sessionQueries.current())
  return data?.authenticated ? at + Date.parse(data.now) - dataUpdatedAt : at
}
