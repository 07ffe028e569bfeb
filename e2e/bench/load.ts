import { benchOf } from './bench.ts'
import { latency } from './load-latency.ts'
import { dashboards, failingGitLab, greedyPerson, slowGitLab } from './load-limits.ts'
import { largeProject, soak } from './load-long.ts'
import { slowSenders } from './load-slow-senders.ts'

/** How the console bears many requests, with the design's own times and limits (docs/reliability.md). */
export const load = benchOf('load', [
  ['H01', latency],
  ['H02', dashboards],
  ['H03', slowSenders],
  ['H04', slowGitLab],
  ['H05', failingGitLab],
  ['H06', greedyPerson],
  ['H07', soak],
  ['H08', largeProject],
])
