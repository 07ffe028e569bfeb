import { type BrowserContext, chromium, type Page } from '@playwright/test'
import { ensureChromium } from '../chromium.ts'
import { type Stack, startStack } from '../stack.ts'
import type { Bench, Figure } from './bench.ts'
import { percentile } from './percentile.ts'

const latencyMs = 40
const rounds = 3
/** A row with something in it, not one of those that hold its place. */
const row = 'section[aria-label=Fleet] tbody a'

declare global {
  interface Window {
    paintedMs?: number | null
  }
}

/** From the click on the rail's link to the paint that shows the first row, in milliseconds. */
async function clickToRow(page: Page): Promise<number> {
  await page.evaluate((selector) => {
    window.paintedMs = null
    const look = (from: number) =>
      requestAnimationFrame(() => {
        if (document.querySelector(selector) === null) return look(from)
        // A message that is sent in a frame arrives when the frame was painted.
        const { port1, port2 } = new MessageChannel()
        port1.onmessage = () => {
          window.paintedMs = performance.now() - from
        }
        port2.postMessage(null)
      })
    document.addEventListener('click', ({ timeStamp }) => look(timeStamp), {
      capture: true,
      once: true,
    })
  }, row)
  await page.getByRole('link', { name: 'Fleet', exact: true }).click()
  await page.waitForFunction(() => window.paintedMs !== null)
  return page.evaluate(() => window.paintedMs ?? Number.POSITIVE_INFINITY)
}

async function openSettings(context: BrowserContext, { gitlab }: Stack): Promise<Page> {
  const page = await context.newPage()
  await gitlab.control.oauth({ auto_login: 'root' })
  await page.request.get('/auth/login')
  await page.goto('/settings')
  await page.getByRole('heading', { level: 1 }).waitFor()
  // What the page fetches ahead for its links is there when somebody has read it.
  await page.waitForLoadState('networkidle')
  return page
}

interface Times {
  first: number
  revisit: number
  reload: number
}

/** One person's first scan of a large instance, the way back to it, and the page loaded anew. */
async function measured(): Promise<Times> {
  const stack = await startStack({ world: 'fleet' })
  const browser = await chromium.launch({ executablePath: ensureChromium() })
  try {
    const context = await browser.newContext({
      baseURL: stack.console.origin,
      viewport: { width: 1440, height: 900 },
    })
    const page = await openSettings(context, stack)
    await stack.gitlab.control.settings({ latency_ms: latencyMs })
    const first = await clickToRow(page)
    await page.getByText(/^All read in/).waitFor({ timeout: 60_000 })
    await page.getByRole('link', { name: 'Settings', exact: true }).click()
    await page.locator(row).first().waitFor({ state: 'detached' })
    const revisit = await clickToRow(page)
    await page.reload()
    await page.locator(row).first().waitFor()
    const reload = await page.evaluate(() => performance.now())
    return { first, revisit, reload }
  } finally {
    await browser.close()
    await stack.close()
  }
}

/** What somebody waits for in front of the fleet of a large instance: the first row, and the last result again. */
export const fleetScreen: Bench = {
  name: 'fleet-screen',
  async run(): Promise<Figure[]> {
    const all: Times[] = []
    for (let round = 0; round < rounds; round += 1) all.push(await measured())
    const list = (of: keyof Times) => all.map((times) => times[of].toFixed(0)).join(', ')
    console.log(
      `  ms, each round: first row ${list('first')}; back again ${list('revisit')}; loaded anew, at most ${list('reload')}`,
    )
    const median = (of: keyof Times) =>
      percentile(
        all.map((times) => times[of]),
        0.5,
      )
    return [
      {
        what: 'first row of the first scan on screen, after the click',
        unit: 'ms',
        measured: median('first'),
        atMost: 500,
      },
      {
        what: 'the last result on screen again, after the click',
        unit: 'ms',
        measured: median('revisit'),
        atMost: 100,
      },
    ]
  },
}
