/** A secret in every form in which it could lie about, and its beginning: a log cuts what is long. */
export const formsOf = (secret: string): string[] => [
  ...new Set([
    secret,
    Buffer.from(secret).toString('base64'),
    Buffer.from(secret).toString('base64url'),
    encodeURIComponent(secret),
    JSON.stringify(secret).slice(1, -1),
    secret.slice(0, 20),
  ]),
]
