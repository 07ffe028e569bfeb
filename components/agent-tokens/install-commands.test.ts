import { describe, expect, test } from 'vitest'
import {
  bootstrapCommand,
  fileCommand,
  fluxManifest,
  helmCommands,
  type Installation,
  secretCommands,
  shellWord,
} from './install-commands.ts'

const prod: Installation = {
  agentName: 'prod',
  kasAddress: 'wss://gitlab.example.com/-/kubernetes-agent/',
  version: '18.5.0',
  receptive: null,
}
const all = (installation: Installation) =>
  [
    ...Object.values(helmCommands(installation)),
    ...Object.values(secretCommands(installation)),
    fluxManifest(installation),
    fileCommand(installation.agentName),
    bootstrapCommand(installation.agentName),
  ].join('\n')

const words: [text: string, word: string][] = [
  ['plain-1.2_3', 'plain-1.2_3'],
  [
    'config.kasAddress=wss://kas.example.com:443/-/a',
    'config.kasAddress=wss://kas.example.com:443/-/a',
  ],
  ['two words', "'two words'"],
  ['$(touch here)', "'$(touch here)'"],
  ["it's", `'it'\\''s'`],
  ['a;b', "'a;b'"],
]
test.each(words)('%s is the word %s', (text, word) => {
  expect(shellWord(text)).toBe(word)
})

test('Helm installs the agent as GitLab does, with the token from standard input', () => {
  expect(helmCommands(prod).install).toBe(
    [
      'read -rs AGENT_TOKEN',
      `printf %s "$AGENT_TOKEN" | helm upgrade --install prod gitlab/gitlab-agent \\`,
      '    --namespace gitlab-agent-prod \\',
      '    --create-namespace \\',
      '    --set image.tag=v18.5.0 \\',
      '    --set config.kasAddress=wss://gitlab.example.com/-/kubernetes-agent/ \\',
      '    --set-file config.token=/dev/stdin',
      'unset AGENT_TOKEN',
    ].join('\n'),
  )
})

test('the secret of kubectl is the one that the chart and Flux are told', () => {
  const { secret, install, restart } = secretCommands(prod)
  expect(secret).toContain('kubectl create secret generic prod-gitlab-agent-token')
  expect(secret).toContain('--from-file=token=/dev/stdin')
  expect(install).toContain('--set config.secretName=prod-gitlab-agent-token')
  expect(install).not.toContain('config.token')
  expect(fluxManifest(prod)).toContain('secretName: prod-gitlab-agent-token')
  expect(restart).toContain('--selector app.kubernetes.io/instance=prod')
})

describe('an agent with', () => {
  test('a name of 63 characters gets names that Helm and Kubernetes take', () => {
    const agentName = `${'a'.repeat(49)}-${'b'.repeat(13)}`
    const text = all({ ...prod, agentName })
    expect(text).toContain(`--install ${'a'.repeat(49)} `)
    expect(text).toContain(`gitlab-agent-${'a'.repeat(49)}`)
    expect(text).not.toMatch(/[ab]-(?= |\n)/)
    expect(bootstrapCommand(agentName)).toContain(agentName)
  })
  test('no known address gets a word to replace', () => {
    expect(all({ ...prod, kasAddress: null })).toContain('config.kasAddress=KAS_ADDRESS')
  })
  test('no known version gets the chart’s own', () => {
    const text = all({ ...prod, version: null })
    expect(text).not.toContain('image')
  })
  test('a version that is told with its v gets one v', () => {
    expect(helmCommands({ ...prod, version: 'v18.5.0' }).install).toContain('image.tag=v18.5.0 ')
  })
  test('JWT is given GitLab’s public key instead of an address', () => {
    const text = all({ ...prod, receptive: { publicKey: 'ZmFrZS1rZXk=' } })
    expect(text).not.toContain('kasAddress')
    expect(text).toContain('--set config.receptive.enabled=true')
    expect(text).toContain('--set config.api.jwtPublicKey=ZmFrZS1rZXk=')
    expect(text).toContain('jwtPublicKey: "ZmFrZS1rZXk="')
  })
  test('mTLS is given no key', () => {
    const text = all({ ...prod, receptive: { publicKey: null } })
    expect(text).toContain('config.receptive.enabled=true')
    expect(text).not.toContain('jwtPublicKey')
  })
  test('an address that is no plain word stays one word', () => {
    const text = helmCommands({ ...prod, kasAddress: 'wss://x/`id`' }).install
    expect(text).toContain("'config.kasAddress=wss://x/`id`'")
  })
})
