import { expect, it, vi } from 'vitest'
import { once } from './once.ts'

it('runs a task once until it is settled, however it ends', async () => {
  const run = once()
  const endings: (() => void)[] = []
  const slow = vi.fn(() => new Promise<void>((resolve) => endings.push(resolve)))
  run(slow)
  run(slow)
  expect(slow).toHaveBeenCalledTimes(1)
  endings[0]?.()
  await vi.waitFor(() => {
    run(slow)
    expect(slow).toHaveBeenCalledTimes(2)
  })
  endings[1]?.()
  const refused = vi.fn(() => Promise.reject(new Error('refused')))
  await vi.waitFor(() => {
    run(refused)
    expect(refused).toHaveBeenCalled()
  })
  await Promise.resolve()
  const quick = vi.fn()
  await vi.waitFor(() => {
    run(quick)
    expect(quick).toHaveBeenCalled()
  })
})

it('is free again after a task that throws or gives no promise', () => {
  const run = once()
  expect(() =>
    run(() => {
      throw new Error('wrong')
    }),
  ).toThrow('wrong')
  const quick = vi.fn()
  run(quick)
  run(quick)
  expect(quick).toHaveBeenCalledTimes(2)
})
