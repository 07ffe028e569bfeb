import { stop } from '../../lib/cli/process.ts'
import type { Username } from '../fixtures.ts'
import { type Person, signInOverHttp } from '../person.ts'
import { type Stack, startReplica, startStack } from '../stack.ts'
import type { Figure } from './bench.ts'

const people: readonly Username[] = ['root', 'maintainer', 'developer', 'reporter']
const rounds = 50
const atOnce = 50
const list = '/api/groups'

/**
 * GitLab's clock goes on by three hours, so that every token has ended, and each person asks fifty times at once. One
 * round is one trial for each of them.
 */
async function trials(stack: Stack, consoles: readonly { origin: string }[]) {
  const { control } = stack.gitlab
  const signedIn: Person[] = []
  for (const username of people) {
    signedIn.push(await signInOverHttp(stack, stack.console.origin, username))
  }
  let exact = 0
  let refused = 0
  for (let round = 0; round < rounds; round += 1) {
    await control.advance(3 * 3_600)
    // One after the other: all at once would be more than the console takes.
    for (const person of signedIn) {
      await control.clearRequests()
      const answers = await Promise.all(
        Array.from({ length: atOnce }, (_, index) =>
          person.at(consoles[index % consoles.length] ?? stack.console).call('GET', list),
        ),
      )
      refused += answers.filter(({ status }) => status !== 200).length
      const refreshes = await control.requests('POST', /oauth\/token$/)
      if (refreshes.length === 1) exact += 1
    }
  }
  return { exact, refused }
}

/** I01, I02: trials in which exactly one refresh was made, at one and at two consoles; any other answer than 200. */
export async function refreshFigures(): Promise<Figure[]> {
  const count = people.length * rounds
  const stack = await startStack()
  const second = await startReplica(stack)
  try {
    const one = await trials(stack, [stack.console])
    await stack.gitlab.control.reset({ world: 'standard' })
    const two = await trials(stack, [stack.console, second])
    return [
      {
        what: `I01 one refresh of ${count}, 1 console`,
        unit: '',
        measured: one.exact,
        atLeast: count,
      },
      {
        what: `I02 one refresh of ${count}, 2 consoles`,
        unit: '',
        measured: two.exact,
        atLeast: count,
      },
      {
        what: `I01 I02 of ${2 * count * atOnce} requests not answered`,
        unit: '',
        measured: one.refused + two.refused,
        atMost: 0,
      },
    ]
  } finally {
    await stop(second.child)
    await stack.close()
  }
}
