import { X509Certificate } from 'node:crypto'
import { beforeAll, describe, expect, it } from 'vitest'
import { lastUseOf } from './agent-tokens.ts'
import { blockedReason } from './api-url-blocker.ts'
import { runSimulator } from './simulator-fixture.ts'
import type { World } from './state.ts'
import { isKubernetesName, isPemCertificate } from './validators.ts'
import { createWorld } from './world.ts'

const DAY_MS = 86_400_000
const NOW = Date.parse('2026-11-20T12:00:00Z')

let world: World
beforeAll(async () => {
  world = await createWorld('demo', 1, NOW)
})

const fingerprint = (value: World) =>
  JSON.stringify(value, (_, field: unknown) => (field instanceof Map ? [...field] : field))

const caDays = () =>
  [...world.clusters.values()].flatMap(({ platform: { caCert } }) =>
    caCert !== null && isPemCertificate(caCert)
      ? [(Date.parse(new X509Certificate(caCert).validTo) - NOW) / DAY_MS]
      : [],
  )

const activeTokens = (agentId: number) =>
  [...world.agentTokens.values()].filter(
    (token) => token.agentId === agentId && token.status === 'active',
  )

/** Time since an agent's last contact by the rule of §6.5: null without any. */
const silenceOf = (agentId: number, now: number) => {
  const uses = activeTokens(agentId).flatMap((token) => lastUseOf(token, now) ?? [])
  return uses.length === 0 ? null : now - Math.max(...uses)
}

const CONTACT_MS = 8 * 60_000

describe('size and determinism', () => {
  it('has the counts that design/simulator.md gives', () => {
    const topLevel = [...world.groups.values()].filter(({ parentId }) => parentId === null)
    expect(topLevel).toHaveLength(12)
    expect(world.groups.size).toBe(60)
    expect(world.projects.size).toBe(400)
    expect(world.clusters.size).toBe(45)
    expect(world.agents.size).toBe(130)
  })

  it('is the same for the same seed, another for another', async () => {
    expect(fingerprint(await createWorld('demo', 1, NOW))).toBe(fingerprint(world))
    expect(fingerprint(await createWorld('demo', 2, NOW))).not.toBe(fingerprint(world))
  })
})

describe('what can be seen in it', () => {
  const clusters = () => [...world.clusters.values()]

  it.each<[string, () => number]>([
    ['CA fine', () => caDays().filter((days) => days > 30).length],
    ['CA expiring within 30 days', () => caDays().filter((d) => d > 0 && d < 30).length],
    ['CA expired', () => caDays().filter((days) => days < 0).length],
    [
      'CA unreadable',
      () =>
        clusters().filter(
          ({ platform: { caCert } }) => caCert !== null && !isPemCertificate(caCert),
        ).length,
    ],
    ['no CA', () => clusters().filter(({ platform }) => platform.caCert === null).length],
    ['provided by GCP', () => clusters().filter(({ gcp }) => gcp !== null).length],
    ['disabled', () => clusters().filter(({ enabled }) => !enabled).length],
    ['not managed', () => clusters().filter(({ managed }) => !managed).length],
    ['creator deleted', () => clusters().filter(({ userId }) => userId === null).length],
    ['a long name', () => clusters().filter(({ name }) => name.length > 100).length],
    ['management project', () => clusters().filter((c) => c.managementProjectId !== null).length],
    ['at the instance', () => clusters().filter(({ owner }) => owner.kind === 'instance').length],
    ['at groups', () => clusters().filter(({ owner }) => owner.kind === 'group').length],
    ['at projects', () => clusters().filter(({ owner }) => owner.kind === 'project').length],
  ])('clusters: %s', (_, count) => {
    expect(count()).toBeGreaterThan(0)
  })

  const agentsWith = (isSo: (agentId: number) => boolean) => [...world.agents.keys()].filter(isSo)

  it.each<[string, (agentId: number) => boolean]>([
    ['connected', (id) => (silenceOf(id, NOW) ?? CONTACT_MS) < CONTACT_MS],
    ['not connected', (id) => (silenceOf(id, NOW) ?? 0) >= CONTACT_MS],
    ['never connected', (id) => activeTokens(id).length > 0 && silenceOf(id, NOW) === null],
    ['without token', (id) => activeTokens(id).length === 0],
    ['with both tokens', (id) => activeTokens(id).length === 2],
    ['receptive', (id) => [...world.urlConfigurations.values()].some((c) => c.agentId === id)],
  ])('agents: %s', (_, isSo) => {
    expect(agentsWith(isSo).length).toBeGreaterThan(0)
  })

  it('agents that are connected stay so while the demo runs', () => {
    const connected = agentsWith((id) => (silenceOf(id, NOW) ?? CONTACT_MS) < CONTACT_MS)
    const later = NOW + 5 * 3_600_000
    expect(connected.filter((id) => (silenceOf(id, later) ?? CONTACT_MS) >= CONTACT_MS)).toEqual([])
  })
})

describe('it could exist', () => {
  it('§3.4 no environment scope twice in one place', () => {
    const places = [...world.clusters.values()].map(({ owner, environmentScope }) =>
      JSON.stringify([owner, environmentScope]),
    )
    expect(new Set(places).size).toBe(places.length)
  })

  it('§3.5 only one API URL is local, from before the rule', () => {
    const options = { allowLocalRequests: false, ownUrl: 'http://127.0.0.1:1' }
    const blocked = [...world.clusters.values()].filter(
      ({ platform }) => blockedReason(platform.apiUrl, options) !== null,
    )
    expect(blocked).toHaveLength(1)
  })

  it('§6.2 agent names are well-formed and unique in their project', () => {
    const agents = [...world.agents.values()]
    expect(agents.filter(({ name }) => !isKubernetesName(name))).toEqual([])
    const names = new Set(agents.map(({ projectId, name }) => `${projectId} ${name}`))
    expect(names.size).toBe(agents.length)
  })

  it('§6.3 no agent has more than two active tokens', () => {
    expect([...world.agents.keys()].filter((id) => activeTokens(id).length > 2)).toEqual([])
  })
})

describe('served', () => {
  const fixture = runSimulator('demo')

  it('the people of world standard sign in here too', async () => {
    for (const [id, as] of ['root', 'maintainer', 'developer', 'reporter', 'guest'].entries()) {
      const { json } = await fixture.api({ as, call: 'GET /user' })
      expect(json).toMatchObject({ id: id + 1, username: as })
    }
  })

  it('each finds a different part of it', async () => {
    const totals = ['root', 'maintainer', 'developer', 'outsider'].map(async (as) => {
      const { headers } = await fixture.api({
        as,
        call: 'GET /projects?membership=false&per_page=1',
      })
      return Number(headers.get('x-total'))
    })
    const [root = 0, maintainer = 0, developer = 0, outsider = 0] = await Promise.all(totals)
    expect(root).toBe(400)
    expect(maintainer).toBeGreaterThan(developer)
    expect(developer).toBeGreaterThan(outsider)
  })

  it('a new token comes into use after a while, and the old one falls silent', async () => {
    const running = [...world.agents.values()].find(({ id }) => {
      const [token, other] = activeTokens(id)
      return token?.reports != null && other === undefined
    })
    const [old] = activeTokens(running?.id ?? 0)
    const path = `/projects/${running?.projectId}/cluster_agents/${running?.id}/tokens`
    const made = await fixture.api({ as: 'root', call: `POST ${path}`, body: { name: 'new' } })
    const { id } = made.json as { id: number }
    const lastUse = async (token?: number) => {
      const { json } = await fixture.api({ as: 'root', call: `GET ${path}/${token}` })
      return (json as { last_used_at: string | null }).last_used_at
    }
    expect(await lastUse(id)).toBeNull()
    await fixture.control('POST', '/clock', { advance_s: 60 })
    expect(await lastUse(id)).not.toBeNull()
    const stopped = await lastUse(old?.id)
    await fixture.control('POST', '/clock', { advance_s: 600 })
    expect(await lastUse(old?.id)).toBe(stopped)
    expect(Date.parse((await lastUse(id)) ?? '')).toBeGreaterThan(Date.parse(stopped ?? ''))
  })
})
