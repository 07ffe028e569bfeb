import { MutationObserver, QueryObserver } from '@tanstack/react-query'
import { beforeEach, describe, expect, it, vi } from 'vitest'
import type { ProblemCode } from '#lib/contract/problem.ts'
import { isInBackground } from './background.ts'
import { ProblemError } from './problem-error.ts'
import { makeQueryClient } from './query-client.ts'

const problem = (code: ProblemCode) =>
  new ProblemError({ type: 'about:blank', title: code, status: 500, code, request_id: 'r' })

const notifier = { mutationFailed: vi.fn(), refetchFailed: vi.fn() }
beforeEach(() => {
  notifier.mutationFailed.mockReset()
  notifier.refetchFailed.mockReset()
})

describe('a mutation that fails', () => {
  it.each([
    ['is told', problem('forbidden'), undefined, 1],
    ['is told when no answer came', new TypeError('Failed to fetch'), undefined, 1],
    [
      'is told with field errors, when no form shows them',
      problem('validation_failed'),
      undefined,
      1,
    ],
    ['leaves field errors to the form', problem('validation_failed'), { fieldErrors: 'form' }, 0],
    ['of a form is told otherwise', problem('rate_limited'), { fieldErrors: 'form' }, 1],
    ['is left to its view', problem('changed_meanwhile'), { errors: 'in-place' }, 0],
    ['is left to the panel of a lost session', problem('unauthenticated'), undefined, 0],
  ] as const)('%s', async (_name, error, meta, calls) => {
    const client = makeQueryClient(notifier)
    const mutationFn = vi.fn(() => Promise.reject(error))
    const observer = new MutationObserver(client, { mutationFn, meta })
    await expect(observer.mutate()).rejects.toBe(error)
    expect(notifier.mutationFailed).toHaveBeenCalledTimes(calls)
    expect(mutationFn).toHaveBeenCalledOnce()
  })
})

describe('a reading that fails', () => {
  it('is not told when nothing is on screen', async () => {
    const client = makeQueryClient(notifier)
    const queryFn = () => Promise.reject(problem('upstream_failed'))
    await expect(client.fetchQuery({ queryKey: ['a'], queryFn })).rejects.toThrow(ProblemError)
    expect(notifier.refetchFailed).not.toHaveBeenCalled()
  })

  it.each([
    ['is told when older data is on screen', undefined, 1],
    ['is left to a view that says so itself', { stale: 'in-place' }, 0],
  ] as const)('%s', async (_name, meta, calls) => {
    const client = makeQueryClient(notifier)
    client.setQueryData(['a'], 1, { updatedAt: 1 })
    const queryFn = () => Promise.reject(problem('upstream_failed'))
    await expect(client.fetchQuery({ queryKey: ['a'], queryFn, meta })).rejects.toThrow()
    expect(notifier.refetchFailed).toHaveBeenCalledTimes(calls)
  })

  it('is tried again after network failures only', () => {
    const { retry } = makeQueryClient(notifier).getDefaultOptions().queries ?? {}
    if (typeof retry !== 'function') throw new Error('retry is no function')
    const network = new TypeError('Failed to fetch')
    expect([0, 1, 2].map((failures) => retry(failures, network))).toEqual([true, true, false])
    expect(retry(0, problem('upstream_timeout'))).toBe(false)
  })
})

it('counts a refetch on focus as background, a reading asked for not', async () => {
  const client = makeQueryClient(notifier)
  const seen: boolean[] = []
  const observer = new QueryObserver(client, {
    queryKey: ['a'],
    staleTime: 0,
    queryFn: async () => seen.push(isInBackground()),
  })
  const stop = observer.subscribe(() => undefined)
  await vi.waitFor(() => expect(seen).toEqual([false]))
  await vi.waitFor(() => expect(observer.getCurrentResult().isFetching).toBe(false))
  client.getQueryCache().onFocus()
  expect(seen).toEqual([false, true])
  stop()
  client.clear()
})
