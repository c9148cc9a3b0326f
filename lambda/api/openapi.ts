import type * as v from 'valibot'
import { onDemand } from '../domain/cache'
import { bodyBytes } from '../http/request'
import type { ProblemStatus } from '../http/status'
import { type Json, jsonSchema, jsonSchemas, reference } from './json-schema'
import { type Answering, type QuerySchema, type Route, tags } from './route'
import { apiRoutes, namedSchemas } from './routes'

export interface OpenapiFacts {
  /** The version of this program. */
  readonly version: string
  /** The API's own address, such as `https://abc.execute-api.eu-west-1.amazonaws.com`. */
  readonly origin: string
}

/** The API's description, OpenAPI 3.1, made from its routes. */
export function openapi({ version, origin }: OpenapiFacts): Json {
  return {
    openapi: '3.1.0',
    info: {
      title: 'Visitbook',
      version,
      description:
        'The visitors’ book of your web page. Times are UTC. Errors are application/problem+json (RFC 9457).',
      license: { name: 'MIT', identifier: 'MIT' },
    },
    servers: [{ url: origin }],
    tags: Object.entries(tags).map(([name, description]) => ({ name, description })),
    ...routesAndSchemas(),
  }
}

/** The part that is the same for every request. It is made for the first one only, because anybody may ask. */
const routesAndSchemas = onDemand(
  (): Json => ({
    paths: pathsOf({ ...apiRoutes.query, ...apiRoutes.record }),
    components: {
      schemas: jsonSchemas(namedSchemas),
      securitySchemes: {
        token: { type: 'http', scheme: 'bearer', description: 'Made by ./visitbook token' },
      },
    },
  }),
)

function pathsOf(rows: Readonly<Record<string, Route | null>>): Json {
  const paths: Record<string, Json> = {}
  for (const [key, row] of Object.entries(rows)) {
    if (row === null) continue
    const [method, path] = key.split(' ') as [string, string]
    paths[path] = { ...paths[path], [method.toLowerCase()]: operationOf(row) }
  }
  return paths
}

function operationOf(row: Route): Json {
  const parameters = [...parametersOf(row.params, 'path'), ...parametersOf(row.query, 'query')]
  return {
    operationId: row.operation,
    tags: [row.tag],
    summary: row.summary,
    ...(row.description !== undefined && { description: row.description }),
    security: row.token === null ? [] : [{ token: [] }],
    ...(parameters.length > 0 && { parameters }),
    ...(row.body !== undefined && { requestBody: requestBody(row.body, row.bodyTypes) }),
    responses: {
      [row.answer.status]: responseOf(row.answer),
      ...(row.isKept && { 304: { description: 'Not changed since If-None-Match.' } }),
      ...Object.fromEntries(problemsOf(row).map((status) => [status, problems[status]])),
      ...Object.fromEntries((row.pages ?? []).map((status) => [status, pageOf(status)])),
    },
  }
}

function parametersOf(schema: QuerySchema | undefined, place: 'path' | 'query'): Json[] {
  if (schema === undefined) return []
  const { properties = {} } = jsonSchema(schema, { typeMode: 'output' }) as {
    properties?: Record<string, Json>
  }
  return Object.entries(properties).map(([name, { description, ...rest }]) => ({
    name,
    in: place,
    required: place === 'path',
    description,
    schema: rest,
  }))
}

const requestBody = (schema: v.GenericSchema, types: readonly string[] = ['application/json']): Json => ({
  required: true,
  content: contentOf(types, reference(nameOf(schema) as string)),
})

function responseOf({ description, schema, types, headers }: Answering): Json {
  const content = {
    ...(schema !== null && contentOf(['application/json'], answerOf(schema))),
    ...Object.fromEntries(
      types.map((type) => [type, { schema: { type: isJson(type) ? 'object' : 'string' } }]),
    ),
  }
  return {
    description,
    ...(headers !== undefined && {
      headers: Object.fromEntries(
        Object.entries(headers).map(([name, description]) => [
          name,
          { description, schema: { type: 'string' } },
        ]),
      ),
    }),
    ...(Object.keys(content).length > 0 && { content }),
  }
}

/** To describe a schema costs all named ones: nearly every answer is one of them, and needs its name alone. */
function answerOf(schema: v.GenericSchema): Json {
  const name = nameOf(schema)
  return name === undefined ? jsonSchema(schema, { named: namedSchemas }) : reference(name)
}

const isJson = (type: string): boolean => /[/+]json$/.test(type)

const contentOf = (types: readonly string[], schema: Json): Json =>
  Object.fromEntries(types.map((type) => [type, { schema }]))

const nameOf = (schema: v.GenericSchema): string | undefined =>
  Object.entries(namedSchemas).find(([, one]) => one === schema)?.[0]

/** Lists what may go wrong: it follows from what the route asks for, besides what its row names. */
function problemsOf({ token, body, fails = [] }: Route): readonly ProblemStatus[] {
  const guarded: ProblemStatus[] = token === null ? [] : [400, 401, 403, 429]
  const sized: ProblemStatus[] = body === undefined ? [] : [400, 413]
  return [...new Set<ProblemStatus>([...guarded, ...sized, ...fails, 500, 503])].toSorted((a, b) => a - b)
}

const details: Readonly<Record<ProblemStatus, string>> = {
  400: 'The field named is at fault. That may be by another one: from must be before to, the period of a report not too long, a cursor is for the query that answered it, an erasure must say of what, a report has at most the seconds since its visit and a section those of its page, a token of scope stats of which site, a table has one breakdown, and there are so many tokens at most.',
  401: 'No token, or an unknown or revoked one.',
  403: 'To record: neither Origin nor Referer names a listed site; says which host was not listed. To report: the visit is of another site. To query: the token may only see totals, or those of one site; `token` says what it may see.',
  404: 'There is no such thing.',
  410: 'The visit is older than a day.',
  405: 'The path does not take this method.',
  409: 'The visits of that day are about to expire, and it cannot be counted again; or the message is waiting already, or messages are off.',
  413: `The body has more than ${bodyBytes} bytes.`,
  429: 'Too many requests without a known token. Try again after Retry-After seconds. With a token it is not answered.',
  500: 'Our fault; logged.',
  503: 'The database is busy. Try again after Retry-After seconds.',
}

const pageOf = (status: ProblemStatus): Json => ({
  description: details[status],
  content: contentOf(['text/html'], { type: 'string' }),
})

const problems = Object.fromEntries(
  Object.entries(details).map(([status, description]) => [
    status,
    { description, content: contentOf(['application/problem+json'], reference('Problem')) },
  ]),
) as unknown as Readonly<Record<ProblemStatus, Json>>
