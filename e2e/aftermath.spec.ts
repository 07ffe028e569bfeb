import { stop } from '../lib/cli/process.ts'
import { watched } from './aftermath.ts'
import { expect, stackTest } from './fixtures.ts'
import { type Person, signInOverHttp } from './person.ts'
import { type Stack, startReplica, startStack } from './stack.ts'
import { stackTest as lookedAfter } from './with-aftermath.ts'

/** What is looked for after every case of the suites for security and faults would be found, whichever console leaks. */
stackTest.describe.configure({ mode: 'serial' })
// A variable of its own gives this file a console of its own: what is put into its mouth is read by no other file.
stackTest.use({ consoleEnv: { FLEET_MAX_ROWS: '49999' } })

/** Puts words into a console's mouth: none of its own holds a secret. */
const pretend = ({ child }: Pick<Stack['console'], 'child'>, text: string) =>
  child.stdout?.emit('data', Buffer.from(`${text}\n`))

/** An access token that GitLab has forgotten since, as after a reset in the middle of a test. */
async function usedToken({ gitlab: { control } }: Stack, person: Person): Promise<string> {
  expect((await person.call('GET', '/api/groups')).status).toBe(200)
  const [read] = await control.requests('GET', /^\/api\/v4\/groups/)
  await control.reset()
  const token = read?.headers.authorization?.replace('Bearer ', '') ?? ''
  expect(token).toMatch(/^[0-9a-f]{64}$/)
  return token
}

const leaking: [name: string, leak: (stack: Stack) => Promise<void>][] = [
  [
    'the console of all tests',
    async (stack) => {
      const root = await signInOverHttp(stack, stack.console.origin, 'root')
      pretend(stack.console, await usedToken(stack, root))
    },
  ],
  [
    'a replica that has ended',
    async (stack) => {
      const replica = await startReplica(stack)
      const root = await signInOverHttp(stack, stack.console.origin, 'root')
      pretend(replica, await usedToken(stack, root.at(replica)))
      await stop(replica.child)
    },
  ],
  [
    'a console of the test’s own, whose GitLab has ended as well',
    async () => {
      const own = await startStack()
      try {
        const root = await signInOverHttp(own, own.console.origin, 'root')
        pretend(own.console, await usedToken(own, root))
      } finally {
        await own.close()
      }
    },
  ],
]
for (const [name, leak] of leaking) {
  stackTest(`a token is found in the log of ${name}`, async ({ stack, gitlab: _reset }) => {
    const { leaks, baseline, unwell } = await watched(() => leak(stack))
    expect(leaks).toContainEqual(expect.stringMatching(/^[0-9a-f]{6}… in the log$/))
    expect({ baseline, unwell }).toEqual({ baseline: [], unwell: [] })
  })
}

let cameToItsEnd = false
lookedAfter.fail('a test that leaves a secret behind fails', ({ stack }) => {
  pretend(stack.console, stack.console.env.AUDIT_KEY ?? '')
  cameToItsEnd = true
})

stackTest('it was the look afterwards that failed it', () => {
  expect(cameToItsEnd).toBe(true)
})
