import { toJsonSchema } from '@valibot/to-json-schema'
import type * as v from 'valibot'
import { routes } from '../contract'
import { asnText } from '../domain/organisation/asn'
import { correctionMessage } from '../domain/organisation/correction'
import { visitFilterQuery } from '../domain/report/visit-filter'
import { beaconMessage } from '../domain/visit/beacon-message'
import { scriptName } from '../domain/visit/script-name'
import { visitIdPattern } from '../domain/visit/visit-id'
import type { ProblemStatus } from '../http/problem'
import { bodyBytes } from '../http/request'
import { type AnswerName, answerSchemas } from './answers'
import { organisationQuery, organisationsQuery } from './organisation-query'
import { pageQuery } from './page-query'
import { refusalsQuery } from './refusal-query'
import { statsQuery } from './stats-query'
import { visitFormats } from './visit-format'

type Json = Record<string, unknown>
type DescribedRoute = Exclude<(typeof routes)['record' | 'query'][number], '$default'>

/** The API's description, OpenAPI 3.1. Bodies and parameters come from the schemas that validate them. */
export function openapi(): Json {
  const paths: Record<string, Json> = {}
  for (const [route, operation] of Object.entries(operations)) {
    const [method, path] = route.split(' ') as [string, string]
    paths[path] = {
      ...paths[path],
      [method.toLowerCase()]: isDelivered(route) ? mayHold(operation) : operation,
    }
  }
  const schemas = { ...answerSchemas, BeaconMessage: beaconMessage, CorrectionMessage: correctionMessage }
  return {
    openapi: '3.1.0',
    info: {
      title: 'Visitbook',
      version: '1',
      description:
        'The visitors’ book of your web page. Times are UTC. Errors are application/problem+json (RFC 9457).',
      license: { name: 'MIT', identifier: 'MIT' },
    },
    paths,
    components: {
      schemas: Object.fromEntries(
        Object.entries(schemas).map(([name, schema]) => [name, jsonSchema(schema)]),
      ),
      securitySchemes: {
        token: { type: 'http', scheme: 'bearer', description: 'Made by npx visitbook token' },
      },
    },
  }
}

/** Answers of the query function to GET carry an entity tag; see delivery.ts. */
const isDelivered = (route: string): boolean =>
  /^(GET|HEAD) /.test(route) && routes.query.some((one) => one === route)

const mayHold = ({ responses, ...operation }: Json): Json => ({
  ...operation,
  responses: { 304: unchanged, ...(responses as Json) },
})

/** The schema of what is sent, before `transform` steps, or with `output` of what they make of it. JSON Schema cannot say both. */
function jsonSchema(schema: v.GenericSchema, typeMode: 'input' | 'output' = 'input'): Json {
  const { $schema: _, ...described } = toJsonSchema(schema, {
    target: 'draft-2020-12',
    typeMode,
    errorMode: 'ignore',
    overrideSchema: ({ valibotSchema, jsonSchema: { anyOf, ...expected } }) =>
      'fallback' in valibotSchema ? { ...expected, anyOf: [...(anyOf ?? []), odd] } : undefined,
  })
  return described as Json
}

/** What a schema with a fallback takes as well. */
const odd = { description: 'Anything else counts as left out.' } as const

const ref = (name: AnswerName | 'BeaconMessage' | 'CorrectionMessage'): Json => ({
  $ref: `#/components/schemas/${name}`,
})
const body = (type: string, schema: Json): Json => ({ [type]: { schema } })
const answers = (description: string, content?: Json): Json => ({
  description,
  ...(content !== undefined && { content }),
})
const text = { type: 'string' }

const problems: Record<ProblemStatus, string> = {
  400: 'The field named is at fault. That may be by another one: from must be before to, the period of a report not too long, a cursor is for the query that answered it, and an erasure must say of what.',
  401: 'No token, or an unknown or revoked one.',
  403: 'To record: neither Origin nor Referer names a listed site; says which host was not listed. To query: the token may only see totals.',
  404: 'There is no such thing.',
  405: 'The path does not take this method.',
  413: `The body has more than ${bodyBytes} bytes.`,
  429: 'Too many requests without a known token. Try again after Retry-After seconds. With a token it is not answered.',
  500: 'Our fault; logged.',
  503: 'The database is busy. Try again after Retry-After seconds.',
}

const failing = (...statuses: ProblemStatus[]): Json =>
  Object.fromEntries(
    [...statuses, ...(statuses.includes(401) ? [429 as const] : []), 500 as const, 503 as const].map(
      (status) => [status, answers(problems[status], body('application/problem+json', ref('Problem')))],
    ),
  )

function parametersOf(
  schema: v.ObjectSchema<v.ObjectEntries, undefined>,
  names = Object.keys(schema.entries),
): Json[] {
  const { properties = {} } = jsonSchema(schema, 'output') as { properties?: Record<string, Json> }
  return names.map((name) => {
    const { description, ...rest } = properties[name] as Json
    return { name, in: 'query', required: false, description, schema: rest }
  })
}

const inEitherCase = (pattern: RegExp): string =>
  pattern.source.replaceAll('a-f', 'A-Fa-f').replaceAll('[89ab]', '[89ABab]')
const id: Json = {
  name: 'id',
  in: 'path',
  required: true,
  description: 'A UUIDv7.',
  schema: { type: 'string', pattern: inEitherCase(visitIdPattern) },
}
const asn: Json = {
  name: 'asn',
  in: 'path',
  required: true,
  description: 'AS number, 714 or AS714.',
  schema: jsonSchema(asnText),
}
const plain: Json[] = [
  {
    name: 'url',
    in: 'query',
    required: false,
    description: 'Whole address of the page; the referer when left out.',
    schema: { type: 'string', format: 'http-url' },
  },
  { name: 'referrer', in: 'query', required: false, description: 'document.referrer', schema: text },
]
const guarded = { security: [{ token: [] }] }
const asset: Json = {
  name: 'asset',
  in: 'path',
  required: true,
  schema: { type: 'string', pattern: scriptName.source },
}
const script = answers('The beacon.', body('text/javascript', text))
const unchanged = answers('Not changed since If-None-Match.')

const operations: Record<DescribedRoute, Json> = {
  'POST /visits': {
    summary: 'Records a visit. The body is JSON whatever its content type; text/plain needs no preflight.',
    requestBody: {
      required: true,
      content: {
        ...body('text/plain', ref('BeaconMessage')),
        ...body('application/json', ref('BeaconMessage')),
      },
    },
    responses: { 204: answers('Recorded, now or by an earlier delivery.'), ...failing(400, 403, 413) },
  },
  'GET /record': {
    summary: 'Records a visit of the page named by ?url= or else by the referer.',
    parameters: plain,
    responses: { 200: answers('Recorded.', body('application/json', ref('Recorded'))), ...failing(400, 403) },
  },
  'GET /leaf.gif': {
    summary: 'The same for pages without script.',
    parameters: plain,
    responses: {
      200: answers('Recorded; one transparent dot.', body('image/gif', text)),
      ...failing(400, 403),
    },
  },
  'GET /visitbook.js': {
    summary: 'The beacon, cached one day, under this name or that of the setting script.',
    responses: { 200: script, 304: unchanged, ...failing() },
  },
  'HEAD /visitbook.js': {
    summary: 'Its headers.',
    responses: { 200: answers('The headers.'), 304: unchanged, ...failing() },
  },
  'GET /{asset}': {
    summary:
      'visitbook.<hash>.js: a beacon under a name that never changes, for pages that pin it with integrity. Those of the last five releases are kept; who asks for an older one gets the current one.',
    parameters: [asset],
    responses: { 200: script, 304: unchanged, ...failing(404) },
  },
  'HEAD /{asset}': {
    summary: 'Its headers.',
    parameters: [asset],
    responses: { 200: answers('The headers.'), 304: unchanged, ...failing(404, 405) },
  },
  'OPTIONS /{proxy+}': {
    summary: 'Preflight. A listed origin is told what it may do.',
    parameters: [{ name: 'proxy+', in: 'path', required: true, schema: text }],
    responses: { 204: answers('Allowed where the headers say so.') },
  },
  'GET /visits': {
    ...guarded,
    summary: 'Visits, newest first, across days and sites.',
    parameters: [...parametersOf(visitFilterQuery), ...parametersOf(pageQuery)],
    responses: {
      200: {
        ...answers('A page of visits. Link rel="next" leads to the next one.', {
          ...body(visitFormats.json, ref('VisitList')),
          ...body('text/csv', text),
          ...body(visitFormats.ndjson, text),
        }),
        headers: { Link: { schema: text } },
      },
      ...failing(400, 401, 403),
    },
  },
  'DELETE /visits': {
    ...guarded,
    summary:
      'Erases the visits of one visitor, site, page, organisation or network: at least one of these is required. 500 at most; where there is more to look at, a cursor says so.',
    parameters: [
      ...parametersOf(visitFilterQuery, ['visitor', 'site', 'page', 'organisation', 'network', 'from', 'to']),
      ...parametersOf(pageQuery, ['cursor']),
    ],
    responses: {
      200: answers('Erased.', body('application/json', ref('Erasure'))),
      ...failing(400, 401, 403),
    },
  },
  'GET /visits/{id}': {
    ...guarded,
    summary: 'One visit.',
    parameters: [id, ...parametersOf(visitFilterQuery, ['site'])],
    responses: {
      200: answers('The visit.', body('application/json', ref('Visit'))),
      ...failing(400, 401, 403, 404),
    },
  },
  'DELETE /visits/{id}': {
    ...guarded,
    summary: 'Erases one visit.',
    parameters: [id, ...parametersOf(visitFilterQuery, ['site'])],
    responses: { 204: answers('Erased.'), ...failing(400, 401, 403, 404) },
  },
  'GET /organisations': {
    ...guarded,
    summary:
      'Who came: business, education and government first. Visits of bots and of networks that are mine are left out. Closed days are taken from rollups; of the rest 100,000 visits are counted at most, the newest.',
    parameters: parametersOf(organisationsQuery),
    responses: {
      200: answers('Organisations.', body('application/json', ref('OrganisationList'))),
      ...failing(400, 401, 403),
    },
  },
  'GET /organisations/{asn}': {
    ...guarded,
    summary: 'One organisation and what it read.',
    parameters: [asn, ...parametersOf(organisationQuery)],
    responses: {
      200: answers('The organisation.', body('application/json', ref('Organisation'))),
      ...failing(400, 401, 403, 404),
    },
  },
  'PATCH /organisations/{asn}': {
    ...guarded,
    summary: 'Corrects an organisation, for old visits too. What is left out stays as it is.',
    parameters: [asn],
    requestBody: { required: true, content: body('application/json', ref('CorrectionMessage')) },
    responses: {
      200: answers('As it is now.', body('application/json', ref('CorrectedOrganisation'))),
      ...failing(400, 401, 403, 413),
    },
  },
  'DELETE /organisations/{asn}': {
    ...guarded,
    summary: 'Takes a correction back.',
    parameters: [asn],
    responses: { 204: answers('Taken back.'), ...failing(400, 401, 403, 404) },
  },
  'GET /stats': {
    ...guarded,
    summary:
      'How many, by what. Closed days are taken from rollups, at a cost that does not grow with the visits; what rollups cannot answer is counted from 50,000 visits at most.',
    parameters: parametersOf(statsQuery),
    responses: {
      200: answers('The report.', body('application/json', ref('Stats'))),
      ...failing(400, 401, 403),
    },
  },
  'GET /sites': {
    ...guarded,
    summary: 'The listed sites, and others that have visits.',
    responses: {
      200: answers('Sites by name.', body('application/json', ref('SiteList'))),
      ...failing(400, 401, 403),
    },
  },
  'DELETE /sites/{site}': {
    ...guarded,
    summary:
      'Removes a site with its visits, reports and organisations, for 20 seconds at most. A listed site comes back with its next visit.',
    parameters: [
      {
        name: 'site',
        in: 'path',
        required: true,
        description: 'Host, or *.example.com for the hosts below it that have no site of their own.',
        schema: { type: 'string', format: 'host' },
      },
    ],
    responses: {
      200: answers('Removed.', body('application/json', ref('SiteRemoval'))),
      ...failing(400, 401, 403, 404),
    },
  },
  'GET /refusals': {
    ...guarded,
    summary:
      'Beacons that were turned away in the last 30 days, by reason and host, and what would let them in. Counts 10,000 at most, the newest.',
    parameters: parametersOf(refusalsQuery),
    responses: {
      200: answers('Refusals, the most frequent first.', body('application/json', ref('RefusalList'))),
      ...failing(400, 401, 403),
    },
  },
  'GET /openapi.json': {
    ...guarded,
    summary: 'This description.',
    responses: {
      200: answers('OpenAPI 3.1.', body('application/json', { type: 'object' })),
      ...failing(400, 401, 403),
    },
  },
  'GET /health': {
    summary:
      'Whether the service answers, and how old its network table is; 503 says what keeps visits from being stored, where that is known.',
    responses: { 200: answers('Health.', body('application/json', ref('Health'))), ...failing(400) },
  },
  'HEAD /health': {
    summary: 'The same without a body.',
    responses: { 200: answers('The headers.'), ...failing(400) },
  },
  'GET /status': {
    ...guarded,
    summary: 'How new the data are, and what this month has cost so far.',
    responses: {
      200: answers('Status.', body('application/json', ref('Status'))),
      ...failing(400, 401, 403),
    },
  },
  'GET /': { summary: 'The dashboard.', responses: { 200: answers('A page.', body('text/html', text)) } },
}
