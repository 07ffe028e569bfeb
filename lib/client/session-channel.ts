import { z } from 'zod'

const messageSchema = z.string().nullable()

let opened: BroadcastChannel | null = null

/** One for the whole page, so that it does not hear itself. */
function channel(): BroadcastChannel {
  opened ??= new BroadcastChannel('session')
  return opened
}

/**
 * Tells the other tabs of this console who is signed in in this browser, null for nobody. The id is a hint only:
 * whoever hears it asks the server who is there.
 */
export function announceSession(userId: string | null) {
  channel().postMessage(userId)
}

/** Calls `listener` whenever another tab says who is signed in; gives the function that stops it. */
export function onSessionElsewhere(listener: (userId: string | null) => void): () => void {
  const hear = ({ data }: MessageEvent<unknown>) => {
    const message = messageSchema.safeParse(data)
    if (message.success) listener(message.data)
  }
  channel().addEventListener('message', hear)
  return () => channel().removeEventListener('message', hear)
}
