import { expect, test } from 'vitest'
import { clientIp } from './client-ip.ts'

const cases: [forwarded: string | null, hops: number, ip: string | null][] = [
  ['1.1.1.1', 0, null],
  [null, 1, null],
  ['1.1.1.1', 1, '1.1.1.1'],
  ['6.6.6.6, 2.2.2.2', 1, '2.2.2.2'],
  ['6.6.6.6, 2.2.2.2, 3.3.3.3', 2, '2.2.2.2'],
  ['6.6.6.6', 2, null],
  ['2001:db8::1', 1, '2001:db8::1'],
  ['unknown', 1, null],
  ['1.1.1.1:80', 1, null],
]
test.each(cases)('%s over %i proxies is %s', (forwarded, hops, ip) => {
  const headers: HeadersInit = forwarded === null ? {} : { 'X-Forwarded-For': forwarded }
  expect(clientIp(new Request('http://localhost/', { headers }), hops)).toBe(ip)
})
