import { expect, it } from 'vitest'
import { problemFromAnswer } from './problem-error.ts'

const own = {
  type: 'about:blank',
  title: 'Changed meanwhile',
  status: 412,
  code: 'changed_meanwhile',
  request_id: 'r-1',
}
const html = '<html><h1>502 Bad Gateway</h1></html>'
const fromProxy = { 'X-Request-Id': 'r-2' }

it.each([
  ['our own problem', 412, JSON.stringify(own), {}, false, own],
  [
    'field errors of our own',
    422,
    JSON.stringify({ ...own, errors: { name: ['x'] } }),
    {},
    true,
    { errors: { name: ['x'] } },
  ],
  [
    'a code that does not exist',
    412,
    JSON.stringify({ ...own, code: 'odd' }),
    {},
    false,
    { code: 'internal', status: 412 },
  ],
  ['HTML of a proxy', 502, html, fromProxy, false, { code: 'busy', request_id: 'r-2' }],
  [
    'HTML of a proxy to a write: it may have been made',
    502,
    html,
    {},
    true,
    { code: 'outcome_unknown', request_id: 'r-0' },
  ],
  ['HTML of a proxy that refuses a write', 403, html, {}, true, { code: 'forbidden' }],
  ['a sign-in page of a proxy', 401, html, {}, false, { code: 'unauthenticated' }],
  [
    'a limit of a proxy',
    429,
    '',
    { 'Retry-After': '7' },
    false,
    { code: 'rate_limited', retry_after: 7 },
  ],
  [
    'a limit with a date',
    429,
    '',
    { 'Retry-After': 'Fri, 20 Nov 2026 12:00:00 GMT' },
    false,
    { code: 'rate_limited' },
  ],
  ['a restart', 503, 'upstream connect error', {}, false, { code: 'busy' }],
  ['a proxy that waited too long', 504, html, {}, false, { code: 'busy' }],
  ['a good answer that does not parse', 200, html, {}, false, { code: 'internal' }],
  [
    'a good answer to a write that does not parse',
    200,
    '{"id":',
    {},
    true,
    { code: 'outcome_unknown' },
  ],
  [
    'a good answer in the shape of a problem',
    200,
    JSON.stringify(own),
    {},
    false,
    { code: 'internal' },
  ],
] as const)('%s', (_name, status, text, headers, isWrite, expected) => {
  const response = new Response(text, { status, headers })
  expect(problemFromAnswer({ response, text, isWrite, requestId: 'r-0' })).toMatchObject(expected)
})

it('shows no word of a stranger', () => {
  const response = new Response(html, { status: 500 })
  const problem = problemFromAnswer({ response, text: html, isWrite: false, requestId: 'r-0' })
  expect(JSON.stringify(problem)).not.toContain('Gateway')
})
