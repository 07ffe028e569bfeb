import type { AgentToken } from '#lib/contract/agent-token.ts'
import { type Rotation, rotationOf } from '#lib/contract/rotation.ts'

/** An agent's active tokens as the console's server answers them. */
export interface TokenReading {
  items: AgentToken[]
  complete: boolean
}

/** GitLab's time of a reading in epoch milliseconds: what is derived from it holds for then. */
const readingTime = ({ items }: TokenReading): number =>
  Math.max(0, ...items.map((token) => Date.parse(token.console.as_of)))

export interface ReadRotation {
  rotation: Rotation<AgentToken>
  tokens: readonly AgentToken[]
  /** GitLab's time of the reading in epoch milliseconds; 0 for an agent without tokens. */
  asOf: number
}

/** Where the rotation stood when the tokens were read. */
export function readRotation(reading: TokenReading): ReadRotation {
  const asOf = readingTime(reading)
  return { rotation: rotationOf(reading, asOf), tokens: reading.items, asOf }
}
