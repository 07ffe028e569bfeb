import type { Certificate } from '#lib/contract/certificate.ts'

/** The least bits of a key; both give about 112 bits of security, below which nobody should be (NIST SP 800-57). */
const leastBits: Readonly<Record<string, number>> = { rsa: 2048, 'rsa-pss': 2048, ec: 224 }

/** RSA below 2,048 bits, a curve below 224, and DSA of any size. A key of an unknown kind or size is not called weak. */
export function isWeakKey({ key }: Pick<Certificate, 'key'>): boolean {
  if (key.type === 'dsa') return true
  const least = leastBits[key.type]
  return least !== undefined && key.bits !== null && key.bits < least
}

const brokenHash = /sha-?1(?!\d)|md[245](?!\d)/i

/** Signed over SHA-1 or MD5, by OpenSSL's name of the algorithm. */
export const isWeakSignature = ({
  signature_algorithm: algorithm,
}: Pick<Certificate, 'signature_algorithm'>): boolean =>
  algorithm !== null && brokenHash.test(algorithm)
