import type { Watch } from '../aftermath.ts'
import { expect, stackTest, type Username } from '../fixtures.ts'
import { type Person, signInOverHttp } from '../person.ts'
import type { SeenRequest } from '../simulator-control.ts'
import type { Stack } from '../stack.ts'
import { withAftermath } from '../with-aftermath.ts'
import { ownSecrets } from './leaks.ts'

/** What GitLab was asked through its API; tokens of a session that was pushed out may be revoked at any time. */
export const apiCalls = (gitlab: Stack['gitlab'], method?: string) =>
  gitlab.control.requests(method, /^\/api\//)

/** Tokens that the console showed GitLab: in a header, or in the form of its OAuth endpoints. */
const tokensIn = (seen: readonly SeenRequest[]) =>
  seen.flatMap(({ headers, path, body }) => {
    const bearer = /^Bearer (.+)$/.exec(headers.authorization ?? '')?.[1]
    const form = path.startsWith('/oauth/') ? new URLSearchParams(body) : new URLSearchParams()
    return [bearer, form.get('token'), form.get('refresh_token')].filter(
      (token) => token !== undefined && token !== null,
    )
  })

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
      const { child, env } = stack.console
      await withAftermath(async (watch) => {
        for (const secret of ownSecrets(env)) watch.secrets.add(secret)
        await use(watch)
      })
      expect(child.exitCode ?? child.signalCode, 'the same process goes on').toBeNull()
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
