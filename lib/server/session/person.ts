import 'server-only'

/*
 * Who somebody is, for sessions, open attempts, rate limits and the audit trail: GitLab's user id, or the subject that an
 * SSO asserts. A subject may look like any id, so that it carries a prefix that no id of GitLab's has (decisions/0046).
 */
const ssoPrefix = 'sso:'

export const gitlabPerson = (userId: number): string => String(userId)

export const ssoPerson = (subject: string): string => ssoPrefix + subject

export const isSsoPerson = (person: string): boolean => person.startsWith(ssoPrefix)

/** What the audit trail calls a person; its column `auth_mode` tells by whom the name was given. */
export const subjectOf = (person: string): string =>
  isSsoPerson(person) ? person.slice(ssoPrefix.length) : person

/** GitLab's number of a person who signed in there; null for everybody else. */
export const gitlabUserIdOf = (person: string): number | null =>
  isSsoPerson(person) ? null : Number(person)
