import type { Page } from '@playwright/test'

/** A text field of the cluster form by its label. */
export const field = (page: Page, name: string) => page.getByRole('textbox', { name })

/** The names in the list of clusters, in the order shown. */
export const rows = (page: Page) =>
  page.getByRole('table', { name: 'Clusters' }).getByRole('rowheader')

/** The review of what a save will change. */
export const review = (page: Page) => page.getByRole('region', { name: /^Review changes to/ })

/** Fills what a new cluster cannot do without; its environment scope is its name. */
export async function fillNewCluster(page: Page, name: string): Promise<void> {
  await field(page, 'Kubernetes cluster name').fill(name)
  await field(page, 'Environment scope').fill(name)
  await field(page, 'API URL').fill('https://k8s.example.test:6443')
  await page.getByLabel('Service token').fill('fake-service-token')
}

/** Opens the review and saves what it shows. */
export async function reviewAndSave(page: Page, count = 1): Promise<void> {
  const changes = count === 1 ? '1 change' : `${count} changes`
  await page.getByRole('button', { name: `Review ${changes}` }).click()
  await review(page)
    .getByRole('button', { name: `Save ${changes}` })
    .click()
}
