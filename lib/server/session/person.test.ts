import { expect, test } from 'vitest'
import { personIdSchema } from '#lib/contract/session.ts'
import { gitlabPerson, gitlabUserIdOf, isSsoPerson, ssoPerson, subjectOf } from './person.ts'

const people: [person: string, subject: string, isSso: boolean, gitlabUserId: number | null][] = [
  [gitlabPerson(7), '7', false, 7],
  [ssoPerson('7'), '7', true, null],
  [ssoPerson('sso:7'), 'sso:7', true, null],
  [ssoPerson('accounts.google.com:1'), 'accounts.google.com:1', true, null],
]
test.each(people)('%s', (person, subject, isSso, gitlabUserId) => {
  expect(subjectOf(person)).toBe(subject)
  expect(isSsoPerson(person)).toBe(isSso)
  expect(gitlabUserIdOf(person)).toBe(gitlabUserId)
  expect(personIdSchema.parse(person)).toBe(person)
})
