import { expect, it } from 'vitest'
import type { Answer } from '../person.ts'
import { leaksIn, ownSecrets, type Places, type Told } from './leaks.ts'
import { formsOf } from './secret-forms.ts'

const token = 'fake/access+token of-one-person"0123456789'
const agentToken = 'glagent-0123456789012345678901234567890123456789'
const id = 'fake-session-id-of-43-characters-0123456789'

const answered = (text: string, headers: Answer['headers'] = {}, url = '/api/x'): Told => ({
  method: 'GET',
  url: `http://console.test${url}`,
  answer: { status: 200, headers, text, json: () => JSON.parse(text) },
})
const places = (some: Partial<Places>): Places => ({ answers: [], log: '', addresses: [], ...some })

it('nothing is found where nothing is', () => {
  const cookie = { 'set-cookie': `__Host-Http-sid=${id}; Path=/` }
  const answers = [answered('{}', cookie), answered(`{"token":"${agentToken}"}`)]
  const all = places({ answers, log: 'signed in', addresses: ['/api/v4/user'] })
  expect(leaksIn(all, [token, agentToken, '']).leaks).toEqual([])
})

it.each(formsOf(token))('a secret in the form %s is found wherever it is', (form) => {
  const inside = `before ${form} after`
  for (const [place, where] of [
    ['the log', { log: inside }],
    ['an address', { addresses: [inside] }],
    ['an address', { answers: [answered('', {}, `/${form}`)] }],
    ['an answer', { answers: [answered(inside)] }],
    ['an answer', { answers: [answered('', { 'set-cookie': `a=${form}` })] }],
  ] as const) {
    const { leaks } = leaksIn(places(where), [token])
    expect(leaks.length, place).toBeGreaterThan(0)
    for (const leak of leaks) expect(leak).toMatch(new RegExp(`… in ${place}$`))
  }
})

it('the id of a session belongs in its cookie and nowhere else', () => {
  const entering = answered('', { 'set-cookie': `__Host-Http-sid=${id}; Path=/` })
  const found = (some: Partial<Places>) => leaksIn(places(some), []).leaks
  expect(found({ answers: [entering, answered(id)] })).toContain('fake-s… in an answer')
  expect(found({ answers: [entering], log: id })).toContain('fake-s… in the log')
  expect(found({ answers: [entering], addresses: [`/?sid=${id}`] })).toContain(
    'fake-s… in an address',
  )
})

it('an agent token belongs in one answer, which nobody has to get', () => {
  const made = answered(`{"token":"${agentToken}"}`)
  const found = (some: Partial<Places>, secrets: string[] = []) =>
    leaksIn(places(some), secrets).leaks
  expect(found({ answers: [made, made] })).toEqual(['glagent-012345… in two answers'])
  expect(found({ answers: [made], log: agentToken })).toContain('glagen… in the log')
  expect(found({ log: agentToken }, [agentToken])).toContain('glagen… in the log')
})

it('what a console is given to keep to itself', () => {
  const env = {
    SESSION_KEYS: 'new:fake-key-one,old:fake-key-two',
    AUDIT_KEY: 'fake-audit-key',
    GITLAB_OAUTH_CLIENT_SECRET: 'fake-client-secret',
    PORT: '3000',
  }
  expect(ownSecrets(env)).toEqual([
    'fake-key-one',
    'fake-key-two',
    'fake-audit-key',
    'fake-client-secret',
  ])
  expect(ownSecrets({ GITLAB_TOKEN: 'fake-service-token' })).toEqual(['fake-service-token'])
})
