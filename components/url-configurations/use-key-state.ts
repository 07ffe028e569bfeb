'use client'
import { useEffect, useMemo, useState } from 'react'
import { inspectPair } from '#lib/client/certificates.ts'
import type { KeyState } from '#lib/contract/certificate.ts'

const pauseMs = 300

interface Pair {
  pem: string
  key: string
}

/**
 * How a typed private key stands to a typed certificate; null while there is no key. Asked without the query cache: what
 * a query is asked with stays in it.
 */
export function useKeyState(pem: string, key: string): KeyState | 'checking' | 'failed' | null {
  const pair: Pair = useMemo(() => ({ pem: pem.trim(), key: key.trim() }), [pem, key])
  const [found, setFound] = useState<{ of: Pair; state: KeyState | 'failed' } | null>(null)
  // What was found about another key says nothing, and need not be kept.
  if (found !== null && found.of !== pair) setFound(null)
  useEffect(() => {
    if (pair.key === '') return
    const stop = new AbortController()
    const timer = setTimeout(() => {
      inspectPair(pair, stop.signal).then(
        ({ key: state }) => setFound({ of: pair, state: state ?? 'failed' }),
        () => !stop.signal.aborted && setFound({ of: pair, state: 'failed' }),
      )
    }, pauseMs)
    return () => {
      clearTimeout(timer)
      stop.abort()
    }
  }, [pair])
  if (pair.key === '') return null
  return found?.of === pair ? found.state : 'checking'
}
