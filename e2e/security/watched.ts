import { expect, stackTest, type Username } from '../fixtures.ts'
import { type Answer, answerListeners, type Person, signInOverHttp } from '../person.ts'
import type { SeenRequest } from '../simulator-control.ts'
import type { Stack } from '../stack.ts'
import { baselineFaults } from './baseline.ts'
import { count } from './figures.ts'
import { formsOf } from './secret-forms.ts'

interface Told {
  method: string
  url: string
  answer: Answer
}

interface Watch {
  /** Every answer of this test so far. */
  answers: readonly Told[]
  /** Values that may be nowhere but where they belong; what a test brings itself is added by it. */
  secrets: Set<string>
}

/** What GitLab was asked through its API; tokens of a session that was pushed out may be revoked at any time. */
export const apiCalls = (gitlab: Stack['gitlab'], method?: string) =>
  gitlab.control.requests(method, /^\/api\//)

const sessionId = /__Host-Http-sid=([\w-]{43})/

/** Tokens that the console showed GitLab: in a header, or in the form of its OAuth endpoints. */
const tokensIn = (seen: readonly SeenRequest[]) =>
  seen.flatMap(({ headers, path, body }) => {
    const bearer = /^Bearer (.+)$/.exec(headers.authorization ?? '')?.[1]
    const form = path.startsWith('/oauth/') ? new URLSearchParams(body) : new URLSearchParams()
    return [bearer, form.get('token'), form.get('refresh_token')].filter(
      (token) => token !== undefined && token !== null,
    )
  })

/** Agent tokens that answers hold: each may be in one answer only. */
const agentTokensIn = (answers: readonly Told[]) =>
  answers.flatMap(({ answer }) => answer.text.match(/glagent-[\w.-]{20,}/g) ?? [])

/** Security design 3.1, after every case: no secret anywhere, the same process, the baseline on each answer. */
async function aftermath(stack: Stack, watch: Watch): Promise<void> {
  const { origin, output, child } = stack.console
  const answers = watch.answers.filter(({ url }) => url.startsWith(origin))
  const faults = answers.map(({ url, answer }) => baselineFaults(url, answer))
  count(
    'responses lacking baseline headers',
    faults.filter(({ length }) => length > 0).length,
    answers.length,
  )
  expect([...new Set(faults.flat())], 'the baseline of every answer').toEqual([])

  const requests = await stack.gitlab.control.requests()
  for (const token of tokensIn(requests)) watch.secrets.add(token)
  const ids = answers.flatMap(
    ({ answer }) => sessionId.exec(String(answer.headers['set-cookie']))?.[1] ?? [],
  )
  const agentTokens = agentTokensIn(answers)
  expect(agentTokens.length, 'each agent token is in one answer').toBe(new Set(agentTokens).size)
  const received = answers.map(({ answer: { headers, text } }) => {
    const { 'set-cookie': cookies, ...rest } = headers
    return `${JSON.stringify(rest)}\n${text}\n${String(cookies).replace(sessionId, '')}`
  })
  const addresses = [...requests.map(({ path }) => path), ...answers.map(({ url }) => url)]
  const everywhere = [...watch.secrets, ...ids].flatMap((secret) => formsOf(secret))
  const printed = [...everywhere, ...agentTokens.flatMap((token) => formsOf(token))]
  const log = output()
  const leaks = [
    ...everywhere.filter((form) => received.some((text) => text.includes(form))),
    ...printed.filter((form) => log.includes(form) || addresses.join('\n').includes(form)),
  ]
  count('secrets outside their one place', leaks.length, everywhere.length + printed.length)
  expect(
    leaks.map((leak) => `${leak.slice(0, 6)}…`),
    'secrets in answers, log or addresses',
  ).toEqual([])

  expect(child.exitCode ?? child.signalCode, 'the same process goes on').toBeNull()
  expect((await fetch(`${origin}/healthz`)).status).toBe(200)
}

interface Fixtures {
  watch: Watch
  /** Signs in over HTTP; what GitLab saw of it is forgotten. */
  enter: (username?: Username) => Promise<Person>
}

/** A case of the security suite, black box over HTTP, with the log at its most talkative. */
export const test = stackTest.extend<Fixtures>({
  consoleEnv: [{ LOG_LEVEL: 'debug' }, { scope: 'worker' }],
  watch: [
    async ({ stack, gitlab: _reset }, use) => {
      const {
        SESSION_KEYS = '',
        AUDIT_KEY = '',
        GITLAB_OAUTH_CLIENT_SECRET = '',
        GITLAB_TOKEN = '',
      } = stack.console.env
      const keys = SESSION_KEYS.split(',').map((entry) => entry.split(':')[1] ?? '')
      const answers: Told[] = []
      const all = [...keys, AUDIT_KEY, GITLAB_OAUTH_CLIENT_SECRET, GITLAB_TOKEN]
      const secrets = new Set(all.filter((secret) => secret !== ''))
      const listen = (method: string, url: string, answer: Answer) =>
        answers.push({ method, url, answer })
      answerListeners.add(listen)
      try {
        await use({ answers, secrets })
        await aftermath(stack, { answers, secrets })
      } finally {
        answerListeners.delete(listen)
      }
    },
    { auto: true },
  ],
  enter: async ({ stack, gitlab, watch }, use) => {
    await use(async (username = 'root') => {
      const person = await signInOverHttp(stack, stack.console.origin, username)
      for (const token of tokensIn(await gitlab.control.requests())) watch.secrets.add(token)
      await gitlab.control.clearRequests()
      return person
    })
  },
})

export { expect }
