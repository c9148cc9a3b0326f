import { createHash } from 'node:crypto'
import { compressed, smallText } from './compression'
import type { HttpRequest } from './request'
import type { Headers, HttpResponse } from './response'

/**
 * Prepares an answer of the query function for sending. An answer to GET gets an entity tag, and its reader may keep it
 * but must ask each time whether it still holds; if so, the answer is 304. Texts are compressed.
 */
export function finish(request: HttpRequest, answer: HttpResponse): HttpResponse {
  const { headers, ...rest } = mayBeKept(request, answer) ? withEtag(answer) : answer
  const bytes = textOf({ headers, ...rest })
  const isLarge = bytes !== null && bytes.length >= smallText
  const named = isLarge ? { ...headers, vary: joined(headers.vary, 'accept-encoding') } : headers
  if (matches(request, named.etag)) return { status: 304, headers: withoutContent(named) }
  const small = isLarge ? compressed(bytes, request.headers['accept-encoding']) : null
  if (small === null) return { ...rest, headers: named }
  const { etag } = named
  return {
    ...rest,
    headers: {
      ...named,
      'content-encoding': small.coding,
      ...(etag !== undefined && { etag: weak(etag) }), // different bytes, same meaning
    },
    body: small.body,
  }
}

const mayBeKept = (request: HttpRequest, { status, body }: HttpResponse): boolean =>
  reads(request) && status === 200 && body !== undefined

/** HEAD is answered like GET, with all headers; the gateway leaves out the body. */
const reads = ({ method }: HttpRequest): boolean => method === 'GET' || method === 'HEAD'

/** `no-cache` lets only the reader's own browser keep it, and makes it ask each time. */
function withEtag(answer: HttpResponse): HttpResponse {
  const { headers } = answer
  const cache = headers['cache-control'] === 'no-store' ? 'private, no-cache' : headers['cache-control']
  return {
    ...answer,
    headers: {
      ...headers,
      ...(cache !== undefined && { 'cache-control': cache }),
      etag: headers.etag ?? tagOf(answer),
    },
  }
}

function tagOf({ etagSource, body = '' }: HttpResponse): string {
  const digest = createHash('sha256').update(etagSource ?? body)
  return `W/"${digest.digest('base64url').slice(0, 22)}"` // 132 bits
}

const weak = (tag: string): string => (tag.startsWith('W/') ? tag : `W/${tag}`)

/** Compares tags weakly (RFC 9110 §13.1.2): `W/` does not count. */
function matches(request: HttpRequest, etag: string | undefined): boolean {
  const known = request.headers['if-none-match']
  if (!reads(request) || etag === undefined || known === undefined) return false
  const opaque = (tag: string) => tag.trim().replace(/^W\//, '')
  return known.split(',').some((tag) => ['*', opaque(etag)].includes(opaque(tag)))
}

const texts = /^text\/|[/+](json|xml|x-ndjson|javascript)\b/

/** The bytes of a body that is worth compressing; null for other bodies. */
function textOf({ headers, body }: HttpResponse): Uint8Array | null {
  if (body === undefined || headers['content-encoding'] !== undefined) return null
  if (!texts.test(headers['content-type'] ?? '')) return null
  return typeof body === 'string' ? Buffer.from(body) : body
}

/** A 304 has the headers about what the reader keeps, but none about content, which is not sent. */
const withoutContent = (headers: Headers): Headers =>
  Object.fromEntries(Object.entries(headers).filter(([name]) => !name.startsWith('content-')))

function joined(vary: string | undefined, name: string): string {
  if (vary === undefined) return name
  return vary.includes(name) ? vary : `${vary}, ${name}`
}
