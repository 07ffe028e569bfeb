import type { Socket } from 'node:net'

/** What GitLab is doing at a time: open connections, and requests under way, of all and of one token. */
export class Traffic {
  readonly #open = new Set<Socket>()
  readonly #underWay = new Map<string, number>()
  #inFlight = 0
  #most = 0
  #mostOfOne = 0

  /** Follows a connection to its end. */
  connected(socket: Socket): void {
    this.#open.add(socket)
    socket.once('close', () => this.#open.delete(socket))
  }

  /** Counts a request of somebody; gives what has to be called at its end, however often. */
  begin(who: string): () => void {
    const own = (this.#underWay.get(who) ?? 0) + 1
    this.#underWay.set(who, own)
    this.#inFlight += 1
    this.#most = Math.max(this.#most, this.#inFlight)
    this.#mostOfOne = Math.max(this.#mostOfOne, own)
    let isOver = false
    return () => {
      if (isOver) return
      isOver = true
      this.#inFlight -= 1
      const left = (this.#underWay.get(who) ?? 1) - 1
      if (left === 0) this.#underWay.delete(who)
      else this.#underWay.set(who, left)
    }
  }

  figures() {
    return {
      connections: this.#open.size,
      in_flight: this.#inFlight,
      most_in_flight: this.#most,
      most_in_flight_of_one: this.#mostOfOne,
    }
  }

  forgetPeaks(): void {
    this.#most = this.#inFlight
    this.#mostOfOne = Math.max(0, ...this.#underWay.values())
  }
}
