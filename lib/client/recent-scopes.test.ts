import { beforeEach, expect, test, vi } from 'vitest'
import { recentScopes } from './recent-scopes.ts'

const kept = new Map<string, string>()
vi.stubGlobal('localStorage', {
  getItem: (key: string) => kept.get(key) ?? null,
  setItem: (key: string, value: string) => kept.set(key, value),
})

const group = (id: number) => ({
  scope: { kind: 'group', id } as const,
  name: `G${id}`,
  path: `g${id}`,
})
const names = (userId: string) => recentScopes.read(userId).map((place) => place.name)

beforeEach(() => kept.clear())

test('the last place comes first, once, and at most eight are kept', () => {
  for (let id = 1; id <= 9; id += 1) recentScopes.remember('1', group(id))
  recentScopes.remember('1', group(5))
  expect(names('1')).toEqual(['G5', 'G9', 'G8', 'G7', 'G6', 'G4', 'G3', 'G2'])
})

test('a new name replaces the old one', () => {
  recentScopes.remember('1', group(1))
  recentScopes.remember('1', { ...group(1), name: 'Renamed' })
  expect(names('1')).toEqual(['Renamed'])
})

test('a place that is gone is forgotten', () => {
  recentScopes.remember('1', group(1))
  recentScopes.remember('1', group(2))
  recentScopes.forget('1', group(2).scope)
  expect(names('1')).toEqual(['G1'])
})

test('people of one browser do not see each other’s places', () => {
  recentScopes.remember('1', group(1))
  expect(names('2')).toEqual([])
})

test('reading twice gives the same array', () => {
  recentScopes.remember('1', group(1))
  expect(recentScopes.read('1')).toBe(recentScopes.read('1'))
})

test.each(['{', '[]x', '[{"scope":{"kind":"cluster"}}]', '{"a":1}'])(
  '%s counts as nothing',
  (text) => {
    kept.set('recent-scopes-1', text)
    expect(recentScopes.read('1')).toEqual([])
  },
)

test('a browser that blocks storage remembers nothing, and nothing breaks', () => {
  const blocked = {
    get: (): Storage => {
      throw new DOMException('The operation is insecure.', 'SecurityError')
    },
    configurable: true,
  }
  const stubbed = Object.getOwnPropertyDescriptor(globalThis, 'localStorage')
  Object.defineProperty(globalThis, 'localStorage', blocked)
  try {
    expect(recentScopes.read('1')).toEqual([])
    expect(() => recentScopes.remember('1', group(1))).not.toThrow()
    expect(() => recentScopes.forget('1', group(1).scope)).not.toThrow()
  } finally {
    if (stubbed) Object.defineProperty(globalThis, 'localStorage', stubbed)
  }
})
