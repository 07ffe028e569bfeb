import 'server-only'
import { createPrivateKey, type KeyObject } from 'node:crypto'

const block =
  /-----BEGIN (RSA |EC )?PRIVATE KEY-----([A-Za-z0-9+/=\s]*)-----END \1?PRIVATE KEY-----/
const encrypted = /-----BEGIN ENCRYPTED PRIVATE KEY-----|^Proc-Type: 4,ENCRYPTED/m

const length = '(?:[0-7].|81..|82....)'
const rsa = '06092a864886f70d010101'
/** Goes on into the name of a curve: none that is written out number by number. */
const ec = '06072a8648ce3d020106'
const ed25519 = '06032b6570'

/** How the DER of each kind begins, as hexadecimal digits. Node goes by this, not by the name of the block. */
const kinds = {
  '': { type: 'pkcs8', head: `02010[01]30${length}(?:${rsa}|${ec}|${ed25519})` },
  'RSA ': { type: 'pkcs1', head: '02010002' },
  'EC ': { type: 'sec1', head: '02010104' },
} as const

/**
 * What a text says as the private key (PEM) of a TLS client: the first key in it. Only RSA, EC and Ed25519 are read, the
 * kinds that GitLab's agent server knows: of others strangers can make keys whose mere loading computes for half a
 * minute and stops the whole process.
 */
export function readPrivateKey(pem: string): KeyObject | 'encrypted' | 'unreadable' {
  if (encrypted.test(pem)) return 'encrypted'
  const [, name = '', text] = block.exec(pem) ?? []
  if (text === undefined) return 'unreadable'
  const key = Buffer.from(text, 'base64')
  const { type, head } = kinds[name === 'RSA ' || name === 'EC ' ? name : '']
  if (!new RegExp(`^30${length}${head}`).test(key.toString('hex', 0, 40))) return 'unreadable'
  try {
    return createPrivateKey({ key, format: 'der', type })
  } catch {
    return 'unreadable'
  }
}
