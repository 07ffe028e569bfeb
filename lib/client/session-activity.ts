import { pagePerson } from './page-person.ts'
import { announceSession } from './session-channel.ts'

const everyMs = 5_000
let toldAt = Number.NEGATIVE_INFINITY

/**
 * Somebody did something in this tab and the server heard of it: the other tabs are told, now and then, because the
 * session that they are about to warn of has been extended.
 */
export function noteActivity() {
  const person = pagePerson.id()
  if (person === null || Date.now() - toldAt < everyMs) return
  toldAt = Date.now()
  announceSession(person)
}
