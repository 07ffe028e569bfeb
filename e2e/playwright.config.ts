import { defineConfig } from '@playwright/test'
import { ensureChromium } from './chromium.ts'
import type { WorkerFixtures } from './fixtures.ts'

/** What several replicas share is proved on the store that is for them. */
const severalReplicas = ['**/replicas*.spec.ts', '**/faults/nginx-*.spec.ts']
const onPostgres = [
  '**/token-create*.spec.ts',
  '**/token-refresh.spec.ts',
  '**/faults/{i,j}-*.spec.ts',
  ...severalReplicas,
]

export default defineConfig<object, WorkerFixtures>({
  testDir: '.',
  testMatch: '**/*.spec.ts',
  outputDir: '.results/browser',
  projects: [
    { name: 'sqlite', testIgnore: [...severalReplicas, '**/*-postgres.spec.ts'] },
    {
      name: 'postgres',
      testMatch: onPostgres,
      testIgnore: '**/*-sqlite.spec.ts',
      use: { engine: 'postgres' },
    },
  ],
  workers: 2,
  fullyParallel: true,
  forbidOnly: process.env.CI !== undefined,
  retries: 0,
  timeout: 60_000,
  expect: { timeout: 10_000 },
  reporter: [
    ['list'],
    ['json', { outputFile: '.results/browser.json' }],
    ['./security/figures-reporter.ts'],
  ],
  use: {
    locale: 'en-US',
    timezoneId: 'Europe/Berlin',
    viewport: { width: 1280, height: 800 },
    actionTimeout: 10_000,
    // A trace or video could hold what a person typed: pictures of failures only.
    trace: 'off',
    video: 'off',
    screenshot: 'only-on-failure',
    launchOptions: {
      executablePath: ensureChromium(),
      args: ['--disable-background-networking', '--disable-component-update', '--no-first-run'],
    },
  },
})
