import Ajv2020 from 'ajv/dist/2020'
import addFormats from 'ajv-formats'
import { openapi } from '../../lambda/api/openapi'
import { allRoutes, routes } from '../../lambda/api/routes'
import { maxLimit } from '../../lambda/api/visits'
import { addressLength } from '../../lambda/domain/visit/host'
import { bodyBytes } from '../../lambda/http/request'
import { expectDocumented } from '../support/http/conform'

interface Parameter {
  readonly name: string
  readonly required: boolean
  readonly schema: unknown
}

interface Operation {
  readonly parameters?: readonly Parameter[]
  readonly security: readonly unknown[]
  readonly responses: Readonly<Record<string, { readonly description: string }>>
}

const document = openapi({ version: '1.2.3', origin: 'https://visits.example' }) as {
  openapi: string
  paths: Record<string, Record<string, Operation>>
  components: { schemas: Record<string, { properties: Record<string, unknown>; required: string[] }> }
}
const operation = (route: string) => {
  const [method = '', path = ''] = route.split(' ')
  return document.paths[path]?.[method.toLowerCase()] as Operation
}
const parameters = (route: string) => operation(route).parameters?.map(({ name }) => name)
const property = (schema: string, name: string) => document.components.schemas[schema]?.properties[name]

test('every route but the dashboard and preflight is described, and no other', () => {
  const described = Object.entries(document.paths).flatMap(([path, operations]) =>
    Object.keys(operations).map((method) => `${method.toUpperCase()} ${path}`),
  )
  const pages = ['$default', 'GET /', 'GET /shared/{id}', 'OPTIONS /{proxy+}'] // which no tool asks for
  const served = allRoutes.filter((route) => !pages.includes(route))
  expect(described.toSorted()).toEqual(served.toSorted())
})

test('it is OpenAPI 3.1 of JSON values alone', () => {
  expect(document.openapi).toBe('3.1.0')
  expect(JSON.parse(JSON.stringify(document))).toEqual(document)
})

test.each(Object.entries(document.components.schemas))(
  'the schema %s is JSON Schema 2020-12',
  (_, schema) => {
    const ajv = addFormats(new Ajv2020({ strict: true, allErrors: true })).addKeyword('components')
    for (const format of ['domain', 'host', 'http-url', 'origin', 'time-zone']) ajv.addFormat(format, true)
    expect(() => ajv.compile({ ...schema, components: document.components })).not.toThrow()
  },
)

test('every $ref leads to a schema, and every schema is led to', () => {
  const refs = [...JSON.stringify(document).matchAll(/"\$ref":"#\/components\/schemas\/(\w+)"/g)]
  expect(new Set(refs.map(([, name]) => name))).toEqual(new Set(Object.keys(document.components.schemas)))
})

test('what takes a token says so, and nothing else does', () => {
  const guarded = routes.query.filter((route) => operation(route)?.security?.length === 1)
  expect(guarded).toEqual([
    'GET /visits',
    'DELETE /visits',
    'GET /sittings',
    'GET /visits/{id}',
    'PATCH /visits/{id}',
    'DELETE /visits/{id}',
    'GET /organisations',
    'GET /organisations/{key}',
    'PATCH /organisations/{key}',
    'DELETE /organisations/{key}',
    'GET /recipients',
    'POST /recipients',
    'PATCH /recipients/{code}',
    'DELETE /recipients/{code}',
    'GET /recipients/{code}/qr.svg',
    'GET /messages',
    'GET /messages/{id}',
    'POST /messages/{id}/resend',
    'POST /messages',
    'GET /feed',
    'GET /stats',
    'GET /sites',
    'DELETE /sites/{site}',
    'GET /refusals',
    'GET /status',
    'GET /tokens',
    'POST /tokens',
    'DELETE /tokens/{id}',
  ])
  for (const route of guarded) expect(operation(route).responses).toMatchObject({ 401: {}, 403: {} })
  const open = routes.record.filter((route) => operation(route)?.security.length === 0)
  expect(open).toEqual(routes.record.filter((route) => route !== 'OPTIONS /{proxy+}'))
})

test('parameters are those that are parsed', () => {
  expect(parameters('GET /visits')).toEqual([
    'site',
    'from',
    'to',
    'page',
    'organisation',
    'network',
    'kind',
    'country',
    'referrer',
    'referrerGroup',
    'browser',
    'os',
    'device',
    'language',
    'visitor',
    'recipient',
    'bot',
    'mine',
    'limit',
    'cursor',
    'format',
    'separator',
    'tz',
  ])
  expect(parameters('GET /organisations')).toEqual([
    ...['site', 'from', 'to', 'kind', 'mine', 'limit', 'format', 'separator', 'tz'],
  ])
  expect(parameters('GET /organisations/{key}')).toEqual(['key', 'site', 'from', 'to'])
  expect(parameters('GET /visits/{id}')).toEqual(['id', 'site'])
  expect(parameters('DELETE /visits')).toEqual([
    'visitor',
    'site',
    'page',
    'organisation',
    'network',
    'recipient',
    'from',
    'to',
    'cursor',
  ])
})

test('every parameter and every field of a message has a description', () => {
  const described = (value: unknown) => JSON.stringify(value).includes('"description":')
  for (const one of operation('GET /visits').parameters ?? [])
    expect([one.name, described(one)]).toEqual([one.name, true])
  for (const [name, schema] of Object.entries(document.components.schemas.BeaconMessage?.properties ?? {})) {
    expect([name, described(schema)]).toEqual([name, true])
  }
})

test('bounds are those of the code', () => {
  const limit = operation('GET /visits').parameters?.find(({ name }) => name === 'limit')
  expect(limit?.schema).toEqual({ type: 'integer', minimum: 1, maximum: maxLimit })
  expect(property('BeaconMessage', 'site')).toMatchObject({
    anyOf: [
      { maxLength: addressLength },
      { type: 'null' },
      { description: 'Anything else counts as left out.' },
    ],
  })
  expect(property('BeaconMessage', 'page')).toMatchObject({ type: 'string', pattern: '^/' })
  expect(document.components.schemas.BeaconMessage?.required).toEqual(['page'])
  expect(operation('POST /visits').responses[413]?.description).toBe(
    `The body has more than ${bodyBytes} bytes.`,
  )
})

const id = '01a203ef-642b-7000-8000-000000000000'
const recorded = { method: 'GET', path: '/record?url=x', status: 200, contentType: 'application/json' }
const problem = JSON.stringify({ type: 'about:blank', title: 'Not Found', status: 404, detail: 'nothing' })

test.each([
  ['JSON', { ...recorded, body: `{"id":"${id}"}` }],
  ['bytes of JSON', { ...recorded, body: Buffer.from(`{"id":"${id}"}`) }],
  ['no content', { method: 'POST', path: '/visits', status: 204, contentType: null, body: '' }],
  [
    'a parameter of the content type',
    { method: 'GET', path: '/visits', status: 200, contentType: 'text/csv; header=present', body: '' },
  ],
  [
    'a path with a parameter',
    { method: 'DELETE', path: `/visits/${id}`, status: 204, contentType: undefined, body: undefined },
  ],
  [
    'no route',
    { method: 'PUT', path: '/a/b', status: 404, contentType: 'application/problem+json', body: problem },
  ],
  [
    'HEAD',
    { method: 'HEAD', path: '/visits', status: 405, contentType: 'application/problem+json', body: '' },
  ],
])('the check lets pass what is documented: %s', (_, answered) => {
  expect(() => expectDocumented(answered)).not.toThrow()
})

test.each([
  ['a route', { ...recorded, method: 'PUT', body: `{"id":"${id}"}` }, /no such route/],
  ['a status', { ...recorded, status: 201, body: `{"id":"${id}"}` }, /no such status/],
  [
    'a content type',
    { ...recorded, contentType: 'text/html', body: '' },
    /as "text\/html": .* no such content type/,
  ],
  ['no content type', { ...recorded, contentType: undefined, body: '{}' }, /as "": .* no such content type/],
  [
    'a body',
    { method: 'POST', path: '/visits', status: 204, contentType: 'text/plain', body: 'x' },
    /with a body/,
  ],
  ['a missing property', { ...recorded, body: '{}' }, /must have required property 'id'/],
  [
    'an unknown property',
    { ...recorded, body: `{"id":"${id}","pk":"x"}` },
    /must NOT have additional properties/,
  ],
  ['another format', { ...recorded, body: '{"id":"1"}' }, /must match format "uuid"/],
  [
    'an unknown property deep inside',
    { ...recorded, path: '/visits', body: '{"visits":[{"pk":"x"}],"cursor":null}' },
    /visits\/0 must NOT have additional properties/,
  ],
])('the check has been seen to fail: %s', (_, answered, message) => {
  expect(() => expectDocumented(answered)).toThrow(message)
})
