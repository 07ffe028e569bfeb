import { type BrowserContext, chromium, type Page } from '@playwright/test'
import { ensureChromium } from '../chromium.ts'
import { fleetLines, standInForFleet } from '../fleet-stand-in.ts'
import { type Stack, startStack } from '../stack.ts'
import type { Bench, Figure } from './bench.ts'
import { percentile } from './percentile.ts'

const rowCount = 10_000
/** Typed letter by letter and taken back, with results of every size. */
const searches = [
  'prod',
  'service-77',
  'platform core',
  'eu-central',
  'nothing here',
  'agent-1 web',
]
const rounds = 5
const scrollFrames = 240
const tableFrame = 'section[aria-label=Fleet][tabindex]'

/** Signed in, with the fleet stood in for: the page is measured, not the scan. */
async function openFleet(context: BrowserContext, { gitlab }: Stack): Promise<Page> {
  const page = await context.newPage()
  const fleet = await standInForFleet(page)
  await gitlab.control.oauth({ auto_login: 'root' })
  await page.request.get('/auth/login')
  await page.goto('/fleet')
  await page.getByRole('heading', { level: 1 }).waitFor()
  await page.waitForFunction(() => (window.fleetStreams?.asked.length ?? 0) > 0)
  await fleet.send(...fleetLines(rowCount))
  await fleet.end()
  await page.locator(`table[aria-rowcount="${rowCount + 1}"]`).waitFor()
  return page
}

declare global {
  interface Window {
    keyPresses?: { times: number[]; counts: string[] }
  }
}

/** From each press of a key to the paint that shows its result, in milliseconds. */
async function keyTimes(page: Page): Promise<number[]> {
  await page.evaluate(() => {
    const state = { times: [] as number[], counts: [] as string[] }
    window.keyPresses = state
    const count = () => document.querySelector('p[aria-live=polite]')
    document.addEventListener(
      'keydown',
      ({ timeStamp }) =>
        requestAnimationFrame(() => {
          const shown = count()?.textContent ?? ''
          // A message that is sent in a frame arrives when the frame was painted.
          const { port1, port2 } = new MessageChannel()
          port1.onmessage = () => {
            state.times.push(performance.now() - timeStamp)
            state.counts.push(shown)
          }
          port2.postMessage(null)
        }),
      { capture: true },
    )
  })
  const box = page.getByRole('searchbox')
  await box.focus()
  const press = async (key: string) => {
    await page.keyboard.press(key)
    await page.waitForTimeout(120)
    const [shown, settled] = await page.evaluate(() => [
      window.keyPresses?.counts.at(-1),
      document.querySelector('p[aria-live=polite]')?.textContent,
    ])
    if (shown !== settled) throw new Error(`The first paint showed "${shown}", not "${settled}"`)
  }
  for (const search of searches) {
    for (const letter of search) await press(letter === ' ' ? 'Space' : letter)
    for (const _ of search) await press('Backspace')
  }
  return page.evaluate(() => window.keyPresses?.times ?? [])
}

/** Frames that came late, of so many, while something scrolls by 60 px a frame: a hundred rows a second. */
const lateFrames = (page: Page, selector: string) =>
  page.evaluate(
    ([target, frames]) =>
      new Promise<number>((resolve) => {
        const element = document.querySelector(target) ?? document.documentElement
        element.scrollTop = 0
        let [late, left] = [0, frames]
        let before = performance.now()
        const step = (at: number) => {
          if (at - before > 25) late += 1
          before = at
          left -= 1
          if (left === 0) return resolve(late)
          element.scrollTop += 60
          requestAnimationFrame(step)
        }
        // The jump to the top is over when the frames are in time again: it is no scrolling.
        setTimeout(
          () =>
            requestAnimationFrame((at) => {
              before = at
              requestAnimationFrame(step)
            }),
          500,
        )
      }),
    [selector, scrollFrames] as const,
  )

async function emptyPage(context: BrowserContext): Promise<Page> {
  const page = await context.newPage()
  await page.setContent('<div style="height:360000px"></div>')
  return page
}

const median = (values: number[]) => percentile(values, 0.5)

/** The page of the fleet with ten thousand rows: a search answers at once, and scrolling is smooth. */
export const fleetPage: Bench = {
  name: 'fleet-page',
  async run(): Promise<Figure[]> {
    const stack = await startStack({})
    const browser = await chromium.launch({ executablePath: ensureChromium() })
    try {
      const context = await browser.newContext({
        baseURL: stack.console.origin,
        viewport: { width: 1440, height: 900 },
      })
      const page = await openFleet(context, stack)
      const times = await keyTimes(page)
      const [fleet, empty]: [number[], number[]] = [[], []]
      const blank = await emptyPage(context)
      await page.bringToFront()
      await lateFrames(page, tableFrame)
      for (let round = 0; round < rounds; round += 1) {
        await blank.bringToFront()
        empty.push(await lateFrames(blank, 'html'))
        await page.bringToFront()
        fleet.push(await lateFrames(page, tableFrame))
      }
      console.log(`  late frames of ${scrollFrames}: fleet ${fleet}, empty page ${empty}`)
      return [
        {
          what: `key press in the search of ${rowCount.toLocaleString('en')} rows to painted result, p95`,
          unit: 'ms',
          measured: percentile(times, 0.95),
          atMost: 50,
        },
        {
          what: `late frames of ${scrollFrames} while scrolling, beyond an empty page`,
          unit: '',
          measured: Math.max(0, median(fleet) - median(empty)),
          atMost: 0,
        },
      ]
    } finally {
      await browser.close()
      await stack.close()
    }
  },
}
