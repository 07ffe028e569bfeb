import { mkdir } from 'node:fs/promises'
import { join } from 'node:path'
import { chromium, type Page } from '@playwright/test'
import { buildIfStale } from '../lib/cli/build.ts'
import { root } from '../lib/cli/process.ts'
import { ensureChromium } from './chromium.ts'
import { startStack } from './stack.ts'

/*
 * `npm run screenshots`: every page of the demo world in both themes and three widths, for review; and the picture of
 * the README, which is the only one that is committed.
 */
const folder = join(root, 'e2e', '.results', 'screenshots')
const readmePicture = join(root, 'docs', 'images', 'fleet.png')
const widths = [1440, 768, 320]

interface Shot {
  name: string
  path: string
  /** Brings the page into the state to be shown. */
  prepare?: (page: Page) => Promise<void>
}

async function openFirstCluster(page: Page): Promise<void> {
  await page.getByRole('rowheader').getByRole('link').first().click()
  await page.getByRole('textbox', { name: 'API URL' }).waitFor()
}

/** Waits until the scan is over. */
async function seeFleet(page: Page): Promise<void> {
  await page.getByText(/as of/).waitFor()
}

async function change(page: Page): Promise<void> {
  await openFirstCluster(page)
  await page.getByRole('textbox', { name: 'Base domain' }).fill('apps.new.example.test')
  await page.getByRole('switch', { name: 'Enabled' }).click()
}

async function signIn(page: Page, picture: string): Promise<void> {
  await page.goto('/login')
  await page.getByRole('link', { name: 'Sign in with GitLab' }).waitFor()
  await page.screenshot({ path: picture })
  await page.getByRole('link', { name: 'Sign in with GitLab' }).click()
  await page.getByRole('button', { name: /\broot\b/ }).click()
  await page.getByRole('heading', { level: 1 }).waitFor()
  await page.close()
}

const list = '/instance/clusters'
/** Three agents of the demo world. */
const agents = '/projects/4/agents'
const shots: Shot[] = [
  { name: 'list', path: list },
  {
    name: 'list-nothing-matches',
    path: list,
    prepare: (page) => page.getByRole('searchbox').fill('nothing like this'),
  },
  {
    name: 'delete',
    path: list,
    prepare: async (page) => {
      await page
        .getByRole('button', { name: /^Actions for/ })
        .first()
        .click()
      await page.getByRole('menuitem', { name: 'Delete…' }).press('Enter')
      await page.getByRole('dialog').getByRole('textbox').waitFor()
    },
  },
  { name: 'cluster', path: list, prepare: openFirstCluster },
  {
    name: 'review',
    path: list,
    prepare: async (page) => {
      await change(page)
      await page.getByRole('button', { name: 'Review 2 changes' }).click()
      await page.getByRole('button', { name: 'Save 2 changes' }).waitFor()
    },
  },
  {
    name: 'leave',
    path: list,
    prepare: async (page) => {
      await change(page)
      await page.evaluate(() => history.back())
      await page.getByRole('dialog').waitFor()
    },
  },
  { name: 'add', path: `${list}/new` },
  {
    name: 'add-with-errors',
    path: `${list}/new`,
    prepare: async (page) => {
      await page.getByRole('textbox', { name: 'API URL' }).fill('k8s')
      await page.getByRole('button', { name: 'Add cluster' }).click()
      await page.getByText(/need another look/).waitFor()
    },
  },
  {
    name: 'palette',
    path: list,
    prepare: async (page) => {
      await page.keyboard.press('Control+k')
      await page.getByRole('dialog').waitFor()
    },
  },
  { name: 'agents', path: agents },
  { name: 'agent', path: `${agents}/3` },
  {
    name: 'agent-register',
    path: agents,
    prepare: async (page) => {
      await page.getByRole('button', { name: 'Register agent' }).click()
      await page.getByRole('dialog').getByRole('textbox').fill('Not a name')
    },
  },
  {
    name: 'agent-delete',
    path: `${agents}/3`,
    prepare: async (page) => {
      await page.getByRole('button', { name: 'Delete agent' }).click()
      await page
        .getByRole('dialog')
        .getByText(/connected right now/)
        .waitFor()
    },
  },
  {
    name: 'choose-project',
    path: list,
    prepare: async (page) => {
      await page.getByRole('button', { name: 'Agents' }).click()
      await page.getByRole('dialog').getByRole('option').first().waitFor()
    },
  },
  { name: 'overview', path: '/' },
  { name: 'findings', path: '/findings' },
  { name: 'findings-duplicates', path: '/findings?view=duplicates' },
  { name: 'findings-people', path: '/findings?view=people' },
  { name: 'certificates', path: '/certificates' },
  { name: 'fleet', path: '/fleet', prepare: seeFleet },
  {
    name: 'fleet-row',
    path: '/fleet?kind=cluster',
    prepare: async (page) => {
      await seeFleet(page)
      await page.getByRole('rowheader').getByRole('link').first().click()
      await page.getByRole('dialog').waitFor()
    },
  },
  { name: 'sessions', path: '/sessions' },
  { name: 'settings', path: '/settings' },
  { name: 'not-found', path: '/group-999999/clusters' },
]

const code = await buildIfStale()
if (code !== 0) process.exit(code)
await mkdir(folder, { recursive: true })
await mkdir(join(root, 'docs', 'images'), { recursive: true })
const stack = await startStack({ world: 'demo' })
const browser = await chromium.launch({ executablePath: ensureChromium() })
try {
  for (const colorScheme of ['light', 'dark'] as const) {
    const context = await browser.newContext({ baseURL: stack.console.origin, colorScheme })
    context.setDefaultTimeout(10_000)
    await signIn(await context.newPage(), join(folder, `login-${colorScheme}-1440.png`))
    for (const { name, path, prepare } of shots) {
      // A page of its own for each: one with unsaved changes would not let go.
      const page = await context.newPage()
      await page.goto(path)
      await page.waitForLoadState('networkidle')
      await prepare?.(page)
      for (const width of widths) {
        await page.setViewportSize({ width, height: width === 1440 ? 900 : 1000 })
        await page.waitForTimeout(300)
        await page.screenshot({ path: join(folder, `${name}-${colorScheme}-${width}.png`) })
      }
      if (name === 'fleet' && colorScheme === 'light') {
        await page.setViewportSize({ width: 1280, height: 720 })
        await page.waitForTimeout(300)
        await page.screenshot({ path: readmePicture })
      }
      await page.close()
      console.log(`${name} ${colorScheme}`)
    }
    await context.close()
  }
} finally {
  await browser.close()
  await stack.close()
}
console.log(`Pictures are in ${folder}`)
