import type { TipSide } from './tip.ts'

/** What to show, and beside what. */
export interface Tip {
  anchor: HTMLElement
  words: string
  side: TipSide
}

/** Before the first one shows, in milliseconds; the next one follows at once. */
const restMs = 350
/** Long enough for the pointer to reach the popup itself (WCAG 1.4.13). */
const leaveMs = 100
const followMs = 400

/** To be spread into the popup: the pointer may go there without closing it. */
export const tipPopup = { 'data-tip-popup': '' }

const sides: readonly string[] = ['top', 'right', 'bottom', 'left'] satisfies TipSide[]
const isSide = (side: string | undefined): side is TipSide =>
  side !== undefined && sides.includes(side)

function tipAt(target: EventTarget | null): Tip | null {
  const anchor = target instanceof Element ? target.closest<HTMLElement>('[data-tip]') : null
  const { tip: words, tipSide } = anchor?.dataset ?? {}
  if (anchor === null || words === undefined) return null
  return { anchor, words, side: isSide(tipSide) ? tipSide : 'top' }
}

/**
 * Listens once for the whole page. `show` is called with each tooltip that is to be seen and with null when none is;
 * an element that leaves the page takes its tooltip along. `close` hides what is seen, `stop` ends the listening.
 */
export function watchTips(show: (tip: Tip | null) => void): {
  close: () => void
  stop: () => void
} {
  let current: Tip | null = null
  let closedAt = Number.NEGATIVE_INFINITY
  let timer: ReturnType<typeof setTimeout> | undefined

  const change = (tip: Tip | null) => {
    clearTimeout(timer)
    removal.disconnect()
    if (tip?.anchor.isConnected) removal.observe(document, { childList: true, subtree: true })
    if (current !== null && tip === null) closedAt = performance.now()
    current = tip
    show(tip)
  }
  const later = (tip: Tip | null, ms: number) => {
    clearTimeout(timer)
    timer = setTimeout(() => change(tip?.anchor.isConnected ? tip : null), ms)
  }
  const close = () => {
    clearTimeout(timer)
    if (current !== null) change(null)
  }
  const removal = new MutationObserver(() => {
    if (!current?.anchor.isConnected) close()
  })
  const over = ({ target, pointerType }: PointerEvent) => {
    if (pointerType === 'touch') return
    const found = tipAt(target)
    const isInPopup = target instanceof Element && target.closest('[data-tip-popup]') !== null
    if (isInPopup || (found !== null && found.anchor === current?.anchor)) clearTimeout(timer)
    else if (found === null) leave()
    else {
      const follows = current !== null || performance.now() - closedAt < followMs
      later(found, follows ? 0 : restMs)
    }
  }
  const leave = () => {
    if (current === null) clearTimeout(timer)
    else later(null, leaveMs)
  }
  const focus = ({ target }: FocusEvent) => {
    const found = tipAt(target)
    if (found !== null && found.anchor === target && found.anchor.matches(':focus-visible'))
      change(found)
  }

  const stopped = new AbortController()
  const { signal } = stopped
  document.addEventListener('pointerover', over, { signal })
  document.documentElement.addEventListener('pointerleave', leave, { signal })
  document.addEventListener('pointerdown', close, { signal, capture: true })
  document.addEventListener('focusin', focus, { signal })
  document.addEventListener('focusout', close, { signal })
  return {
    close,
    stop() {
      clearTimeout(timer)
      removal.disconnect()
      stopped.abort()
    },
  }
}
