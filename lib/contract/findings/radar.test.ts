import { describe, expect, test } from 'vitest'
import {
  agent,
  ago,
  ahead,
  ca,
  certificate,
  cluster,
  now,
  urlConfiguration,
} from './fleet-rows.fixture.ts'
import { type ExpiryBand, expiryBand, radarOf } from './radar.ts'

const bands: [notAfter: string, band: ExpiryBand][] = [
  [ago(100), 'expired'],
  [ago(0), 'expired'],
  [ahead(0, 1), '7'],
  [ahead(7, -1), '7'],
  [ahead(7), '30'],
  [ahead(30), '60'],
  [ahead(60), '90'],
  [ahead(90, -1), '90'],
  [ahead(90), 'later'],
]
test.each(bands)('a certificate until %s', (notAfter, band) => {
  expect(expiryBand(notAfter, now)).toBe(band)
})

const holding = (id: number, ...certificates: Parameters<typeof ca>) =>
  cluster(id, { console: { ca: ca(...certificates), as_of: ago(0) } })

describe('the radar', () => {
  test('one certificate is one entry, with every place that holds it', () => {
    const shared = certificate('aa')
    const rows = [
      holding(1, shared),
      holding(2, certificate('bb', { not_after: ahead(3) }), shared),
      agent(3, { url_configuration: urlConfiguration({ ca: ca(shared), client: ca(shared) }) }),
    ]
    const { certificates } = radarOf(rows, now)
    const told = certificates.map(({ certificate: { subject }, band, days, places }) => ({
      subject,
      band,
      days,
      places: places.map(({ row, use }) => `${row.type} ${row.id} ${use}`),
    }))
    expect(told).toEqual([
      { subject: 'CN=bb', band: '7', days: 3, places: ['cluster 2 cluster_ca'] },
      {
        subject: 'CN=aa',
        band: 'later',
        days: 365,
        places: [
          'cluster 1 cluster_ca',
          'cluster 2 cluster_ca',
          'agent 3 agent_ca',
          'agent 3 agent_client',
        ],
      },
    ])
  })

  test('a certificate that stands twice in one bundle has one place', () => {
    const { certificates } = radarOf([holding(1, certificate('aa'), certificate('aa'))], now)
    expect(certificates.map(({ places }) => places.length)).toEqual([1])
  })

  test('days are whole, also after the end', () => {
    const rows = [
      holding(1, certificate('aa', { not_after: ahead(2, -1) })),
      holding(2, certificate('bb', { not_after: ago(2, 1) })),
    ]
    expect(radarOf(rows, now).certificates.map(({ days }) => days)).toEqual([2, 1])
  })

  test('fields that cannot be read are told, with what could be', () => {
    const broken = cluster(1, {
      console: { ca: { ...ca(certificate('aa')), readable: false }, as_of: ago(0) },
    })
    const { unreadable, certificates } = radarOf([broken], now)
    expect(unreadable).toMatchObject([{ use: 'cluster_ca', readable: 1 }])
    expect(certificates).toHaveLength(1)
  })

  test('a field without a certificate says nothing', () => {
    const rows = [cluster(1, { console: { ca: null, as_of: ago(0) } }), agent(2)]
    expect(radarOf(rows, now)).toEqual({ certificates: [], unreadable: [] })
  })
})
