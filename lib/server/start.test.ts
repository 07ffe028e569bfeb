import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, expect, test, vi } from 'vitest'
import { fakeEnvironment, setFakeEnvironment } from './fake-environment.fixture.ts'
import { start } from './start.ts'

afterEach(() => {
  vi.restoreAllMocks()
})

/** What the process prints before it exits with 1. */
async function refusal(): Promise<string> {
  let printed = ''
  vi.spyOn(process.stderr, 'write').mockImplementation((text) => {
    printed += String(text)
    return true
  })
  const exit = vi.spyOn(process, 'exit').mockImplementation(() => {
    throw new Error('exit')
  })
  await expect(start()).rejects.toThrow('exit')
  expect(exit).toHaveBeenCalledWith(1)
  return printed
}

test('a bad configuration ends the process with every problem and no value', async () => {
  Object.assign(process.env, fakeEnvironment(), {
    GITLAB_URL: 'http://fake-host.test',
    SESSION_IDLE_S: 'fake-idle',
  })
  const printed = await refusal()
  expect(printed).toContain('GITLAB_URL: expected')
  expect(printed).toContain('SESSION_IDLE_S: expected')
  expect(printed).not.toContain('fake-')
})

test('a file that is no database ends it too, and is left as it is', async () => {
  const env = setFakeEnvironment()
  const file = join(mkdtempSync(join(tmpdir(), 'cluster-console-unit-')), 'console.db')
  const text = 'no database, but long enough to be taken for one. '.repeat(99)
  writeFileSync(file, text)
  Object.assign(process.env, env, { STORE_URL: `sqlite:${file}`, SESSION_IDLE_S: '1800' })
  expect(await refusal()).toContain('STORE_URL')
  expect(readFileSync(file, 'utf8')).toBe(text)
})
