import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { parse } from 'yaml'
import { z } from 'zod'
import { root } from '#lib/cli/process.ts'
import { documentsOf, manifest, readExample } from './manifests.fixture.ts'

/** The ways to find replicas that docs/metrics.md shows. */
const examples = z
  .object({
    scrape_configs: z.tuple([
      z.object({
        job_name: z.string(),
        scheme: z.string().optional(),
        authorization: z.object({ credentials_file: z.string() }),
        static_configs: z.array(z.object({ targets: z.array(z.string()) })).optional(),
        kubernetes_sd_configs: z
          .tuple([
            z.object({
              role: z.literal('pod'),
              namespaces: z.object({ names: z.array(z.string()) }),
            }),
          ])
          .optional(),
        relabel_configs: z
          .tuple([
            z.object({
              source_labels: z.tuple([z.string()]),
              regex: z.string(),
              action: z.literal('keep'),
            }),
          ])
          .optional(),
      }),
    ]),
  })
  .array()
  .parse(
    [
      ...readFileSync(join(root, 'docs', 'metrics.md'), 'utf8').matchAll(
        /^```yaml\n([\s\S]*?)^```/gm,
      ),
    ].map(([, text = '']) => parse(text)),
  )
  .map(({ scrape_configs: [job] }) => job)

test('the job is the one that the alerts know, and sends the token', () => {
  expect(examples.length).toBeGreaterThan(1)
  const alerts = readFileSync(join(root, 'docs', 'alerts.rules.yml'), 'utf8')
  for (const { job_name, authorization } of examples) {
    expect(alerts).toContain(`up{job="${job_name}"}`)
    expect(authorization.credentials_file).toMatch(/^\//)
  }
})

test('with Compose each replica is asked, and not the proxy', () => {
  const { services } = z
    .object({ services: z.record(z.string(), z.unknown()) })
    .parse(documentsOf('compose', 'compose.yaml')[0])
  const replicas = Object.keys(services).filter((name) => name.startsWith('console-'))
  const upstream = readExample('compose', 'upstream.conf')
  const told = examples.flatMap(({ scheme, static_configs = [] }) =>
    scheme === 'https' ? [] : static_configs.flatMap(({ targets }) => targets),
  )
  expect(told).toEqual(replicas.map((name) => `${name}:3000`))
  for (const target of told) expect(upstream).toContain(`server ${target} `)
})

test('in Kubernetes each pod of the console is asked, and no other', () => {
  const example = examples.find(({ kubernetes_sd_configs }) => kubernetes_sd_configs !== undefined)
  const { metadata, spec } = manifest(
    z.object({
      metadata: z.looseObject({ namespace: z.string() }),
      spec: z.looseObject({
        template: z.looseObject({
          metadata: z.object({ labels: z.record(z.string(), z.string()) }),
        }),
      }),
    }),
    'Deployment',
    'console',
  )
  expect(example?.kubernetes_sd_configs?.[0].namespaces.names).toEqual([metadata.namespace])
  const labels = Object.entries(spec.template.metadata.labels).map(([name, value]) => [
    `__meta_kubernetes_pod_label_${name.replaceAll(/\W/g, '_')}`,
    value,
  ])
  const kept = example?.relabel_configs?.[0]
  expect(labels).toContainEqual([kept?.source_labels[0], kept?.regex])
})
