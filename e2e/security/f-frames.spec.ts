import { createServer } from 'node:http'
import { expect, test } from '../fixtures.ts'

test('F07 no other site can frame a page', async ({ page, stack, signIn }) => {
  await signIn('root', '/settings')
  const server = createServer((_request, answer) => {
    answer.setHeader('Content-Type', 'text/html')
    answer.end(`<p>outer</p><iframe title="inner" src="${stack.console.origin}/settings"></iframe>`)
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const address = server.address()
  const port = typeof address === 'object' ? address?.port : 0
  const plain = await page.context().newPage()
  await plain.goto(`http://127.0.0.1:${port}/`)
  await expect(plain.getByText('outer')).toBeVisible()
  const inner = plain.frames().find((frame) => frame !== plain.mainFrame())
  expect(inner?.url()).not.toContain('/settings')
  await expect(plain.frameLocator('iframe').getByRole('heading', { name: 'Settings' })).toHaveCount(
    0,
  )
  await new Promise((resolve) => server.close(resolve))
})

test('F05 D10 hostile names are text, the page stays whole, and no policy is broken', async ({
  page,
  signIn,
  gitlab,
}) => {
  let dialogs = 0
  page.on('dialog', async (dialog) => {
    dialogs += 1
    await dialog.dismiss()
  })
  const names = [
    '<script>alert(1)</script>',
    '<img src=x onerror=alert(2)>',
    '<svg onload=alert(3)>',
    '[link](javascript:alert(4))',
    '{{constructor.constructor("alert(5)")()}}',
    '\x24{alert(6)}',
    '"><iframe srcdoc="<script>alert(7)</script>">',
    '\u202egnitset\u202c \u001b[31mred',
    'x'.repeat(1_000_000),
  ]
  const cluster = (name: string, index: number) => ({
    id: 100 + index,
    name,
    created_at: '2026-01-01T00:00:00.000Z',
    managed: true,
    enabled: true,
    domain: '',
    provider_type: 'user',
    platform_type: 'kubernetes',
    environment_scope: '*',
    cluster_type: 'instance_type',
    namespace_per_environment: true,
    user: null,
    platform_kubernetes: {
      api_url: 'https://kubernetes.example.test',
      namespace: null,
      authorization_type: 'rbac',
      ca_cert: null,
    },
    management_project: null,
  })
  await gitlab.control.fault({
    method: 'GET',
    path: '/api/v4/admin/clusters',
    mode: 'status',
    status: 200,
    body: names.map(cluster),
  })
  await signIn('root', '/instance/clusters')
  for (const name of names.slice(0, 7)) await expect(page.getByText(name).first()).toBeVisible()
  const width = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth)
  expect(width, 'the page does not grow sideways').toBeLessThanOrEqual(0)
  expect(dialogs).toBe(0)
})
