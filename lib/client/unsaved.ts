type Listener = () => void

/** What a question is about: `typed` can be typed again, `sending` is on its way, a `secret` is gone for good. */
export type HeldKind = 'typed' | 'sending' | 'secret'

const gravest: readonly HeldKind[] = ['secret', 'sending', 'typed']

/** A question that waits for an answer: what would be lost, and what the person wanted to do. */
export interface LeaveRequest {
  /** What is lost, one phrase for each form or dialog that holds something. */
  lost: readonly string[]
  /** Of the gravest among them. */
  kind: HeldKind
  proceed: () => void
}

interface Held {
  what: string
  kind: HeldKind
}

const held = new Map<symbol, Held>()
const listeners = new Set<Listener>()
let request: LeaveRequest | null = null
let onlyOwner: symbol | null = null

function changed() {
  for (const listener of listeners) listener()
}

function put(next: LeaveRequest | null, owner: symbol | null) {
  request = next
  onlyOwner = owner
  changed()
}

/**
 * What in this page is typed and not saved, and the one question asked before it is lost. It knows nothing of React
 * or of navigation: forms hold, whoever wants to leave asks.
 */
export const unsaved = {
  hold(owner: symbol, what: string, kind: HeldKind = 'typed') {
    held.set(owner, { what, kind })
    changed()
  },
  release(owner: symbol) {
    if (held.delete(owner)) changed()
  },
  /** Forgets everything, without a question: what was typed belonged to somebody else. */
  releaseAll() {
    held.clear()
    changed()
  },
  isHeld: () => held.size > 0,
  /** Runs `proceed` at once when nothing would be lost, else after the person agreed. With an owner only its own. */
  ask(proceed: () => void, owner: symbol | null = null) {
    const asked =
      owner === null ? [...held.values()] : [held.get(owner)].filter((one) => one !== undefined)
    if (asked.length === 0) return proceed()
    const kind = gravest.find((known) => asked.some((one) => one.kind === known)) ?? 'typed'
    put({ lost: asked.map(({ what }) => what), kind, proceed }, owner)
  },
  request: () => request,
  stay: () => put(null, null),
  discard() {
    const proceed = request?.proceed
    if (onlyOwner === null) held.clear()
    else held.delete(onlyOwner)
    put(null, null)
    proceed?.()
  },
  subscribe(listener: Listener) {
    listeners.add(listener)
    return () => {
      listeners.delete(listener)
    }
  },
}
