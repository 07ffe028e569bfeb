import { setTimeout as sleep } from 'node:timers/promises'
import { request } from 'undici'
import { expect } from './fixtures.ts'
import { type FleetAnswer, readAnswer } from './fleet-answer.ts'
import type { Person } from './person.ts'
import type { Stack } from './stack.ts'

/** Of the stream itself, which is read as it comes. */
export const headersOf = ({ cookie }: Person) => ({
  Cookie: cookie,
  'X-CSRF': '1',
  'Sec-Fetch-Site': 'same-origin',
})

/** Follows a stream until `isEnough` of its text, and leaves as a browser does that closes the page. */
export async function followUntil(
  person: Person,
  query: string,
  isEnough: (answer: FleetAnswer) => boolean,
): Promise<FleetAnswer> {
  const { body } = await request(`${person.origin}/api/fleet?${query}`, {
    headers: headersOf(person),
  })
  let text = ''
  const whole = () => readAnswer(text.slice(0, text.lastIndexOf('\n') + 1))
  try {
    for await (const chunk of body) {
      text += chunk
      if (isEnough(whole())) break
    }
  } catch {
    // Cut; what came is true.
  }
  return whole()
}

export const hasRows = ({ clusters, agents }: FleetAnswer) => clusters.size + agents.size > 0
export const scanOf = ({ events }: FleetAnswer) => events.find(({ scan }) => scan)?.scan
/** To GitLab's API, so far. */
export const calls = (gitlab: Stack['gitlab']) => gitlab.control.requests(undefined, /^\/api\//)

/** No more calls: none came for longer than one takes. */
export async function expectSilence(gitlab: Stack['gitlab']): Promise<void> {
  // A call that was given up is counted when it would have been answered.
  await sleep(500)
  const before = (await calls(gitlab)).length
  await sleep(700)
  expect((await calls(gitlab)).length).toBe(before)
}
