import { faultedCreates } from '../faulted-creates.ts'
import { signInOverHttp } from '../person.ts'
import { startStack } from '../stack.ts'
import type { Bench } from './bench.ts'

/** A thousand tokens created through every fault: at most one request each, no orphan, nothing lost without a word. */
export const creates: Bench = {
  name: 'creates',
  async run() {
    const stack = await startStack()
    try {
      const person = await signInOverHttp(stack, stack.console.origin, 'root')
      const figures = await faultedCreates(stack, person, { agents: 8, perAgent: 125 })
      return [
        { what: 'attempts', unit: '', measured: figures.attempts, atLeast: 1_000 },
        { what: 'answered with a token', unit: '', measured: figures.shown, atLeast: 50 },
        {
          what: 'requests to GitLab for one attempt',
          unit: '',
          measured: figures.mostPosts,
          atMost: 1,
        },
        { what: 'orphans after settling', unit: '', measured: figures.orphans, atMost: 0 },
        { what: 'attempts without an honest end', unit: '', measured: figures.lost, atMost: 0 },
        {
          what: 'last attempt settled after',
          unit: 's',
          measured: figures.settledAfterMs / 1_000,
          atMost: 60,
        },
      ]
    } finally {
      await stack.close()
    }
  },
}
