import { describe, expect, test } from 'vitest'
import { ProblemError } from '#lib/client/problem-error.ts'
import type { FieldErrors, ProblemCode } from '#lib/contract/problem.ts'
import { applyProblem } from './apply-problem.ts'

const values = { name: '', management_project_id: null, platform: { api_url: '' } }

function problem(errors?: FieldErrors, code: ProblemCode = 'validation_failed') {
  return new ProblemError({
    type: 'about:blank',
    title: 'x',
    status: 422,
    code,
    request_id: 'r',
    ...(errors ? { errors } : {}),
  })
}

function apply(error: Error) {
  const placed: Record<string, string | undefined> = {}
  const form = {
    getValues: () => values,
    setError: (path: string, { message }: { message?: string }) => {
      placed[path] = message
    },
  } as unknown as Parameters<typeof applyProblem<typeof values>>[0]
  return { wasShown: applyProblem(form, error), placed }
}

describe('applyProblem', () => {
  test.each([
    ['a field', { name: ['has to be present'] }, { name: 'has to be present' }],
    ['a nested field', { 'platform.api_url': ['a', 'b'] }, { 'platform.api_url': 'a b' }],
    ['a field that is null', { management_project_id: ['no'] }, { management_project_id: 'no' }],
    [
      'a key beats a sentence',
      { name: ["can't be blank", 'validation.required'] },
      { name: 'validation.required' },
    ],
    ['no field of the form', { base: ['a'], 'platform.base': ['b'] }, { root: 'a\nb' }],
    ['a group of fields', { platform: ['is invalid'] }, { root: 'is invalid' }],
  ])('%s', (_name, errors, placed) => {
    expect(apply(problem(errors))).toEqual({ wasShown: true, placed })
  })

  test('a refusal without field errors is told by the form', () => {
    const placed = { root: 'validation.refused_by_gitlab' }
    expect(apply(problem())).toEqual({ wasShown: true, placed })
  })

  test('for other failures there is nothing to show', () => {
    expect(apply(problem(undefined, 'forbidden'))).toEqual({ wasShown: false, placed: {} })
    expect(apply(new TypeError('network'))).toEqual({ wasShown: false, placed: {} })
  })
})
