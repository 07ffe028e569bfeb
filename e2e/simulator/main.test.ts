import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { Agent, get } from 'node:http'
import { fileURLToPath } from 'node:url'
import { afterEach, describe, expect, it } from 'vitest'
import { startSimulator } from './server.ts'

const MAIN = fileURLToPath(new URL('main.ts', import.meta.url))

let child: ChildProcess | undefined
afterEach(() => {
  child?.kill('SIGKILL')
})

interface Ended {
  code: number | null
  output: string
}

function start(...args: string[]): { ready: Promise<string>; ended: Promise<Ended> } {
  const started = spawn(process.execPath, [MAIN, ...args])
  child = started
  let output = ''
  const ready = new Promise<string>((resolve) => {
    for (const stream of [started.stdout, started.stderr]) {
      stream.on('data', (chunk: Buffer) => {
        output += chunk.toString()
        if (output.includes('\n')) resolve(output)
      })
    }
  })
  const ended = once(started, 'close').then(([code]) => ({ code: Number(code), output }))
  return { ready, ended }
}

describe('the command', { timeout: 20_000 }, () => {
  it.each(['SIGTERM', 'SIGINT'] as const)(
    'prints both addresses, answers, and stops on %s with exit 0 despite an open connection',
    async (signal) => {
      const { ready, ended } = start('--port', '0', '--control-port', '0')
      const [, url, control] =
        /^simulator ready (http:\/\/127\.0\.0\.1:\d+) control (http:\/\/127\.0\.0\.1:\d+)\n$/.exec(
          await ready,
        ) ?? []
      const agent = new Agent({ keepAlive: true })
      const [response] = await once(get(`${url}/api/v4/projects`, { agent }), 'response')
      response.resume()
      expect(response.statusCode).toBe(200)
      expect((await fetch(`${control}/settings`)).status).toBe(200)
      const stoppedAt = performance.now()
      child?.kill(signal)
      expect((await ended).code).toBe(0)
      expect(performance.now() - stoppedAt).toBeLessThan(3000)
      agent.destroy()
    },
  )

  it.each([
    [['--world', 'mars'], 'unknown world "mars": expects one of standard, demo, fleet'],
    [['--port', 'many'], '--port expects a whole number from 0 to 65535, not "many"'],
    [['--colour', 'green'], "Unknown option '--colour'"],
    [['--projects', '5'], '--projects does not apply to world standard'],
  ])('%j exits 1: %s', async (args, expected) => {
    const { code, output } = await start(...args).ended
    expect(code).toBe(1)
    expect(output).toContain(`simulator: ${expected}`)
    expect(output.trim().split('\n')).toHaveLength(1)
  })
})

it('a taken port is an error, not a second server', async () => {
  const first = await startSimulator()
  const port = Number(new URL(first.url).port)
  await expect(startSimulator({ port })).rejects.toThrow('EADDRINUSE')
  await first.close()
})
