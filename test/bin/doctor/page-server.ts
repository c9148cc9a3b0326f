import { once } from 'node:events'
import { createServer, type RequestListener } from 'node:http'
import type { AddressInfo } from 'node:net'
import { gzipSync } from 'node:zlib'

/** A page as a test plants it. */
export interface PlantedPage {
  readonly body?: string
  readonly head?: string
  /** Stands for all of it. */
  readonly whole?: string
  readonly status?: number
  readonly headers?: Readonly<Record<string, string>>
  readonly gzip?: boolean
}

export interface Served {
  readonly url: string
  readonly host: string
  close(): Promise<void>
}

/** A server of pages; each path asks `pageAt` anew. */
export async function pageServer(pageAt: () => PlantedPage): Promise<Served> {
  return serve((_, response) => {
    const { head = '', body = '', whole, status = 200, headers = {}, gzip = false } = pageAt()
    const html =
      whole ??
      `<!doctype html><html><head><title>CV</title>${head}</head><body><h1>CV</h1>${body}</body></html>`
    response.writeHead(status, {
      'content-type': 'text/html; charset=utf-8',
      ...(gzip && { 'content-encoding': 'gzip' }),
      ...headers,
    })
    response.end(gzip ? gzipSync(html) : html)
  })
}

/** What a proxy makes of an answer. */
export interface Passed {
  status: number
  headers: Headers
  text: string
}

/** A proxy before a service, which changes what it passes on. */
export const meddler = (service: string, change: (answer: Passed, path: string) => void): Promise<Served> =>
  serve(async (request, response) => {
    const body = await bodyOf(request)
    const { host: _, connection: __, 'content-length': ___, ...headers } = request.headers
    const answer = await fetch(service + request.url, {
      method: request.method ?? 'GET',
      headers: headers as Record<string, string>,
      redirect: 'manual',
      ...(body !== '' && { body }),
    })
    const passed = { status: answer.status, headers: new Headers(answer.headers), text: await answer.text() }
    for (const name of [
      'content-encoding',
      'content-length',
      'transfer-encoding',
      'connection',
      'keep-alive',
    ])
      passed.headers.delete(name)
    change(passed, request.url ?? '/')
    response.sendDate = false
    response.writeHead(passed.status, Object.fromEntries(passed.headers)).end(passed.text)
  })

async function bodyOf(request: AsyncIterable<Buffer>): Promise<string> {
  let text = ''
  for await (const chunk of request) text += chunk
  return text
}

async function serve(listener: RequestListener): Promise<Served> {
  const server = createServer(listener)
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  const host = `127.0.0.1:${(server.address() as AddressInfo).port}`
  return {
    ...{ host, url: `http://${host}` },
    close: async () => {
      server.closeAllConnections()
      server.close()
    },
  }
}
