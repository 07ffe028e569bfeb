import { beforeEach, describe, expect, test, vi } from 'vitest'
import { unsaved } from './unsaved.ts'

const form = Symbol('form')
const dialog = Symbol('dialog')
const proceed = vi.fn()

beforeEach(() => {
  unsaved.stay()
  unsaved.releaseAll()
  proceed.mockClear()
})

describe('leaving', () => {
  test('goes on at once when nothing is held', () => {
    unsaved.ask(proceed)
    expect(proceed).toHaveBeenCalledOnce()
    expect(unsaved.request()).toBeNull()
  })

  test('asks when something is held and names all of it', () => {
    unsaved.hold(form, '2 changes')
    unsaved.hold(dialog, 'a token')
    unsaved.ask(proceed)
    expect(proceed).not.toHaveBeenCalled()
    expect(unsaved.request()?.lost).toEqual(['2 changes', 'a token'])
  })

  test('staying keeps everything', () => {
    unsaved.hold(form, '2 changes')
    unsaved.ask(proceed)
    unsaved.stay()
    expect(proceed).not.toHaveBeenCalled()
    expect(unsaved.isHeld()).toBe(true)
    expect(unsaved.request()).toBeNull()
  })

  test('discarding goes on, and a second attempt is not asked about again', () => {
    unsaved.hold(form, '2 changes')
    unsaved.ask(proceed)
    unsaved.discard()
    unsaved.ask(proceed)
    expect(proceed).toHaveBeenCalledTimes(2)
  })

  test('a dialog asks for itself only, and the form behind it stays guarded', () => {
    unsaved.hold(form, '2 changes')
    unsaved.hold(dialog, 'a token')
    unsaved.ask(proceed, dialog)
    expect(unsaved.request()?.lost).toEqual(['a token'])
    unsaved.discard()
    expect(proceed).toHaveBeenCalledOnce()
    expect(unsaved.isHeld()).toBe(true)
  })

  test('released before leaving, as after a save, nothing is asked', () => {
    unsaved.hold(form, '2 changes')
    unsaved.release(form)
    unsaved.ask(proceed)
    expect(proceed).toHaveBeenCalledOnce()
  })

  const kinds = [
    [['typed'], 'typed'],
    [['typed', 'sending'], 'sending'],
    [['secret', 'typed'], 'secret'],
    [['sending', 'secret'], 'secret'],
  ] as const
  test.each(kinds)('with %j the question is that of %s', (held, kind) => {
    for (const one of held) unsaved.hold(Symbol(one), 'something', one)
    unsaved.ask(proceed)
    expect(unsaved.request()?.kind).toBe(kind)
  })
})
