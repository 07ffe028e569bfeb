/** Refusal of the control port: status and a message that names the bad key. */
export class ControlError extends Error {
  readonly status: number

  constructor(status: number, message: string) {
    super(message)
    this.status = status
  }
}

/** Reads one value; `undefined` says that it is not what is expected. */
export interface Reader<T> {
  expects: string
  read(value: unknown): T | undefined
  required?: boolean
}

type Readers = Record<string, Reader<unknown>>
type Fields<R extends Readers> = { [K in keyof R]?: R[K] extends Reader<infer T> ? T : never }

export const flag: Reader<boolean> = {
  expects: 'true or false',
  read: (value) => (typeof value === 'boolean' ? value : undefined),
}

export const line: Reader<string> = {
  expects: 'a string',
  read: (value) => (typeof value === 'string' ? value : undefined),
}

export const count: Reader<number> = {
  expects: 'a whole number, 0 or more',
  read: (value) => (Number.isInteger(value) && Number(value) >= 0 ? Number(value) : undefined),
}

export const wholeNumber: Reader<number> = {
  expects: 'a whole number',
  read: (value) => (Number.isInteger(value) ? Number(value) : undefined),
}

export const share: Reader<number> = {
  expects: 'a number from 0 to 1',
  read: (value) => (typeof value === 'number' && value >= 0 && value <= 1 ? value : undefined),
}

export const oneOf = <const T extends string>(values: readonly T[]): Reader<T> => ({
  expects: `one of ${values.join(', ')}`,
  read: (value) => values.find((candidate) => candidate === value),
})

export const nullable = <T>(reader: Reader<T>): Reader<T | null> => ({
  ...reader,
  expects: `${reader.expects} or null`,
  read: (value) => (value === null ? null : reader.read(value)),
})

export const required = <T>(reader: Reader<T>): Reader<T> => ({ ...reader, required: true })

/** Makes a record of strings from an object; numbers are taken as text. */
export const headerMap: Reader<Record<string, string>> = {
  expects: 'an object of strings',
  read: (value) =>
    isPlainObject(value)
      ? Object.fromEntries(Object.entries(value).map(([name, text]) => [name, String(text)]))
      : undefined,
}

/** A list of strings. */
export const lines: Reader<string[]> = {
  expects: 'a list of strings',
  read: (value) =>
    Array.isArray(value) && value.every((item) => typeof item === 'string') ? value : undefined,
}

/** Any JSON value; text stays as it is, the rest becomes its JSON. */
export const payload: Reader<string> = {
  expects: 'any JSON value',
  read: (value) => (typeof value === 'string' ? value : JSON.stringify(value)),
}

/** Any JSON object. */
export const plainObject: Reader<Record<string, unknown>> = {
  expects: 'an object',
  read: (value) => (isPlainObject(value) ? value : undefined),
}

const isPlainObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

/**
 * Reads a JSON body with the keys given.
 * @throws ControlError 400 for no object, an unknown or missing key, or a bad value
 */
export function readFields<R extends Readers>(body: Buffer, readers: R): Fields<R> {
  const sent = parseObject(body)
  const fields: Record<string, unknown> = {}
  for (const [key, value] of Object.entries(sent)) {
    const reader = Object.hasOwn(readers, key) ? readers[key] : undefined
    if (reader === undefined) {
      const known = Object.keys(readers).join(', ')
      throw new ControlError(400, `${key}: unknown key (known: ${known})`)
    }
    fields[key] = reader.read(value)
    if (fields[key] === undefined) throw new ControlError(400, `${key}: expects ${reader.expects}`)
  }
  for (const [key, reader] of Object.entries(readers)) {
    if (reader.required && !Object.hasOwn(sent, key)) {
      throw new ControlError(400, `${key}: missing, expects ${reader.expects}`)
    }
  }
  // Every key was read by its own reader, which TypeScript cannot follow.
  return fields as Fields<R>
}

function parseObject(body: Buffer): Record<string, unknown> {
  if (body.length === 0) return {}
  try {
    const parsed: unknown = JSON.parse(body.toString('utf8'))
    if (isPlainObject(parsed)) return parsed
  } catch {}
  throw new ControlError(400, 'body: expects a JSON object')
}
