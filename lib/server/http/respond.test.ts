import { expect, it } from 'vitest'
import nextConfig from '../../../next.config.mjs'
import { apiPolicy } from './respond.ts'

it('the policy of /api is the same whether the framework answers or our code', async () => {
  const rules = await nextConfig.headers?.()
  const api = rules?.find(({ source }) => source === '/api/:path*')
  expect(api?.headers).toContainEqual({ key: 'Content-Security-Policy', value: apiPolicy })
})
