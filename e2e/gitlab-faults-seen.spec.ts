import { expect, test } from './fixtures.ts'

test('what Admin Mode takes away is explained, with what the operator has to do', async ({
  page,
  signIn,
  gitlab,
}) => {
  await gitlab.control.settings({ admin_mode: true })
  await signIn('root', '/instance/clusters')
  const main = page.getByRole('main')
  await expect(main).toContainText('GitLab’s Admin Mode stands in the way')
  await expect(main).toContainText('GITLAB_OAUTH_SCOPES')
  await expect(main).toContainText('admin_mode')
  await expect(page.getByText('No certificate-based clusters yet')).toHaveCount(0)
})
