import { expect, test } from 'vitest'
import { ServerProblem } from '../problem.ts'
import { assertJson, readText } from './body.ts'

const codeOf = async (work: () => unknown): Promise<string> => {
  try {
    await work()
    return 'ok'
  } catch (error) {
    return error instanceof ServerProblem ? error.code : 'another error'
  }
}

const requestWith = (body: BodyInit, headers: Record<string, string> = {}) =>
  new Request('http://localhost/', { method: 'POST', body, headers, duplex: 'half' } as RequestInit)

const types: [type: string, code: string][] = [
  ['application/json', 'ok'],
  ['Application/JSON; charset=UTF-8', 'ok'],
  ['application/json;charset="utf-8"', 'ok'],
  ['application/json; charset=utf-7', 'unsupported_media_type'],
  ['application/json; foo=bar', 'unsupported_media_type'],
  ['text/json', 'unsupported_media_type'],
  ['text/plain', 'unsupported_media_type'],
  ['application/x-www-form-urlencoded', 'unsupported_media_type'],
  ['multipart/form-data; boundary=x', 'unsupported_media_type'],
  ['application/jsonp', 'unsupported_media_type'],
  ['', 'unsupported_media_type'],
]
test.each(types)('%s is %s', async (type, code) => {
  expect(await codeOf(() => assertJson(requestWith('{}', { 'Content-Type': type })))).toBe(code)
})

const limit = 64 * 1024
test('a body of 64 KiB is read, one byte more is not', async () => {
  expect((await readText(requestWith('x'.repeat(limit)), 1_000)).length).toBe(limit)
  expect(await codeOf(() => readText(requestWith('x'.repeat(limit + 1)), 1_000))).toBe(
    'body_too_large',
  )
})

test('a declared length is believed when it is too long', async () => {
  const request = requestWith('x', { 'Content-Length': String(2 ** 30) })
  expect(await codeOf(() => readText(request, 1_000))).toBe('body_too_large')
})

test('an endless body is cut', async () => {
  let pulled = 0
  const endless = new ReadableStream({
    pull(controller) {
      pulled += 1
      controller.enqueue(new Uint8Array(16 * 1024))
    },
  })
  expect(await codeOf(() => readText(requestWith(endless), 1_000))).toBe('body_too_large')
  expect(pulled).toBeLessThan(10)
})

test('a body that does not arrive times out', async () => {
  const silent = new ReadableStream({ start() {} })
  expect(await codeOf(() => readText(requestWith(silent), 20))).toBe('request_timeout')
})

const texts: [name: string, bytes: Uint8Array<ArrayBuffer>][] = [
  ['invalid UTF-8', new Uint8Array([0x22, 0xff, 0x22])],
  ['UTF-16', new Uint8Array([0xff, 0xfe, 0x7b, 0x00, 0x7d, 0x00])],
]
test.each(texts)('%s is refused', async (_, bytes) => {
  expect(await codeOf(() => readText(requestWith(bytes), 1_000))).toBe('bad_request')
})
