import { availableParallelism } from 'node:os'
import { fileURLToPath } from 'node:url'
import { defineConfig } from 'vitest/config'

// `react-server` in both lists: without it `import 'server-only'` throws outside Next.
const conditions = ['react-server']

const pure = ['{components,lib/contract,lib/messages}/**/*.test.{ts,tsx}']
const never = ['**/node_modules/**', '**/.next/**']

export default defineConfig({
  root: fileURLToPath(new URL('..', import.meta.url)),
  ssr: { resolve: { conditions, externalConditions: conditions } },
  test: {
    environment: 'node',
    // Those of the server mostly wait: for time limits, for answers, for the store.
    maxWorkers: 2 * availableParallelism(),
    globalSetup: fileURLToPath(new URL('vitest-setup.ts', import.meta.url)),
    projects: [
      {
        extends: true,
        test: { name: 'unit', include: ['{lib,app}/**/*.test.ts'], exclude: [...pure, ...never] },
      },
      {
        extends: true,
        // They keep nothing in modules: a world of its own for each file costs more than the tests.
        test: { name: 'pure', include: pure, isolate: false },
      },
      {
        extends: true,
        test: {
          name: 'simulator',
          include: ['e2e/**/*.test.ts'],
          // Each test starts one of its own; no two files share a module that keeps anything.
          isolate: false,
          // Left to Node they would load two copies of graphql, which do not know each other's types.
          server: { deps: { inline: ['graphql', 'graphql-query-complexity'] } },
        },
      },
    ],
  },
})
