import type { Page } from '@playwright/test'
import { agentList, agentsUpstream } from './agent-page.ts'
import { violations } from './axe.ts'
import { field, review } from './cluster-page.ts'
import { expect, test, type Username } from './fixtures.ts'
import { callGitLab } from './gitlab-api.ts'
import type { Stack } from './stack.ts'

interface State {
  name: string
  as: Username
  path: string
  /** What GitLab is told before the sign-in. */
  given?: (gitlab: Stack['gitlab']) => Promise<unknown>
  /** Brings the page from `path` into the state, and waits until it is shown. */
  reach: (page: Page, gitlab: Stack['gitlab']) => Promise<void>
}

const cluster = '/project-1/clusters/4'
const list = '/instance/clusters'
const type = (page: Page) => field(page, 'Base domain').fill('typed.example.test')

const states: State[] = [
  {
    name: 'the choice of a place',
    as: 'outsider',
    path: '/',
    reach: (page) => expect(page.getByRole('heading', { name: 'Choose a scope' })).toBeVisible(),
  },
  {
    name: 'the page after a sign-in in a second tab',
    as: 'root',
    path: '/settings',
    reach: async (page) => {
      await page.goto('/signed-in')
      await expect(page.getByRole('heading')).toHaveText(['You are signed in'])
    },
  },
  {
    name: 'a review with a conflict',
    as: 'root',
    path: cluster,
    reach: async (page, gitlab) => {
      await type(page)
      await callGitLab(gitlab.url, 'PUT', 'projects/1/clusters/4', { domain: 'theirs.test' })
      await page.getByRole('button', { name: 'Review 1 change' }).click()
      await expect(review(page).getByRole('radio', { name: /Yours/ })).toBeVisible()
    },
  },
  {
    name: 'the panel of an ended session',
    as: 'root',
    path: cluster,
    reach: async (page, gitlab) => {
      await type(page)
      await gitlab.control.reset({ world: 'standard' })
      await page.getByRole('button', { name: 'Review 1 change' }).click()
      await expect(page.getByRole('alertdialog', { name: /session has ended/ })).toBeVisible()
    },
  },
  {
    name: 'the question before leaving',
    as: 'root',
    path: cluster,
    reach: async (page) => {
      await type(page)
      await page.getByRole('link', { name: 'Settings' }).click()
      await expect(page.getByRole('dialog', { name: 'Leave without saving?' })).toBeVisible()
    },
  },
  {
    name: 'the list of keys',
    as: 'root',
    path: list,
    reach: async (page) => {
      await expect(page.getByRole('link', { name: 'shared-prod' })).toBeVisible()
      await page.keyboard.press('?')
      await expect(page.getByRole('dialog', { name: 'Keyboard shortcuts' })).toBeVisible()
    },
  },
  {
    name: 'the open kubeconfig panel',
    as: 'root',
    path: '/instance/clusters/new',
    reach: async (page) => {
      await page.getByRole('button', { name: 'Paste kubeconfig' }).click()
      await page.getByLabel('Kubeconfig, YAML or JSON').fill('clusters: [')
      await expect(page.getByText(/no valid YAML/)).toBeVisible()
    },
  },
  {
    name: 'a list that is switched off',
    as: 'root',
    path: list,
    given: (gitlab) => gitlab.control.settings({ certificate_based_clusters: false }),
    reach: (page) => expect(page.getByText(/clusters are switched off in this/)).toBeVisible(),
  },
  {
    name: 'an empty list',
    as: 'root',
    path: '/group-2/clusters',
    reach: (page) => expect(page.getByText('No certificate-based clusters yet')).toBeVisible(),
  },
  {
    name: 'a list that is not allowed',
    as: 'reporter',
    path: '/project-1/clusters',
    reach: (page) => expect(page.getByText(/Your role in this project/)).toBeVisible(),
  },
  {
    name: 'the choice of a project',
    as: 'root',
    path: list,
    reach: async (page) => {
      await page.getByRole('button', { name: 'Agents' }).click()
      await expect(page.getByRole('option', { name: /platform\/web\/shop/ })).toBeVisible()
    },
  },
  {
    name: 'the registration of an agent',
    as: 'root',
    path: agentList,
    reach: async (page) => {
      await page.getByRole('button', { name: 'Register agent' }).click()
      await page.getByRole('dialog').getByRole('textbox').fill('Prod')
      await expect(page.getByText(/Use lowercase letters/)).toBeVisible()
    },
  },
  {
    name: 'the deletion of an agent',
    as: 'root',
    path: `${agentList}/1`,
    reach: async (page) => {
      await page.getByRole('button', { name: 'Delete agent' }).click()
      await expect(page.getByText('This agent is connected right now')).toBeVisible()
    },
  },
  {
    name: 'a filter that waits for statuses',
    as: 'root',
    path: '/settings',
    given: (gitlab) =>
      gitlab.control.fault({
        method: 'GET',
        path: `${agentsUpstream}/1/tokens`,
        mode: 'slow',
        delay_ms: 2_500,
      }),
    reach: async (page) => {
      await page.goto(`${agentList}?status=connected`)
      await expect(page.getByText('Statuses read: 3 of 4').first()).toBeVisible()
    },
  },
  {
    name: 'a project without agents',
    as: 'root',
    path: '/projects/2/agents',
    reach: (page) => expect(page.getByText('No agents yet')).toBeVisible(),
  },
  {
    name: 'an agent that is gone',
    as: 'root',
    path: `${agentList}/99`,
    reach: (page) => expect(page.getByText('This agent does not exist')).toBeVisible(),
  },
  {
    name: 'a list that failed',
    as: 'root',
    path: list,
    given: (gitlab) =>
      gitlab.control.fault({ method: 'GET', path: '/api/v4/admin/clusters', mode: 'html' }),
    reach: (page) => expect(page.getByText(/Request ID/)).toBeVisible(),
  },
]

for (const colorScheme of ['light', 'dark'] as const) {
  test.describe(`in the ${colorScheme} theme`, () => {
    test.use({ colorScheme })

    for (const { name, as, path, given, reach } of states) {
      test(`${name} has no accessibility violation`, async ({ page, signIn, gitlab }) => {
        await given?.(gitlab)
        await signIn(as, path)
        await reach(page, gitlab)
        // axe measures colours: what fades in must have arrived.
        await page.evaluate(() =>
          Promise.allSettled(document.getAnimations().map(({ finished }) => finished)),
        )
        expect(await violations(page)).toEqual([])
      })
    }

    test('a sign-in that was declined has no accessibility violation', async ({
      page,
      gitlab: _reset,
    }) => {
      await page.goto('/login')
      await page.getByRole('link', { name: 'Sign in with GitLab' }).click()
      await page.getByRole('button', { name: 'Deny' }).click()
      await expect(page.getByRole('heading', { name: 'GitLab gave no access' })).toBeVisible()
      expect(await violations(page)).toEqual([])
    })
  })
}
