import 'server-only'
import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto'
import { Secret } from '../secret.ts'

interface OpenedSecret {
  secret: Secret
  /** False when an older key than the first one had encrypted it. */
  isCurrent: boolean
}

/**
 * AES-256-GCM with several keys: the first encrypts, all decrypt. `context` says where the value stands; a value
 * moved to another row or column does not open.
 */
export interface Keyring {
  seal(secret: Secret, context: string): string
  /** Null when no key opens it. */
  open(sealed: string, context: string): OpenedSecret | null
}

const algorithm = 'aes-256-gcm'
const tagLength = { authTagLength: 16 }

/** A keyring of 32-byte keys in Base64. */
export function createKeyring(keys: readonly { kid: string; key: Secret }[]): Keyring {
  const ring = new Map(keys.map(({ kid, key }) => [kid, Buffer.from(key.unwrap(), 'base64')]))
  const [first] = ring
  if (first === undefined) throw new Error('A keyring needs a key')
  const [firstKid, firstKey] = first
  return {
    seal(secret, context) {
      const iv = randomBytes(12)
      const cipher = createCipheriv(algorithm, firstKey, iv, tagLength).setAAD(Buffer.from(context))
      const sealed = Buffer.concat([cipher.update(secret.unwrap(), 'utf8'), cipher.final()])
      const parts = [iv, cipher.getAuthTag(), sealed].map((part) => part.toString('base64url'))
      return [firstKid, ...parts].join('.')
    },
    open(sealed, context) {
      const [kid = '', iv = '', tag = '', text = ''] = sealed.split('.')
      const key = ring.get(kid)
      if (key === undefined) return null
      try {
        const decipher = createDecipheriv(algorithm, key, Buffer.from(iv, 'base64url'), tagLength)
        decipher.setAAD(Buffer.from(context)).setAuthTag(Buffer.from(tag, 'base64url'))
        const opened = Buffer.concat([
          decipher.update(Buffer.from(text, 'base64url')),
          decipher.final(),
        ])
        return { secret: new Secret(opened.toString('utf8')), isCurrent: kid === firstKid }
      } catch {
        return null
      }
    },
  }
}
