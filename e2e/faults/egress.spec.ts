import { copyFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { mergeTests } from '@playwright/test'
import { root as project } from '../../lib/cli/process.ts'
import { expect, test as imageTest } from '../image-fixture.ts'
import { send, signInOverHttp } from '../person.ts'
import { aftermathTest } from '../with-aftermath.ts'

const test = mergeTests(imageTest, aftermathTest)

/** L08: with everything shut but GitLab and the store the console works, and tries nothing else. */

for (const engine of ['sqlite', 'postgres'] as const) {
  test(`L08 nothing but GitLab and the store is connected to (${engine})`, async ({
    container,
    contained,
  }) => {
    // Beside the folder: the project may be where its user must not read.
    const guard = join(dirname(container.folder), 'egress-guard.mjs')
    await copyFile(join(project, 'e2e', 'egress-guard.mjs'), guard)
    const stack = await contained(engine, {
      nodeArgs: ['--import', guard],
      env: { METRICS_TOKEN: 'fake-metrics-token-of-l08', LOG_LEVEL: 'debug' },
    })
    const { origin, output, env } = stack.console
    const root = await signInOverHttp(stack, origin, 'root')
    for (const path of [
      '/api/scopes/instance/clusters',
      '/api/projects/1/agents/2/tokens',
      '/api/instance',
      '/api/audit',
      '/api/sessions',
      '/api/fleet',
    ]) {
      const answer = await root.call('GET', path)
      expect(answer.status, `${path}: ${answer.text}`).toBe(200)
    }
    const body = { namespace_per_environment: true, name: 'shut-in' }
    const changed = await root.call('PUT', '/api/scopes/instance/clusters/1', { body })
    expect(changed.status).toBe(200)
    for (const path of [
      '/',
      '/login',
      '/fleet',
      '/_next/image?url=%2Fx.png&w=64&q=75',
      '/readyz',
    ]) {
      await send('GET', origin + path, { Cookie: root.cookie })
    }
    const metrics = await send('GET', `${origin}/metrics`, {
      Authorization: 'Bearer fake-metrics-token-of-l08',
    })
    expect(metrics.status).toBe(200)
    expect((await root.call('POST', '/auth/logout')).status).toBeLessThan(400)
    await expect
      .poll(async () => (await stack.gitlab.control.requests('POST', /^\/oauth\/revoke/)).length)
      .toBeGreaterThan(0)

    const told = [...new Set(output().match(/^egress .*$/gm))]
    const hosts = [stack.gitlab.url, ...(engine === 'postgres' ? [env.STORE_URL] : [])].map(
      (url = '') => `${new URL(url).hostname}:${new URL(url).port}`,
    )
    expect(told.filter((line) => line.startsWith('egress refused'))).toEqual([])
    expect(told.filter((line) => line.startsWith('egress allowed')).sort()).toEqual(
      hosts.map((host) => `egress allowed ${host}`).sort(),
    )
  })
}
