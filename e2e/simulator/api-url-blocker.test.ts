import { expect, it } from 'vitest'
import { blockedReason } from './api-url-blocker.ts'

const LOCALHOST = 'Requests to localhost are not allowed'
const LOOPBACK = 'Requests to loopback addresses are not allowed'
const LOCAL = 'Requests to the local network are not allowed'
const LINK_LOCAL = 'Requests to the link local network are not allowed'
const SHARED = 'Requests to the shared address space are not allowed'
const BROADCAST = 'Requests to the limited broadcast address are not allowed'
const SCHEME = 'Only allowed schemes are http, https'

const OWN_URL = 'http://127.0.0.1:4010'
const options = { allowLocalRequests: false, ownUrl: OWN_URL }

it.each([
  ['https://k8s.example.test:6443', null],
  ['http://93.184.216.34', null],
  ['https://[2606:2800:220:1::1]', null],
  ['https://unresolvable.invalid', null],
  ['https://localhost', LOCALHOST],
  ['https://LOCALHOST:6443', LOCALHOST],
  ['https://127.0.0.1', LOCALHOST],
  ['https://0.0.0.0', LOCALHOST],
  ['https://[::1]', LOCALHOST],
  ['https://2130706433', LOCALHOST],
  ['https://127.0.0.2', LOOPBACK],
  ['https://10.0.0.1', LOCAL],
  ['https://172.16.0.1', LOCAL],
  ['https://172.32.0.1', null],
  ['https://192.168.1.1:6443', LOCAL],
  ['https://[fd00::1]', LOCAL],
  ['https://[::ffff:10.0.0.1]', LOCAL],
  ['https://169.254.169.254', LINK_LOCAL],
  ['https://[fe80::1]', LINK_LOCAL],
  ['https://100.64.0.1', SHARED],
  ['https://255.255.255.255', BROADCAST],
  ['ftp://k8s.example.test', SCHEME],
  ['invalid_api_url', SCHEME],
  ['k8s.example.test:6443', SCHEME],
  ['https://', 'URI is invalid'],
  ['https://k8s\n.example.test', 'URI is invalid'],
  ['https://-k8s.example.test', 'Hostname or IP address invalid'],
  [`https://${'k'.repeat(1025)}`, 'Host is too long (maximum is 1024 characters)'],
  [OWN_URL, null],
])('§3.5 %s → %s', (apiUrl, reason) => {
  expect(blockedReason(apiUrl, options)).toBe(reason)
})

it.each([
  ['https://10.0.0.1', null],
  ['https://localhost', null],
  ['ftp://10.0.0.1', SCHEME],
])('§3.5 with local requests allowed: %s → %s', (apiUrl, reason) => {
  expect(blockedReason(apiUrl, { ...options, allowLocalRequests: true })).toBe(reason)
})
