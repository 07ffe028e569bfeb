import { count } from './figures.ts'
import { sendRandomRequests } from './random-requests.ts'
import { expect, test } from './watched.ts'

const requests = 500

test('D09 five hundred random requests over all routes, methods and headers break nothing', async ({
  enter,
}) => {
  const unexpected = await sendRandomRequests(await enter(), requests)
  count('unexpected 5xx under fuzz', unexpected.length, requests)
  expect(unexpected).toEqual([])
})
