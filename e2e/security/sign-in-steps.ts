import { type Answer, cookiesOf, send } from '../person.ts'
import type { Stack } from '../stack.ts'

/** A sign-in that has begun: what the browser holds, and where GitLab sends it back to. */
export interface Begun {
  login: Answer
  /** Cookies that the browser brings along. */
  cookies: string[]
  /** Where the browser goes after GitLab's page, with the code and state. */
  back: string
}

/** Goes to GitLab's authorize page, where whoever `auto_login` names agrees at once. */
export async function begin(
  origin: string,
  { returnTo, cookies = [] }: { returnTo?: string; cookies?: string[] } = {},
): Promise<Begun> {
  const query = returnTo === undefined ? '' : `?return_to=${encodeURIComponent(returnTo)}`
  const login = await send('GET', `${origin}/auth/login${query}`, { Cookie: cookies.join('; ') })
  const authorize = await send('GET', String(login.headers.location))
  return {
    login,
    cookies: [...cookies, ...cookiesOf(login)],
    back: String(authorize.headers.location),
  }
}

/** Comes back from GitLab. */
export const finish = ({ back, cookies }: Pick<Begun, 'back' | 'cookies'>): Promise<Answer> =>
  send('GET', back, { Cookie: cookies.join('; ') })

const name = '__Host-Http-sid='

/** The pair `name=value` of the session that an answer gives; null when it gives none. */
export const sessionOf = (answer: Answer): string | null =>
  cookiesOf(answer).find((pair) => pair.startsWith(name) && pair.length > name.length) ?? null

/** How often a code was changed for tokens. */
export const exchanges = async ({ control }: Stack['gitlab']): Promise<number> =>
  (await control.requests('POST', /\/oauth\/token$/)).length
