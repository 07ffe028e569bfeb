import { expect, test } from 'vitest'
import { z } from 'zod'
import { clusterUpdateSchema } from '#lib/contract/cluster-input.ts'
import { searchQuery } from '#lib/contract/page.ts'
import type { FieldErrors } from '#lib/contract/problem.ts'
import { scopeParam } from '#lib/contract/scope.ts'
import { ServerProblem } from '../problem.ts'
import { parseBody, parseParams, parseQuery } from './parse.ts'

function problemOf(work: () => unknown): ServerProblem | null {
  try {
    work()
    return null
  } catch (error) {
    if (error instanceof ServerProblem) return error
    throw error
  }
}

const bodies: [name: string, body: unknown, errors: FieldErrors | undefined][] = [
  ['nothing wrong', { namespace_per_environment: true }, undefined],
  ['a missing field', {}, { namespace_per_environment: ['validation.required'] }],
  [
    'a nested field',
    { namespace_per_environment: true, platform_kubernetes_attributes: { api_url: 'x' } },
    { 'platform_kubernetes_attributes.api_url': ['validation.api_url_syntax'] },
  ],
  [
    'unknown fields',
    { namespace_per_environment: true, a: 1, platform_kubernetes_attributes: { b: 1 } },
    {
      'platform_kubernetes_attributes.b': ['validation.unknown_key'],
      a: ['validation.unknown_key'],
    },
  ],
  [
    'another type',
    { namespace_per_environment: 'yes' },
    { namespace_per_environment: ['validation.invalid'] },
  ],
  ['no object', [], { '': ['validation.invalid'] }],
  ['null', { namespace_per_environment: true, name: null }, { name: ['validation.invalid'] }],
]
test.each(bodies)('a body with %s', (_, body, errors) => {
  const problem = problemOf(() => parseBody(clusterUpdateSchema, body))
  expect(problem?.errors).toEqual(errors)
  expect(problem?.code).toBe(errors === undefined ? undefined : 'validation_failed')
})

test('a body of a thousand wrong fields gives a short answer', () => {
  const body = Object.fromEntries(Array.from({ length: 1_000 }, (_, i) => [`f${i}`, 1]))
  const problem = problemOf(() => parseBody(clusterUpdateSchema, body))
  expect(Object.keys(problem?.errors ?? {}).length).toBeLessThanOrEqual(50)
})

test('a path that names no scope or id is not found', () => {
  const schema = z.object({ scope: scopeParam, id: z.string().regex(/^\d+$/) })
  expect(problemOf(() => parseParams(schema, { scope: 'x', id: '1' }))?.code).toBe(
    'scope_not_found',
  )
  expect(problemOf(() => parseParams(schema, { scope: 'instance', id: 'x' }))?.code).toBe(
    'record_not_found',
  )
  expect(parseParams(schema, { scope: 'group-4', id: '1' }).scope).toEqual({ kind: 'group', id: 4 })
})

const queries: [query: string, code: string | undefined][] = [
  ['', undefined],
  ['search=a&page=2', undefined],
  ['page=1&page=2', 'bad_request'],
  ['page=-1', 'bad_request'],
  ['per_page=100000', 'bad_request'],
  ['search[]=a', 'bad_request'],
]
test.each(queries)('?%s', (query, code) => {
  expect(problemOf(() => parseQuery(searchQuery, new URLSearchParams(query)))?.code).toBe(code)
})

test.each(['search=%00', 'search=%ED%A0%80%00', '__proto__=1', 'page=1&page=2'])(
  'a query of %s is refused',
  (query) => {
    const problem = problemOf(() => parseQuery(searchQuery, new URLSearchParams(query)))
    expect(problem?.code).toBe('bad_request')
  },
)
