import type { Holdings } from '#lib/contract/findings/offboarding.ts'

/** Stands in addresses for what GitLab names nobody for; no username of GitLab begins with a hyphen. */
const unnamed = '-'

/** What somebody is called in addresses: the username. */
export const personKey = ({ user }: Pick<Holdings, 'user'>): string => user?.username ?? unnamed
