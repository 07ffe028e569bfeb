import { expect, test } from 'vitest'
import { jwtFlags, jwtValues, mtlsSecret, mtlsValues } from './helm-values.ts'

const publicKey = 'ZmFrZS1wdWJsaWMta2V5LW9mLTMyLWJ5dGVzISEhISE='

test('the options of GitLab’s manual', () => {
  expect(jwtFlags(publicKey)).toBe(
    `--set config.receptive.enabled=true \\\n--set config.api.jwtPublicKey=${publicKey}`,
  )
})

test('whatever GitLab answers stays one word', () => {
  expect(jwtFlags(`x; rm -rf "$HOME" '`)).toContain(
    String.raw`jwtPublicKey='x; rm -rf "$HOME" '\'''`,
  )
  expect(jwtValues('x"\ny: 1')).toContain('jwtPublicKey: "x\\"\\ny: 1"\n')
})

test('the values of mTLS name the file that the secret holds', () => {
  expect(mtlsSecret('prod')).toContain('--namespace gitlab-agent-prod ')
  expect(mtlsSecret('a'.repeat(63))).toContain(`gitlab-agent-${'a'.repeat(50)} `)
  expect(mtlsValues).toContain('secretName: agentk-client-ca')
  expect(mtlsSecret('prod')).toContain('--from-file=ca.crt=client-ca.pem')
})
