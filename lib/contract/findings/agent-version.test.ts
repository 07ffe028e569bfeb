import { expect, test } from 'vitest'
import { isBehind } from './agent-version.ts'

const cases: [agent: string, server: string, isBehind: boolean][] = [
  ['18.10.1', '18.10.1', false],
  ['18.10.0', '18.10.5', false],
  ['18.9.0', '18.10.0', false],
  ['16.5.3', '16.6.0', false],
  ['16.5.3', '16.6.1', true],
  ['18.8.9', '18.10.0', true],
  ['17.11.0', '18.0.0', true],
  ['18.11.0', '18.10.0', false],
  ['19.0.0', '18.10.0', false],
  ['18.8.0', '18.10.0-rc1', false],
  ['18.7.0', '18.10.0-rc1', true],
  ['18.8.9', '18.10.0-ee', true],
  ['18.9.0', '18.10.0-ee', false],
  ['18.10.0-rc1', '18.10.1', true],
  ['18.10.1-rc1', '18.10.1', false],
  ['v18.8.0', '18.10.0', true],
  ['18.8.0+build.7', '18.10.0', true],
  ['main', '18.10.0', false],
  ['18.8.0', 'unknown', false],
  ['', '', false],
]

test.each(cases)('an agent of %s beside %s', (agent, server, expected) => {
  expect(isBehind(agent, server)).toBe(expected)
})
