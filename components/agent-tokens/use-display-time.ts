'use client'
import { useEffect, useEffectEvent, useState } from 'react'

const minuteMs = 60_000

/**
 * Counts down the time for which a secret is on the page; `onEnd` is called once it is over, also when the machine
 * slept meanwhile. It can be extended by the same length from one minute before (half of it, if that is less).
 */
export function useDisplayTime(lengthMs: number, onEnd: () => void) {
  const [endsAt, setEndsAt] = useState(() => Date.now() + lengthMs)
  const [now, setNow] = useState(() => Date.now())
  const leftMs = Math.max(0, endsAt - now)
  const tick = useEffectEvent(() => {
    const time = Date.now()
    setNow(time)
    if (time >= endsAt) onEnd()
  })
  useEffect(() => {
    const timer = setInterval(() => tick(), 1_000)
    const look = () => tick()
    document.addEventListener('visibilitychange', look)
    return () => {
      clearInterval(timer)
      document.removeEventListener('visibilitychange', look)
    }
  }, [])
  return {
    leftMs,
    canExtend: leftMs <= Math.min(minuteMs, lengthMs / 2),
    extend: () => setEndsAt(Date.now() + lengthMs),
  }
}
