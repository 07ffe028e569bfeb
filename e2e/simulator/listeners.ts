import { createServer, type RequestListener, type Server } from 'node:http'
import { createServer as createTlsServer } from 'node:https'
import type { AddressInfo, Server as NetServer } from 'node:net'
import { oneOf, readFields, required } from './control-input.ts'
import { makeIdentity, TLS_KINDS, type TlsKind } from './tls-certificates.ts'

const HOST = '127.0.0.1'

/** Listens on loopback, on a free port with 0. @returns the port */
export function listen(server: NetServer, port: number): Promise<number> {
  return new Promise((resolve, reject) => {
    server.once('error', reject)
    server.listen(port, HOST, () => {
      server.off('error', reject)
      resolve((server.address() as AddressInfo).port)
    })
  })
}

/** Stops listening at once, open connections included. */
export function shut(server: Server): Promise<void> {
  return new Promise((resolve) => {
    server.close(() => resolve())
    server.closeAllConnections()
  })
}

interface TlsListener {
  certificate: TlsKind
  url: string
  /** PEM of the authority that a client is to trust. */
  ca: string
  /** Connections that came, and requests that were read over them. */
  connections: number
  requests: number
}

/** A host that nobody should ever ask for anything. */
interface EvilHost {
  url: string
  /** What reached it. */
  requests: { method: string; path: string; headers: Record<string, unknown> }[]
}

/** What listens beside GitLab's own port; each starts when it is first asked for, and stays. */
export class Beside {
  readonly evil: EvilHost = { url: '', requests: [] }
  readonly #answer: RequestListener
  readonly #servers: Server[] = []
  readonly #tls = new Map<TlsKind, Promise<TlsListener>>()
  #evilStart: Promise<void> | null = null

  /** @param answer answers as GitLab */
  constructor(answer: RequestListener) {
    this.#answer = answer
  }

  /** GitLab over TLS, with one flaw or none. */
  tls(kind: TlsKind): Promise<TlsListener> {
    const known = this.#tls.get(kind) ?? this.#openTls(kind)
    this.#tls.set(kind, known)
    return known
  }

  openedTls(): Promise<TlsListener[]> {
    return Promise.all(this.#tls.values())
  }

  async #openTls(certificate: TlsKind): Promise<TlsListener> {
    const { key, cert, ca } = await makeIdentity(certificate)
    const listener: TlsListener = { certificate, url: '', ca, connections: 0, requests: 0 }
    const old = {
      minVersion: 'TLSv1',
      maxVersion: 'TLSv1',
      ciphers: 'DEFAULT@SECLEVEL=0',
    } as const
    const options = { key, cert, ...(certificate === 'old_protocol' ? old : {}) }
    const server = createTlsServer(options, (req, res) => {
      listener.requests += 1
      this.#answer(req, res)
    })
    server.on('connection', () => {
      listener.connections += 1
    })
    this.#servers.push(server)
    listener.url = `https://${HOST}:${await listen(server, 0)}`
    return listener
  }

  async startEvil(): Promise<EvilHost> {
    this.#evilStart ??= this.#openEvil()
    await this.#evilStart
    return this.evil
  }

  async #openEvil(): Promise<void> {
    const server = createServer((req, res) => {
      const { method = '', url = '', headers } = req
      this.evil.requests.push({ method, path: url, headers })
      res.writeHead(200, { 'Content-Type': 'application/json' }).end('[]')
    })
    this.#servers.push(server)
    this.evil.url = `http://${HOST}:${await listen(server, 0)}`
  }

  async close(): Promise<void> {
    await Promise.all(this.#servers.filter(({ listening }) => listening).map(shut))
  }
}

/** `POST /tls`: starts a listener with a certificate, unless it runs. */
export function openTls(beside: Beside, body: Buffer): Promise<TlsListener> {
  const { certificate } = readFields(body, { certificate: required(oneOf(TLS_KINDS)) })
  return beside.tls(certificate ?? 'good')
}

/** `GET /tls`: every listener that was started. */
export const showTls = (beside: Beside): Promise<TlsListener[]> => beside.openedTls()

/** `GET /evil`: where the other host is, and what reached it. */
export const showEvil = (beside: Beside): Promise<EvilHost> => beside.startEvil()
