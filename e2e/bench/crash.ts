import { signInOverHttp } from '../person.ts'
import { startStack } from '../stack.ts'
import type { Bench, Figure } from './bench.ts'
import { refreshFigures } from './crash-refreshes.ts'
import { timeFigures } from './crash-times.ts'
import { killedCreates } from './killed-creates.ts'

/** A thousand tokens at a console that is killed every 1.5 s, on both engines half of them. */
async function createFigures(): Promise<Figure[]> {
  const figures: Figure[] = []
  for (const engine of ['sqlite', 'postgres'] as const) {
    const stack = await startStack({ engine })
    try {
      const root = await signInOverHttp(stack, stack.console.origin, 'root')
      const found = await killedCreates(stack, root, { agents: 10, perAgent: 50 })
      const add = (
        what: string,
        measured: number,
        goal: { atMost: number } | { atLeast: number },
      ) => figures.push({ what: `J03 ${engine}: ${what}`, unit: '', measured, ...goal } as Figure)
      add('creations', found.attempts, { atLeast: 500 })
      add('kills', found.kills, { atLeast: 5 })
      add('answers that a kill cut', found.cut, { atLeast: 10 })
      add('answered with a token', found.shown, { atLeast: 100 })
      add('requests to GitLab for one attempt', found.mostPosts, { atMost: 1 })
      add('tokens nobody was shown or told of', found.orphans, { atMost: 0 })
      add('attempts without an end after 60 s', found.open, { atMost: 0 })
    } finally {
      await stack.close()
    }
  }
  return figures
}

/** Processes that die or are told to stop, and stores that go away. */
export const crash: Bench = {
  name: 'crash',
  run: async () => [
    ...(await timeFigures()),
    ...(await refreshFigures()),
    ...(await createFigures()),
  ],
}
