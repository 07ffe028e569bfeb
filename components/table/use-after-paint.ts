import { startTransition, useEffect, useState } from 'react'

/**
 * The same value, but only once what is new without it was painted. A deferred value would not wait for that: its work
 * begins before the frame, and the frame waits.
 */
export function useAfterPaint<T extends object | null>(value: T): T {
  const [shown, setShown] = useState(() => value)
  useEffect(() => {
    let timer: ReturnType<typeof setTimeout> | undefined
    const frame = requestAnimationFrame(() => {
      timer = setTimeout(() => startTransition(() => setShown(() => value)), 0)
    })
    return () => {
      cancelAnimationFrame(frame)
      clearTimeout(timer)
    }
  }, [value])
  return shown
}
