import type { Page } from '@playwright/test'

interface Paused {
  requestId: string
  networkId?: string
  request: { url: string }
  responseStatusCode?: number
  responseHeaders?: unknown
}

/** An answer as it reached the browser, before the page saw it. */
export interface Received {
  url: string
  status: number
  headers: string
  body: string
}

/**
 * Records every answer from `origin` with its body, held back until it is read: a page that moves on at once cannot
 * take the body away. Gives a function that waits for what is still being read; it throws if a body was not readable.
 */
export async function recordAnswers(
  page: Page,
  origin: string,
): Promise<() => Promise<Received[]>> {
  const client = await page.context().newCDPSession(page)
  const reading: Promise<Received | null>[] = []

  async function read({ requestId, request, ...answer }: Paused): Promise<Received | null> {
    const { responseStatusCode: status, responseHeaders } = answer
    if (status === undefined) {
      // No answer at all, such as for a request that the page took back.
      await client.send('Fetch.continueRequest', { requestId })
      return null
    }
    const isRedirect = status >= 300 && status < 400
    const { body, base64Encoded } = isRedirect
      ? { body: '', base64Encoded: false }
      : await client.send('Fetch.getResponseBody', { requestId })
    await client.send('Fetch.continueResponse', { requestId })
    return {
      url: request.url,
      status,
      headers: JSON.stringify(responseHeaders),
      body: base64Encoded ? Buffer.from(body, 'base64').toString('latin1') : body,
    }
  }

  // What the page took back before it was let through never reached it; a body being read then may never come.
  const isGone = (error: Error) => /Invalid InterceptionId/.test(error.message)
  const takenBack = new Map<string, () => void>()
  client.on('Network.loadingFailed', ({ requestId }) => takenBack.get(requestId)?.())
  client.on('Fetch.requestPaused', (paused) => {
    const { promise: gone, resolve } = Promise.withResolvers<null>()
    if (paused.networkId !== undefined) takenBack.set(paused.networkId, () => resolve(null))
    const answer = read(paused).catch((error) => {
      if (isGone(error)) return null
      throw error
    })
    reading.push(Promise.race([answer, gone]))
  })
  await client.send('Network.enable')
  await client.send('Fetch.enable', {
    patterns: [{ urlPattern: `${origin}/*`, requestStage: 'Response' }],
  })
  return async () => (await Promise.all(reading)).filter((answer) => answer !== null)
}

/** Everything that a page keeps where its scripts could find it, and the names of its databases and caches. */
export const keptByPage = (page: Page) =>
  page.evaluate(async () => ({
    text: JSON.stringify({
      html: document.documentElement.outerHTML,
      values: [...document.querySelectorAll('input, textarea')].map((control) =>
        control instanceof HTMLInputElement || control instanceof HTMLTextAreaElement
          ? control.value
          : '',
      ),
      local: { ...localStorage },
      session: { ...sessionStorage },
      cookie: document.cookie,
      history: history.state,
      url: location.href,
      name: window.name,
      performance: performance.getEntries().map(({ name }) => name),
    }),
    databases: [...(await indexedDB.databases()).map(({ name }) => name), ...(await caches.keys())],
  }))

/**
 * What the page's query client holds: every query and mutation with its data, variables and errors. The client is found
 * in React's tree, because the page gives no other way to it.
 */
export const heldByQueryClient = (page: Page) =>
  page.evaluate(() => {
    interface Fiber {
      memoizedProps?: { client?: { getQueryCache?: () => Cache; getMutationCache: () => Cache } }
      child: Fiber | null
      sibling: Fiber | null
    }
    interface Cache {
      getAll: () => { state: unknown; options: { variables?: unknown } }[]
    }
    const key = Object.keys(document).find((name) => name.startsWith('__reactContainer$')) ?? ''
    const open: (Fiber | null)[] = [Reflect.get(document, key)]
    while (open.length > 0) {
      const fiber = open.pop()
      if (!fiber) continue
      const client = fiber.memoizedProps?.client
      if (client?.getQueryCache) {
        const seen = new WeakSet()
        return JSON.stringify(
          [...client.getQueryCache().getAll(), ...client.getMutationCache().getAll()].map(
            ({ state }) => state,
          ),
          (_key, value) => {
            if (typeof value !== 'object' || value === null) return value
            if (seen.has(value)) return undefined
            seen.add(value)
            return value instanceof Error ? { ...value, message: value.message } : value
          },
        )
      }
      open.push(fiber.sibling, fiber.child)
    }
    throw new Error('no query client in the page')
  })
