import { fileURLToPath } from 'node:url'
import { defineConfig } from 'vitest/config'

// `react-server` in both lists: without it `import 'server-only'` throws outside Next.
const conditions = ['react-server']

export default defineConfig({
  root: fileURLToPath(new URL('..', import.meta.url)),
  ssr: { resolve: { conditions, externalConditions: conditions } },
  test: {
    environment: 'node',
    // The default leaves one processor idle.
    maxWorkers: '100%',
    globalSetup: fileURLToPath(new URL('vitest-setup.ts', import.meta.url)),
    projects: [
      {
        extends: true,
        test: { name: 'unit', include: ['{lib,components,app}/**/*.test.{ts,tsx}'] },
      },
      {
        extends: true,
        test: {
          name: 'simulator',
          include: ['e2e/simulator/**/*.test.ts'],
          // Left to Node they would load two copies of graphql, which do not know each other's types.
          server: { deps: { inline: ['graphql', 'graphql-query-complexity'] } },
        },
      },
    ],
  },
})
