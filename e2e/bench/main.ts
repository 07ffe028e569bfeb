import { mkdir, writeFile } from 'node:fs/promises'
import { availableParallelism, loadavg, totalmem } from 'node:os'
import { join } from 'node:path'
import { buildIfStale } from '../../lib/cli/build.ts'
import { root } from '../../lib/cli/process.ts'
import { audit } from './audit.ts'
import { type Bench, goalOf, isMet } from './bench.ts'
import { crash } from './crash.ts'
import { creates } from './creates.ts'
import { faults } from './faults.ts'
import { fleet } from './fleet.ts'
import { fleetPage } from './fleet-page.ts'
import { fleetScreen } from './fleet-screen.ts'
import { load } from './load.ts'
import { security } from './security.ts'

/*
 * `npm run bench [-- NAME [CASE [MINUTES]]]`: builds what is stale, runs all benchmarks or one, prints measured values
 * against goals and writes them as JSON, and as tables of Markdown. The last line names what falls short; the exit
 * status is 1 then.
 */
const benches: Bench[] = [
  creates,
  crash,
  audit,
  fleet,
  fleetPage,
  fleetScreen,
  security,
  faults,
  load,
]

/** What docs/reliability.md keeps. */
const reliability = [creates, crash, faults, load]

const [wanted, wantedCase, minutes] = process.argv.slice(2)
const part = {
  ...(wantedCase === undefined ? {} : { case: wantedCase }),
  ...(minutes === undefined ? {} : { minutes: Number(minutes) }),
}
const chosen =
  wanted === 'reliability'
    ? reliability
    : benches.filter(({ name }) => wanted === undefined || name === wanted)
if (chosen.length === 0) {
  const names = benches.map(({ name }) => name).join(', ')
  console.error(
    `There is no benchmark "${wanted}". There are: ${names}; reliability is several of them.`,
  )
  process.exit(1)
}
if ((await buildIfStale()) !== 0) process.exit(1)

const machine = {
  cores: availableParallelism(),
  memoryGib: Math.round(totalmem() / 2 ** 30),
  node: process.version,
}
const loadBefore = loadavg()[0] ?? 0
console.log(
  `Machine: ${machine.cores} cores, ${machine.memoryGib} GiB, Node ${machine.node}; load before it ${loadBefore.toFixed(1)}`,
)

const results = join(root, 'e2e', '.results', 'bench')
await mkdir(results, { recursive: true })
const short: string[] = []
const tables: string[] = []
for (const { name, run } of chosen) {
  const figures = await run(part)
  console.log(`\n${name}`)
  const rows = [`### ${name}`, '', '| figure | goal | measured |', '| --- | --- | --- |']
  for (const figure of figures) {
    const measured = `${Number(figure.measured.toFixed(2))} ${figure.unit}`.trim()
    const verdict = isMet(figure) ? 'met' : 'MISSED'
    console.log(
      `  ${figure.what.padEnd(58)} ${measured.padStart(10)}   goal ${goalOf(figure).padEnd(10)} ${verdict}`,
    )
    rows.push(
      `| ${figure.what} | ${goalOf(figure)} | ${measured}${isMet(figure) ? '' : ' **missed**'} |`,
    )
    if (!isMet(figure)) short.push(`${name}: ${figure.what}`)
  }
  const report = { name, at: new Date().toISOString(), ...machine, loadBefore, figures }
  tables.push(rows.join('\n'))
  await writeFile(join(results, `${name}.json`), `${JSON.stringify(report, null, 2)}\n`)
}
const head = `${new Date().toISOString().slice(0, 10)}, ${machine.cores} cores, ${machine.memoryGib} GiB, Node ${machine.node}, load before it ${loadBefore.toFixed(1)}`
await writeFile(join(results, 'figures.md'), `${[head, ...tables].join('\n\n')}\n`)
console.log(short.length === 0 ? '\nAll goals met' : `\nShort of its goal: ${short.join('; ')}`)
process.exitCode = short.length === 0 ? 0 : 1
