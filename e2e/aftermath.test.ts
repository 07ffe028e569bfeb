import { type ChildProcess, spawn } from 'node:child_process'
import { afterAll, afterEach, beforeAll, expect, it } from 'vitest'
import { stop, waitForLine } from '../lib/cli/process.ts'
import { watched } from './aftermath.ts'
import { preloaded } from './faults/preloaded.ts'
import { send } from './person.ts'
import { type Simulator, startSimulator } from './simulator/server.ts'
import { SimulatorControl } from './simulator-control.ts'
import { consoleStarted, simulatorStarted, stackEnds } from './started.ts'

/** Stands in for a console: prints what it is sent, and is as well as it is told to be. */
const standIn = `
  let health = 200
  require('node:http').createServer((req, res) => {
    if (req.url === '/unwell') health = 503
    if (req.url === '/end') process.exit(0)
    if (req.url === '/print') req.pipe(process.stdout, { end: false })
    req.on('end', () => res.writeHead(req.url === '/healthz' ? health : 200).end())
    req.resume()
  }).listen(0, '127.0.0.1', function () { console.log('ready ' + this.address().port) })`

const token = 'fake-token-of-one-person-0123456789'
const children: ChildProcess[] = []

async function startStandIn(env: Record<string, string> = {}) {
  const child = spawn(process.execPath, ['-e', standIn], { stdio: ['ignore', 'pipe', 'inherit'] })
  children.push(child)
  let printed = ''
  child.stdout.on('data', (chunk: Buffer) => {
    printed += chunk.toString()
  })
  const [, port] = await waitForLine(child, /ready (\d+)/)
  const one = { child, origin: `http://127.0.0.1:${port}`, env, output: () => printed }
  consoleStarted(one)
  const ask = (path: string, body?: string) =>
    fetch(one.origin + path, { method: 'POST', body: body ?? null }).catch(() => null)
  const print = async (text: string) => {
    await ask('/print', text)
    await expect.poll(one.output).toContain(text)
  }
  return Object.assign(one, { ask, print })
}

let simulator: Simulator
let control: SimulatorControl
const showGitLab = (secret: string, { url } = simulator) =>
  fetch(`${url}/api/v4/user`, { headers: { Authorization: `Bearer ${secret}` } })

/** As a stack of the test's own. */
async function startOwn() {
  const gitlab = await startSimulator()
  const ofOwn = new SimulatorControl(gitlab.controlUrl)
  simulatorStarted(ofOwn)
  const first = await startStandIn()
  const close = async () => {
    await stackEnds(first, ofOwn)
    await Promise.all([stop(first.child), gitlab.close()])
  }
  return { gitlab, first, close }
}

beforeAll(async () => {
  simulator = await startSimulator()
  control = new SimulatorControl(simulator.controlUrl)
  simulatorStarted(control)
})
afterEach(async () => {
  await Promise.all(children.splice(0).map((child) => stop(child)))
})
afterAll(() => simulator.close())

it('a test that leaves nothing behind is told so, and what was looked for', async () => {
  const { print } = await startStandIn()
  const { forms, leaks, baseline, unwell } = await watched(async () => {
    await showGitLab(token)
    await print('all is well')
  })
  expect({ leaks, baseline, unwell }).toEqual({ leaks: [], baseline: [], unwell: [] })
  expect(forms).toBeGreaterThan(1)
})

it('a token that GitLab was shown is found in the log, although GitLab has been reset since', async () => {
  const { print } = await startStandIn()
  const { leaks } = await watched(async () => {
    await showGitLab(token)
    await control.reset()
    await print(`{"authorization":"${Buffer.from(token).toString('base64')}"}`)
  })
  expect(leaks).toContain('ZmFrZS… in the log')
})

it('so is what a console prints that the test itself started and ended', async () => {
  const { leaks, unwell } = await watched(async () => {
    await showGitLab(token)
    const { child, print } = await startStandIn()
    await print(token)
    await stop(child)
  })
  expect(leaks).toContain('fake-t… in the log')
  expect(unwell).toEqual([])
})

it('so is a token of a GitLab that the test started and ended', async () => {
  const { print } = await startStandIn()
  const { leaks } = await watched(async () => {
    const { gitlab, close } = await startOwn()
    await showGitLab(token, gitlab)
    await close()
    await print(token)
  })
  expect(leaks).toContain('fake-t… in the log')
})

it('a console of a stack that is closed in the test has to be well until then', async () => {
  const { unwell } = await watched(async () => {
    const [ill, well] = [await startOwn(), await startOwn()]
    await ill.first.ask('/unwell')
    await Promise.all([ill.close(), well.close()])
  })
  expect(unwell).toEqual([expect.stringMatching(/healthz: 503$/)])
})

it('so is a secret that was printed at the start, before anybody watched', async () => {
  const { print } = await startStandIn({ AUDIT_KEY: 'fake-audit-key' })
  await print('fake-audit-key')
  expect((await watched(async () => undefined)).leaks).toContain('fake-a… in the log')
  expect((await watched(async () => undefined)).leaks).toEqual([])
})

it('what a test brings itself is looked for as well', async () => {
  const { print } = await startStandIn()
  const { leaks } = await watched(async ({ secrets }) => {
    secrets.add('fake-session-id')
    await print('fake-session-id')
  })
  expect(leaks).toEqual(['fake-s… in the log'])
})

it('an answer without the baseline is told, and one of somebody else is not', async () => {
  const { origin } = await startStandIn()
  const { answers, lacking, baseline } = await watched(async () => {
    await send('GET', `${simulator.url}/api/v4/user`)
    await send('GET', `${origin}/healthz`)
  })
  expect([answers, lacking]).toEqual([1, 1])
  expect(baseline).toContain('200 /healthz: x-content-type-options: undefined')
})

it('a console that is not well, or ended by itself, is told', async () => {
  const [ill, gone] = [await startStandIn(), await startStandIn()]
  const { unwell } = await watched(async () => {
    await ill.ask('/unwell')
    await gone.ask('/end')
    await expect.poll(() => gone.child.exitCode).toBe(0)
  })
  expect(unwell.toSorted()).toEqual(
    [`${ill.origin}/healthz: 503`, `${gone.origin} ended by itself: 0`].toSorted(),
  )
})

it('a console that a test loads with its own end may end', async () => {
  const { unwell } = await watched(async () => {
    const { child, ask } = await startStandIn(preloaded('preload-kill.ts'))
    await ask('/end')
    await expect.poll(() => child.exitCode).toBe(0)
  })
  expect(unwell).toEqual([])
})
