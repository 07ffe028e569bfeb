import { type BrowserContext, chromium, type Page } from '@playwright/test'
import { ensureChromium } from '../chromium.ts'
import { type Stack, startStack } from '../stack.ts'
import type { Bench, Figure } from './bench.ts'
import { percentile } from './percentile.ts'

const latencyMs = 40
const rounds = 3
const visits = 5
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
        // Asked for in a frame, it is done when the frame was painted, before what the page still has to do.
        const told = () => {
          window.paintedMs = performance.now() - from
        }
        void window.scheduler.postTask(told, { priority: 'user-blocking' })
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
  revisits: number[]
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
    const revisits: number[] = []
    for (let visit = 0; visit < visits; visit += 1) {
      await page.getByRole('link', { name: 'Settings', exact: true }).click()
      await page.locator(row).first().waitFor({ state: 'detached' })
      await page.waitForTimeout(500)
      revisits.push(await clickToRow(page))
    }
    await page.reload()
    await page.locator(row).first().waitFor()
    const reload = await page.evaluate(() => performance.now())
    return { first, revisits, reload }
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
    const list = (times: number[]) => times.map((ms) => ms.toFixed(0)).join(', ')
    const first = all.map((times) => times.first)
    const revisits = all.flatMap((times) => times.revisits)
    const reload = all.map((times) => times.reload)
    console.log(
      `  ms: first row ${list(first)}; back again ${list(revisits)}; loaded anew, at most ${list(reload)}`,
    )
    return [
      {
        what: 'first row of the first scan on screen, after the click',
        unit: 'ms',
        measured: percentile(first, 0.5),
        atMost: 500,
      },
      {
        what: 'the last result on screen again, after the click',
        unit: 'ms',
        measured: percentile(revisits, 0.5),
        atMost: 100,
      },
    ]
  },
}
