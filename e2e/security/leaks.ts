import type { Answer } from '../person.ts'
import { formsOf } from './secret-forms.ts'

/** An answer, and what it was to. */
export interface Told {
  method: string
  url: string
  answer: Answer
}

/** Where secrets must not be. */
export interface Places {
  answers: readonly Told[]
  /** What consoles printed. */
  log: string
  addresses: readonly string[]
}

const sessionId = /__Host-Http-sid=([\w-]{43})/
const agentToken = /glagent-[\w.-]{20,}/

/** What a console is given to keep to itself. */
export function ownSecrets({
  SESSION_KEYS = '',
  AUDIT_KEY = '',
  GITLAB_OAUTH_CLIENT_SECRET = '',
  GITLAB_TOKEN = '',
}: Record<string, string>): string[] {
  const keys = SESSION_KEYS.split(',').map((entry) => entry.split(':')[1] ?? '')
  const all = [...keys, AUDIT_KEY, GITLAB_OAUTH_CLIENT_SECRET, GITLAB_TOKEN]
  return all.filter((secret) => secret !== '')
}

/** All that a browser gets, without the cookie in which its session's id has to be. */
function received({ answer: { headers, text } }: Told): string {
  const { 'set-cookie': cookies, ...rest } = headers
  return `${JSON.stringify(rest)}\n${text}\n${String(cookies).replace(sessionId, '')}`
}

/**
 * Secrets outside their one place, each by its beginning and where it is; empty when all is well. The ids of sessions and the
 * agent tokens that answers hold count as well: an agent token may be in one answer, everything else in none.
 * @returns them, and how many forms of secrets were looked for
 */
export function leaksIn(
  { answers, log, addresses }: Places,
  secrets: Iterable<string>,
): { leaks: string[]; forms: number } {
  const isAgentToken = (secret: string) => agentToken.test(secret)
  const known = [...new Set(secrets)].filter((secret) => secret !== '')
  const ids = answers.flatMap(
    ({ answer }) => sessionId.exec(String(answer.headers['set-cookie']))?.[1] ?? [],
  )
  const shown = answers.flatMap(
    ({ answer }) => answer.text.match(new RegExp(agentToken, 'g')) ?? [],
  )
  const nowhere = [...known.filter((secret) => !isAgentToken(secret)), ...ids].flatMap(formsOf)
  const onlyAnswered = [...known.filter(isAgentToken), ...shown].flatMap(formsOf)
  const bodies = answers.map(received)
  const asked = [...addresses, ...answers.map(({ url }) => url)].join('\n')
  const found = (place: string, forms: readonly string[], isIn: (form: string) => boolean) =>
    forms.filter(isIn).map((form) => `${form.slice(0, 6)}… in ${place}`)
  const everywhere = [...new Set([...nowhere, ...onlyAnswered])]
  const leaks = [
    ...found('an answer', [...new Set(nowhere)], (form) =>
      bodies.some((body) => body.includes(form)),
    ),
    ...found('the log', everywhere, (form) => log.includes(form)),
    ...found('an address', everywhere, (form) => asked.includes(form)),
    ...shown
      .filter((token, at) => shown.indexOf(token) !== at)
      .map((token) => `${token.slice(0, 14)}… in two answers`),
  ]
  return { leaks, forms: nowhere.length + onlyAnswered.length }
}
