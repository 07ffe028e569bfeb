import { run } from './process.ts'

/** Everything that needs no browser: format, lint, import boundaries, types, unit tests, dead code. */
const steps: [name: string, program: string, args: string[]][] = [
  ['Format, lint, import boundaries', 'biome', ['check', '--error-on-warnings', '.']],
  ['Route types', 'next', ['typegen']],
  ['Types', 'tsc', ['--noEmit']],
  [
    'Unit tests',
    'vitest',
    [
      'run',
      '--config',
      'lib/vitest.config.ts',
      '--reporter=default',
      '--reporter=json',
      '--outputFile.json=e2e/.results/unit.json',
    ],
  ],
  ['Dead code', 'knip', []],
]

const failed: string[] = []
for (const [name, program, args] of steps) {
  const start = performance.now()
  const code = await run(program, args)
  console.log(
    `${code === 0 ? '✓' : '✗'} ${name} (${((performance.now() - start) / 1000).toFixed(1)} s)`,
  )
  if (code !== 0) failed.push(name)
}
if (failed.length > 0) {
  console.error(`\nFailed: ${failed.join(', ')}`)
  process.exitCode = 1
}
