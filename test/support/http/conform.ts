import Ajv2020, { type ValidateFunction } from 'ajv/dist/2020'
import addFormats from 'ajv-formats'
import { openapi } from '../../../lambda/api/openapi'
import { getOrInsert } from '../../../lambda/domain/cache'

/** An answer as it came in, with the request that it answers. */
export interface Answered {
  readonly method: string
  /** With or without its query string. */
  readonly path: string
  readonly status: number
  readonly contentType: string | null | undefined
  readonly body: string | Uint8Array | null | undefined
}

type Json = Readonly<Record<string, unknown>>

interface Response {
  readonly content?: Readonly<Record<string, { readonly schema: Json }>>
}

interface Operation {
  readonly responses: Readonly<Record<string, Response>>
}

type Paths = Readonly<Record<string, Readonly<Record<string, Operation>>>>

const document = openapi({ version: '1.2.3', origin: 'https://visits.example' }) as {
  paths: Paths
  components: { schemas: Json }
}
const components = sealed(document.components) as Json
/** Where the schemas stand that others name: there each is compiled once, whichever answer leads to it. */
const home = 'https://visits.example/openapi.json'
const ajv = new Ajv2020({ strict: false, allErrors: true })
addFormats(ajv)
ajv.addSchema({ $id: home, components })

/** @throws Error when /openapi.json does not describe this answer: its route, status, content type or body. */
export function expectDocumented({ method, path, status, contentType, body }: Answered): void {
  const what = `${method} ${path} answered ${status}`
  const text = typeof body === 'string' ? body : Buffer.from(body ?? []).toString('latin1')
  const operation = operationOf(method, path.split('?', 1)[0] as string)
  const response = operation === null ? undescribed(method, path)[status] : operation.responses[status]
  if (operation === null && response === undefined)
    throw new Error(`${what}: /openapi.json has no such route`)
  if (response === undefined) throw new Error(`${what}: /openapi.json has no such status for the route`)
  if (method === 'HEAD') return // whatever body there is, the gateway leaves out
  if (response.content === undefined) {
    if (text !== '') throw new Error(`${what} with a body, and /openapi.json knows of none: ${text}`)
    return
  }
  const type = mediaType(contentType)
  const described = Object.entries(response.content).find(([name]) => mediaType(name) === type)
  if (described === undefined) throw new Error(`${what} as "${type}": /openapi.json has no such content type`)
  const validate = validatorOf(described[1].schema)
  if (!validate(type.endsWith('json') && !type.endsWith('ndjson') ? JSON.parse(text) : text)) {
    throw new Error(`${what}, not as /openapi.json has it: ${ajv.errorsText(validate.errors)}\n${text}`)
  }
}

/** Routes for browsers, which the document leaves out, and what nothing answers. */
function undescribed(method: string, path: string): Readonly<Record<number, Response>> {
  if (method === 'OPTIONS') return { 204: {}, ...otherwise }
  if (/^GET \/(shared\/[^/]+)?$/.test(`${method} ${path}`))
    return { 200: { content: { 'text/html': { schema: {} } } }, 304: {} }
  return otherwise
}

/** What `$default` may answer where the document has no operation. */
const otherwise: Readonly<Record<number, Response>> = Object.fromEntries(
  [404, 405].map((status) => [
    status,
    { content: { 'application/problem+json': { schema: { $ref: '#/components/schemas/Problem' } } } },
  ]),
)

/** The operation of the template that fits best: the one with the fewest parameters. */
function operationOf(method: string, path: string): Operation | null {
  const parameters = (template: string) => template.split('{').length
  const [best] = Object.entries(document.paths)
    .filter(([template, operations]) => method.toLowerCase() in operations && fits(template, path))
    .toSorted(([a], [b]) => parameters(a) - parameters(b))
  return best?.[1][method.toLowerCase()] ?? null
}

function fits(template: string, path: string): boolean {
  const pattern = template
    .replaceAll('.', '\\.')
    .replace(/\{\w+\+\}/g, '.+')
    .replace(/\{\w+\}/g, '[^/]+')
  return new RegExp(`^${pattern}$`).test(path)
}

const mediaType = (contentType: string | null | undefined): string =>
  (contentType ?? '').split(';', 1)[0]?.trim().toLowerCase() ?? ''

const validators = new Map<string, ValidateFunction>()

function validatorOf(schema: Json): ValidateFunction {
  const text = JSON.stringify(sealed(schema)).replaceAll('"#/', `"${home}#/`)
  return getOrInsert(validators, text, () => ajv.compile(JSON.parse(text)))
}

/** The same schema without room for properties that it does not name, so that none is answered undocumented. */
function sealed(schema: unknown): unknown {
  if (Array.isArray(schema)) return schema.map(sealed)
  if (typeof schema !== 'object' || schema === null) return schema
  const inner = Object.fromEntries(Object.entries(schema).map(([name, value]) => [name, sealed(value)]))
  return 'properties' in inner ? { ...inner, additionalProperties: false } : inner
}
