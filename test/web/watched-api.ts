import { once } from 'node:events'
import { request as ask, createServer, type IncomingHttpHeaders, type IncomingMessage } from 'node:http'
import type { AddressInfo } from 'node:net'
import { buffer } from 'node:stream/consumers'
import type { VisitAnswer } from '../../lambda/api/visits'
import { startServer } from '../../local/server'
import { temporaryFolder } from '../store/fixtures'

/** One request of a browser, with its answer. */
export interface Exchange {
  readonly method: string
  readonly path: string
  readonly headers: IncomingHttpHeaders
  readonly body: string
  readonly status: number
  readonly answerHeaders: IncomingHttpHeaders
  readonly answer: string
}

/** The API of `npm start`, in a folder of its own, seen through a server that writes down what browsers ask, preflights too. */
export interface WatchedApi {
  /** On a host of its own, `http://api.test:…`. */
  readonly url: string
  /** In the order of their answers. */
  readonly exchanges: Exchange[]
  /** Whether every request that has come in is answered. */
  isIdle(): boolean
  visitsOf(site: string, page?: string): Promise<readonly VisitAnswer[]>
  close(): Promise<void>
}

export async function startWatchedApi(sites: readonly string[]): Promise<WatchedApi> {
  const { folder: data, remove } = temporaryFolder()
  const api = await startServer({ port: 0, demoPort: 0, data, token: null, sites })
  const exchanges: Exchange[] = []
  let asked = 0
  let answered = 0
  const watch = createServer(async (request, reply) => {
    asked += 1
    const { method = '', url: path = '', headers } = request
    const sent = await buffer(request)
    const passed = ask(api.url + path, { method, headers }).end(sent)
    const [response] = (await once(passed, 'response')) as [IncomingMessage]
    const { statusCode: status = 0, headers: answerHeaders } = response
    const answer = await buffer(response)
    exchanges.push({ method, path, headers, body: `${sent}`, status, answerHeaders, answer: `${answer}` })
    reply.writeHead(status, answerHeaders).end(answer)
    answered += 1
  })
  watch.listen(0, '127.0.0.1')
  await once(watch, 'listening')
  return {
    url: `http://api.test:${(watch.address() as AddressInfo).port}`,
    exchanges,
    isIdle: () => asked === answered,
    visitsOf: async (site, page) => {
      const query = new URLSearchParams({ site, bot: 'include', ...(page !== undefined && { page }) })
      const found = await fetch(`${api.url}/visits?${query}`, {
        headers: { authorization: `Bearer ${api.token}` },
      })
      return ((await found.json()) as { visits: VisitAnswer[] }).visits
    },
    close: async () => {
      watch.closeAllConnections()
      await new Promise((resolve) => watch.close(resolve))
      await api.close()
      remove()
    },
  }
}
