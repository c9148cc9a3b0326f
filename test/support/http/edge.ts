import { once } from 'node:events'
import { request as ask, createServer, type IncomingHttpHeaders } from 'node:http'
import type { AddressInfo } from 'node:net'
import { edgeSecretHeader } from '../../../lambda/contract'
import { answeredByHeaders, viewerHeaders } from '../../../lib/edge-headers'

/** A place that CloudFront would tell of a viewer. */
const place: Readonly<Record<string, string>> = {
  'cloudfront-viewer-address': '8.8.8.8:46532',
  'cloudfront-viewer-asn': '15169',
  'cloudfront-viewer-country': 'CH',
  'cloudfront-viewer-country-region': 'ZH',
  'cloudfront-viewer-city': 'Z%C3%BCrich',
  'cloudfront-viewer-time-zone': 'Europe/Zurich',
}

/** Handed on by CloudFront whatever the policies say. */
const always = ['content-type', 'content-length', 'accept-encoding', 'if-none-match', 'range']
const named = [...viewerHeaders, ...answeredByHeaders].map((name) => name.toLowerCase())

/**
 * Does what CloudFront does between a browser and the API, by the stack's own lists of headers; MiniStack's CloudFront has no
 * viewer headers and asks no API Gateway. Keeps nothing: what the API says of keeping is the stack's test.
 */
export async function startEdge(api: string, secret: string) {
  const server = createServer((request, reply) => {
    const headers = { ...handedOn(request.headers, request.httpVersion), [edgeSecretHeader]: secret }
    const asked = ask(api + request.url, { method: request.method, headers }, (answer) => {
      reply.writeHead(answer.statusCode ?? 502, answer.headers)
      answer.pipe(reply)
    })
    request.pipe(asked)
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  return {
    port: (server.address() as AddressInfo).port,
    close: async () => {
      server.closeAllConnections()
      await new Promise((resolve) => server.close(resolve))
    },
  }
}

/** What the viewer says itself of where it is, is replaced, as CloudFront replaces it. */
function handedOn(sent: IncomingHttpHeaders, version: string): Record<string, string> {
  const all = { ...sent, ...place, 'cloudfront-viewer-http-version': version }
  return Object.fromEntries(
    Object.entries(all).flatMap(([name, value]) =>
      typeof value === 'string' && (named.includes(name) || always.includes(name)) ? [[name, value]] : [],
    ),
  )
}
