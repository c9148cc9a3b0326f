import { once } from 'node:events'
import { createServer, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'

/** HTML, HTML with headers, or what answers by itself. */
export type Published =
  | string
  | { readonly html: string; readonly headers: Readonly<Record<string, string>> }
  | ((response: ServerResponse, query: string) => void)

/** A static host for the pages of a test, reached by every name below `.test`. */
export interface PageServer {
  readonly port: number
  publish(path: string, page: Published): void
  close(): Promise<void>
}

export async function startPageServer(): Promise<PageServer> {
  const pages = new Map<string, Published>()
  const server = createServer(({ url = '/' }, response) => {
    const [path = '', query = ''] = url.split('?')
    const page = pages.get(path)
    if (typeof page === 'function') page(response, query)
    else if (page === undefined) response.writeHead(404).end()
    else {
      const { html, headers } = typeof page === 'string' ? { html: page, headers: {} } : page
      response.writeHead(200, { 'content-type': 'text/html; charset=utf-8', ...headers })
      response.end(`<!doctype html><html lang="en"><link rel="icon" href="data:,">${html}`)
    }
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  return {
    port: (server.address() as AddressInfo).port,
    publish: (path, page) => pages.set(path, page),
    close: async () => {
      server.closeAllConnections()
      await new Promise((resolve) => server.close(resolve))
    },
  }
}
