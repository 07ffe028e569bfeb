import { execFile } from 'node:child_process'
import { mkdtempSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { parse } from 'yaml'
import { z } from 'zod'
import { firstLook } from './first-look.fixture.ts'
import { read } from './markdown.fixture.ts'

const token = 'fake-metrics-token-of-a-test'
const server = createServer(({ url, headers }, answer) => {
  const isOpen = url === '/readyz' || headers.authorization === `Bearer ${token}`
  answer.writeHead(isOpen ? 200 : 401).end(isOpen ? `this is ${url}` : 'no')
})
beforeAll(() => new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve)))
afterAll(() => new Promise((resolve) => server.close(resolve)))

async function look(path: string, env: Record<string, string>): Promise<string> {
  const { port } = server.address() as AddressInfo
  const { stdout } = await promisify(execFile)(process.execPath, ['-e', firstLook(), path], {
    env: { NODE_ENV: 'production', PORT: String(port), ...env },
  })
  return stdout
}

test('the first look asks a replica with Node alone', async () => {
  expect(await look('/readyz', {})).toBe('200 this is /readyz\n')
  expect(await look('/metrics', {})).toBe('401 no\n')
})

test('and sends the token, from where the deployments have it', async () => {
  const file = join(mkdtempSync(join(tmpdir(), 'cluster-console-look-')), 'metrics-token')
  writeFileSync(file, `${token}\n`)
  expect(await look('/metrics', { METRICS_TOKEN_FILE: file })).toBe('200 this is /metrics\n')
})

test('it is asked where the deployments have a replica', () => {
  const text = read('docs/operations.md')
  const { services } = z
    .object({ services: z.record(z.string(), z.unknown()) })
    .parse(parse(read('docs/deploy/compose/compose.yaml'), { merge: true }))
  const [, service = ''] = /docker compose exec -T (\S+) node -e "\$ask"/.exec(text) ?? []
  expect(Object.keys(services)).toContain(service)
  const [, namespace = ''] = /kubectl -n (\S+) exec deploy\/console -- node -e/.exec(text) ?? []
  expect(read('docs/deploy/kubernetes/deployment.yaml')).toContain(`namespace: ${namespace}\n`)
})
