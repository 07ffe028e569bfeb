/** Tells the other tabs of this console that somebody signed in. It carries no data: each asks the server who it is. */
const name = 'signed-in'

export function announceSignIn() {
  const channel = new BroadcastChannel(name)
  channel.postMessage(null)
  channel.close()
}

/** Calls `listener` whenever another tab has signed in; gives the function that stops it. */
export function onSignInElsewhere(listener: () => void): () => void {
  const channel = new BroadcastChannel(name)
  channel.onmessage = listener
  return () => channel.close()
}
