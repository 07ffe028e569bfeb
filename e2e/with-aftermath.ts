import { test as base, mergeTests } from '@playwright/test'
import { type Watch, watched } from './aftermath.ts'
import { expect, stackTest as storylessTest, test as storyTest } from './fixtures.ts'
import { count } from './security/figures.ts'

/** Runs a test and fails it when it leaves anything behind that security design 3.1 forbids after every case. */
export async function withAftermath(run: (watch: Watch) => Promise<void>): Promise<void> {
  const { answers, lacking, baseline, forms, leaks, unwell } = await watched(run)
  count('responses lacking baseline headers', lacking, answers)
  count('secrets outside their one place', leaks.length, forms)
  expect.soft(baseline, 'the baseline of every answer').toEqual([])
  expect.soft(leaks, 'secrets in answers, log or addresses').toEqual([])
  expect.soft(unwell, 'consoles that nothing ended go on, and are well').toEqual([])
}

/** To be merged with what else a test needs: after each test all consoles of its process are looked at. */
export const aftermathTest = base.extend<{ aftermath: Watch }>({
  aftermath: [
    // biome-ignore lint/correctness/noEmptyPattern: Playwright refuses a fixture whose first parameter is no pattern, and this one needs none of the others
    async ({}, use) => withAftermath(use),
    { auto: true },
  ],
})

/** `stackTest` of fixtures.ts, looked after. */
export const stackTest = mergeTests(storylessTest, aftermathTest)

/** `test` of fixtures.ts, looked after; the session of the browser counts as well. */
export const test = mergeTests(storyTest, aftermathTest).extend<{ sessionOfBrowser: undefined }>({
  sessionOfBrowser: [
    async ({ context, aftermath }, use) => {
      await use(undefined)
      for (const { name, value } of await context.cookies()) {
        if (name === '__Host-Http-sid') aftermath.secrets.add(value)
      }
    },
    { auto: true },
  ],
})

export { expect }
