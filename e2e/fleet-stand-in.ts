import type { Page } from '@playwright/test'

/*
 * A stand-in for `GET /api/fleet` in the page itself: streams that a test feeds line by line, for states which the real
 * server passes too quickly to look at, and results of any size. Everything else of the page is real.
 */

const now = Date.parse('2026-11-20T12:00:00Z')
const dayMs = 86_400_000
const daysAgo = (days: number) => new Date(now - days * dayMs).toISOString()
const asOf = daysAgo(0)

const groups = ['platform', 'shop', 'payments', 'data', 'mobile', 'search', 'media', 'legal']
const teams = ['core', 'edge', 'web', 'batch', 'infra']
const people = ['root', 'maintainer', 'alice', 'bob', 'carol', 'dmitri', 'eve', 'frank']

const at = <T>(list: readonly T[], index: number): T => {
  const item = list[index % list.length]
  if (item === undefined) throw new Error('an empty list')
  return item
}

const person = (index: number) => {
  const username = at(people, index)
  const name = `${username.slice(0, 1).toUpperCase()}${username.slice(1)} Example`
  return { id: (index % people.length) + 1, username, name, web_url: null, state: 'active' }
}

const scope = (index: number) => {
  const path = `${at(groups, index)}/${at(teams, index * 3 + 1)}/service-${index}`
  const name = `service-${index}`
  return {
    kind: 'project',
    id: index + 1,
    name,
    path,
    web_url: `https://gitlab.example.test/${path}`,
  }
}

/** How old the last use of a token is, in days; null: never used. */
const uses = [0.001, 0.002, 0.003, 0.001, 40, null, 0.004, 0.002]

const token = (id: number, age: number, used: number | null) => ({
  id,
  name: id % 2 === 0 ? 'next' : 'main',
  created_at: daysAgo(age),
  last_used_at: used === null ? null : daysAgo(used),
  created_by: person(id),
})

/** An agent out of its number: one that is connected, lost, never used, without a token … in turn. */
export const agentLine = (id: number) => ({
  type: 'agent',
  id,
  name: `${at(['prod', 'staging', 'review', 'edge'], id)}-agent-${id}`,
  created_at: daysAgo(400 + (id % 300)),
  scope: scope(id),
  web_url: null,
  created_by: id % 31 === 0 ? null : person(id),
  tokens:
    id % 17 === 0
      ? []
      : [
          token(id * 2 + 1, 20 + (id % 420), at(uses, id)),
          ...(id % 9 === 0 ? [token(id * 2, 5, null)] : []),
        ],
  versions: id % 13 === 0 ? null : [at(['18.5.0', '18.4.2', '17.11.3', '18.5.1'], id)],
  is_receptive: false,
  url_configuration: null,
  console: { as_of: asOf },
})

export const agentLines = (from: number, to: number) =>
  Array.from({ length: to - from + 1 }, (_, index) => agentLine(from + index))

const certificate = (days: number) => ({
  subject: 'CN=kubernetes',
  issuer: 'CN=kubernetes',
  serial_number: '01',
  not_before: daysAgo(300),
  not_after: daysAgo(-days),
  sha256: String(Math.abs(days) % 10).repeat(64),
  subject_alt_names: [],
  is_ca: true,
  self_signed: true,
  key: { type: 'rsa', bits: 2048 },
  signature_algorithm: 'RSA-SHA256',
})

/** A cluster out of its number. */
function clusterLine(id: number) {
  const days = (id % 12) * 40 - 30
  return {
    type: 'cluster',
    id,
    name: `${at(['production', 'staging', 'review'], id)}-cluster-${id}`,
    created_at: daysAgo(900 + (id % 300)),
    domain: null,
    enabled: id % 7 !== 0,
    managed: true,
    namespace_per_environment: true,
    provider_type: 'user',
    environment_scope: at(['*', 'production', 'review/*'], id),
    cluster_type: 'project_type',
    user: person(id + 2),
    platform_kubernetes: {
      api_url: `https://k8s-${id % 150}.eu-central.example.test:6443`,
      namespace: null,
      authorization_type: 'rbac',
    },
    provider_gcp: null,
    management_project: null,
    scope: scope(5_000 + id),
    console: {
      ca: {
        readable: true,
        certificates: [certificate(days)],
        not_after: daysAgo(-days),
        sha256: 'a'.repeat(64),
      },
      as_of: asOf,
    },
  }
}

/** So many rows, four agents for a cluster. */
export const fleetLines = (count: number) =>
  Array.from({ length: count }, (_, index) =>
    index % 5 === 4 ? clusterLine(index + 1) : agentLine(index + 1),
  )

export const progressLine = (change: object = {}) => ({
  type: 'progress',
  scan: 's1',
  state: 'running',
  started_at: asOf,
  phase: 'agents',
  done: 61,
  total: 100,
  projects: { done: 6_120, total: 10_000 },
  requests: 120,
  rate: 40,
  waiting_until: null,
  waiting_for: null,
  remaining_s: 41,
  ...change,
})

export const problemLine = (id: string, change: object = {}) => ({
  type: 'problem',
  id,
  what: 'agents',
  scope: scope(77),
  code: 'forbidden',
  count: 1,
  ...change,
})

const endLine = (change: object = {}) => ({
  type: 'end',
  scan: 's1',
  state: 'finished',
  complete: true,
  started_at: daysAgo(0.01),
  finished_at: asOf,
  clusters: 20,
  agents: 80,
  problems: 0,
  groups: 500,
  projects: 10_000,
  requests: 640,
  duration_ms: 26_000,
  skipped: ['personal'],
  clusters_by: 'discovery',
  gitlab: { version: '18.5.0', kas_version: '18.5.0', enterprise: false },
  ...change,
})

/** What the end says that answers `look` while there is no result. */
export const noScan = { scan: null, state: null, complete: false, finished_at: null }

interface FleetStreams {
  asked: string[]
  send: (text: string) => void
  close: (isBroken: boolean) => void
}
declare global {
  interface Window {
    fleetStreams?: FleetStreams
  }
}

/** Takes the place of `/api/fleet` in this page, from its next load on. */
export async function standInForFleet(page: Page) {
  await page.addInitScript(() => {
    const real = window.fetch
    const asked: string[] = []
    let controller: ReadableStreamDefaultController<Uint8Array> | null = null
    window.fleetStreams = {
      asked,
      send: (text) => controller?.enqueue(new TextEncoder().encode(text)),
      close(isBroken) {
        if (isBroken) controller?.error(new TypeError('network error'))
        else controller?.close()
        controller = null
      },
    }
    window.fetch = async (input, init) => {
      if (typeof input !== 'string' || !input.startsWith('/api/fleet')) return real(input, init)
      asked.push(new URL(input, location.origin).searchParams.get('do') ?? '')
      const body = new ReadableStream<Uint8Array>({
        start(next) {
          controller = next
        },
      })
      init?.signal?.addEventListener('abort', () => {
        try {
          controller?.error(new DOMException('', 'AbortError'))
        } catch {
          // It was over already.
        }
      })
      return new Response(body)
    }
  })
  return {
    /** What was asked for since the page was loaded: `look`, `scan` … */
    asked: () => page.evaluate(() => window.fleetStreams?.asked ?? []),
    /** Sends lines of the stream that runs. */
    send: (...lines: object[]) =>
      page.evaluate(
        (text) => window.fleetStreams?.send(text),
        lines.map((line) => `${JSON.stringify(line)}\n`).join(''),
      ),
    /** Ends it as the server does, with its last line. */
    async end(change: object = {}) {
      await this.send(endLine(change))
      await page.evaluate(() => window.fleetStreams?.close(false))
    },
    /** The console is to stop. */
    async close() {
      await this.send({ type: 'closing' })
      await page.evaluate(() => window.fleetStreams?.close(false))
    },
    /** Breaks it off. */
    cut: () => page.evaluate(() => window.fleetStreams?.close(true)),
  }
}
export type FleetStandIn = Awaited<ReturnType<typeof standInForFleet>>
