import { mkdir, readFile, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { z } from 'zod'
import { build } from '../lib/cli/build.ts'
import { root, run } from '../lib/cli/process.ts'
import { ensureChromium } from './chromium.ts'

/*
 * `npm test`: the checks, the production build, then every browser and black-box suite. All steps run even when an
 * earlier one failed (a failed build ends it), and the last line counts the whole run.
 */
const results = join(root, 'e2e', '.results')

const unitSchema = z.object({
  numPassedTests: z.number(),
  numFailedTests: z.number(),
  numPendingTests: z.number(),
})
const browserSchema = z.object({
  stats: z.object({
    expected: z.number(),
    unexpected: z.number(),
    flaky: z.number(),
    skipped: z.number(),
  }),
})

async function report<T>(file: string, schema: z.ZodType<T>): Promise<T | null> {
  const text = await readFile(join(results, file), 'utf8').catch(() => null)
  return text === null ? null : schema.parse(JSON.parse(text))
}

await rm(results, { recursive: true, force: true })
await mkdir(results, { recursive: true })

const steps: [name: string, step: () => Promise<number>][] = [
  ['check', () => run(process.execPath, ['lib/cli/check.ts'])],
  ['build', build],
  [
    'browser',
    async () => {
      ensureChromium()
      return run('playwright', [
        'test',
        '--config',
        'e2e/playwright.config.ts',
        ...process.argv.slice(2),
      ])
    },
  ],
]

const failedSteps: string[] = []
for (const [name, step] of steps) {
  if (name === 'browser' && failedSteps.includes('build')) break
  const start = performance.now()
  const code = await step().catch((error: unknown) => {
    console.error(error)
    return 1
  })
  console.log(`\n── ${name}: ${((performance.now() - start) / 1000).toFixed(0)} s\n`)
  if (code !== 0) failedSteps.push(name)
}

const unit = await report('unit.json', unitSchema)
const browser = await report('browser.json', browserSchema)
const passed = (unit?.numPassedTests ?? 0) + (browser?.stats.expected ?? 0)
const failedTests =
  (unit?.numFailedTests ?? 0) + (browser?.stats.unexpected ?? 0) + (browser?.stats.flaky ?? 0)
const skipped = (unit?.numPendingTests ?? 0) + (browser?.stats.skipped ?? 0)
const isComplete = unit !== null && browser !== null && passed > 0

// A step that failed without a failed test (lint, types, dead code, build) counts as one failure.
const failed = Math.max(failedTests, failedSteps.length > 0 || !isComplete ? 1 : 0)
if (failedSteps.length > 0) console.error(`Failed steps: ${failedSteps.join(', ')}`)
console.log(`${passed} passed, ${failed} failed, ${skipped} skipped`)
process.exitCode = failed === 0 ? 0 : 1
