import 'server-only'
import type { z } from 'zod'
import { config } from '../config.ts'
import { readText } from './body.ts'
import { parseJson } from './json.ts'
import { parseBody, parseParams, parseQuery } from './parse.ts'

/** The schema of what a route does not take. */
export type None = z.ZodUndefined

export interface ContentSchemas<P extends z.ZodType, Q extends z.ZodType, B extends z.ZodType> {
  params?: P
  query?: Q
  body?: B
}

/** What a request asks for, parsed. */
export interface Content<P extends z.ZodType, Q extends z.ZodType, B extends z.ZodType> {
  params: z.output<P>
  query: z.output<Q>
  body: z.output<B>
}

/** Parses address, query and body, in this order. Throws what `parse.ts`, `json.ts` and `body.ts` throw. */
export async function readContent<P extends z.ZodType, Q extends z.ZodType, B extends z.ZodType>(
  request: Request,
  rawParams: unknown,
  schemas: ContentSchemas<P, Q, B>,
): Promise<Content<P, Q, B>> {
  const query = new URL(request.url).searchParams
  return {
    params: parsed(schemas.params, (schema) => parseParams(schema, rawParams)),
    query: parsed(schemas.query, (schema) => parseQuery(schema, query)),
    body:
      schemas.body === undefined
        ? absent<B>()
        : parseBody(schemas.body, parseJson(await readText(request, config().bodyTimeoutMs))),
  }
}

function parsed<S extends z.ZodType>(
  schema: S | undefined,
  parse: (schema: S) => z.output<S>,
): z.output<S> {
  return schema === undefined ? absent<S>() : parse(schema)
}

/** A schema that a route leaves out is `None` by type, whose output is `undefined`; TypeScript cannot follow that. */
const absent = <S extends z.ZodType>() => undefined as z.output<S>
