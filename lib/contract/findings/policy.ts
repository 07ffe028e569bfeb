import type { FleetEnd } from '#lib/contract/fleet.ts'

/** From where on the rules speak up; all in days but the last. A thing of exactly so many days is not over them. */
export interface FindingPolicy {
  /** A token older than this should be rotated. */
  token_days: number
  /** An agent may take this long to its first contact. */
  never_connected_days: number
  /** Of two tokens, one that was not used for longer is left over. */
  unused_token_days: number
  /** An agent's name is a duplicate from so many projects on. */
  agent_name_projects: number
}

export const defaultPolicy: FindingPolicy = {
  token_days: 180,
  never_connected_days: 7,
  unused_token_days: 30,
  agent_name_projects: 3,
}

/** What the rules know beside the rows. */
export interface FindingFacts {
  /** Epoch milliseconds by GitLab's clock. */
  now: number
  /** As the scan's `end` tells it. */
  gitlab: FleetEnd['gitlab']
  policy: FindingPolicy
}
