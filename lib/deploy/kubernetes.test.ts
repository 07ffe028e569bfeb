import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { z } from 'zod'
import { root, run } from '#lib/cli/process.ts'
import { variablesSchema } from '#lib/server/config-variables.ts'
import {
  documentsOf,
  type Manifest,
  manifest,
  manifests,
  readExample,
} from './manifests.fixture.ts'

interface Model {
  validate: () => void
}

/** Kubernetes' own schema of a kind; what is missing or of another type makes it throw. */
async function validate(one: Manifest): Promise<void> {
  const group = `kubernetes-models/${one.apiVersion}`
  const models: Record<string, new (data: unknown) => Model> = await import(
    /* @vite-ignore */ group
  )
  const Kind = models[one.kind]
  if (Kind === undefined) throw new Error(`there is no ${one.kind} in ${one.apiVersion}`)
  new Kind(one).validate()
}

/** The types made from that schema know every field: one that they lack is refused, as `kubectl apply` would. */
async function hasOnlyKnownFields(all: readonly Manifest[]): Promise<boolean> {
  const folder = mkdtempSync(join(root, 'node_modules', '.manifests-'))
  try {
    const file = join(folder, 'manifests.ts')
    const lines = all.map(
      (one, index) =>
        `export const m${index}: import('kubernetes-models/${one.apiVersion}').I${one.kind} = ${JSON.stringify(one)}`,
    )
    writeFileSync(file, lines.join('\n'))
    const options = ['--ignoreConfig', '--noEmit', '--strict', '--skipLibCheck']
    const args = [...options, '--module', 'nodenext', '--target', 'es2024', file]
    return (await run('tsc', args, { stdio: 'ignore' })) === 0
  } finally {
    rmSync(folder, { recursive: true })
  }
}

const all = [...manifests().values()].flat()

test('every manifest is as Kubernetes wants it', { timeout: 60_000 }, async () => {
  expect(all.length).toBeGreaterThan(10)
  for (const one of all) await validate(one)
  expect(await hasOnlyKnownFields(all)).toBe(true)
})

test('a wrong manifest is found', { timeout: 60_000 }, async () => {
  const deployment = all.find(({ kind }) => kind === 'Deployment')
  if (deployment === undefined) throw new Error('no Deployment')
  await expect(validate({ ...deployment, spec: { replicas: 'two' } })).rejects.toThrow()
  const text = JSON.stringify(deployment).replace('readinessProbe', 'readinesProbe')
  expect(await hasOnlyKnownFields([JSON.parse(text)])).toBe(false)
})

test('kustomize lists every file that is not to be applied by itself', () => {
  const [list] = documentsOf('kubernetes', 'kustomization.yaml')
  const { resources } = z.object({ resources: z.array(z.string()) }).parse(list)
  const apart = ['migrate.yaml', 'secrets.example.yaml']
  expect([...resources, ...apart].sort()).toEqual([...manifests().keys()].sort())
})

const podSchema = z.object({
  terminationGracePeriodSeconds: z.number().optional(),
  automountServiceAccountToken: z.literal(false),
  enableServiceLinks: z.literal(false),
  securityContext: z.object({
    runAsNonRoot: z.literal(true),
    runAsUser: z.literal(65_532),
    seccompProfile: z.object({ type: z.literal('RuntimeDefault') }),
  }),
  containers: z.array(
    z.looseObject({
      securityContext: z.object({
        allowPrivilegeEscalation: z.literal(false),
        readOnlyRootFilesystem: z.literal(true),
        capabilities: z.object({ drop: z.tuple([z.literal('ALL')]) }),
      }),
      resources: z.looseObject({ limits: z.looseObject({ memory: z.string() }) }),
    }),
  ),
  volumes: z.array(z.looseObject({ secret: z.looseObject({ secretName: z.string() }).optional() })),
})
const withPod = z.object({
  spec: z.looseObject({ replicas: z.number().optional(), template: z.object({ spec: podSchema }) }),
})

test('pods are as the profile `restricted` wants them, and end later than the console does', () => {
  const { spec } = manifest(withPod, 'Deployment', 'console')
  expect(spec.replicas).toBe(2)
  manifest(withPod, 'Job', 'migrate')
  const stopS = variablesSchema.shape.STOP_S.parse(undefined)
  expect(spec.template.spec.terminationGracePeriodSeconds).toBeGreaterThan(stopS)
  expect(readExample('compose', 'compose.yaml')).toContain('stop_grace_period: 20s')
  expect(readExample('systemd', 'cluster-console.service')).toContain('TimeoutStopSec=20')
  expect(20).toBeGreaterThan(stopS)
})

const policySchema = z.object({
  spec: z.object({
    podSelector: z.looseObject({}),
    policyTypes: z.array(z.string()),
    egress: z
      .array(
        z.object({
          to: z.array(z.looseObject({ ipBlock: z.object({ cidr: z.string() }).optional() })).min(1),
          ports: z.array(z.object({ port: z.number(), protocol: z.string() })).min(1),
        }),
      )
      .optional(),
  }),
})

test('nothing may be reached but GitLab, the store and names', () => {
  const shut = manifest(policySchema, 'NetworkPolicy', 'nothing')
  expect(shut.spec).toEqual({ podSelector: {}, policyTypes: ['Ingress', 'Egress'] })
  for (const [name, expected] of [
    ['console', [443, 5432, 53, 53]],
    ['migrate', [5432, 53, 53]],
  ] as const) {
    const { egress = [] } = manifest(policySchema, 'NetworkPolicy', name).spec
    expect(egress.flatMap(({ ports }) => ports.map(({ port }) => port))).toEqual(expected)
    // One address each, no range.
    for (const { ipBlock } of egress.flatMap(({ to }) => to)) {
      expect(ipBlock?.cidr ?? '/32').toMatch(/\/32$/)
    }
  }
})

const ingressSchema = z.object({
  metadata: z.looseObject({ annotations: z.record(z.string(), z.string()).optional() }),
  spec: z.looseObject({ ingressClassName: z.literal('nginx') }),
})

test('the ingress controller sends a change once, and waits for answers as long as nginx does', () => {
  const { metadata } = manifest(ingressSchema, 'Ingress', 'console')
  const ours = readExample('nginx', 'cluster-console.conf')
  const setting = (name: string) => new RegExp(`\\b${name} +(\\w+);`).exec(ours)?.[1]
  expect(setting('proxy_read_timeout')).toBe('75s')
  const prefix = 'nginx.ingress.kubernetes.io/'
  expect(metadata.annotations).toEqual({
    [`${prefix}proxy-next-upstream`]: 'off',
    [`${prefix}proxy-connect-timeout`]: setting('proxy_connect_timeout')?.replace('s', ''),
    [`${prefix}proxy-read-timeout`]: setting('proxy_read_timeout')?.replace('s', ''),
    [`${prefix}proxy-send-timeout`]: setting('proxy_send_timeout')?.replace('s', ''),
    [`${prefix}proxy-body-size`]: setting('client_max_body_size'),
  })
})
