import { once } from 'node:events'
import { request as ask, createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { buffer } from 'node:stream/consumers'

/** What a browser gets instead of the API's answer. */
export type Fault =
  | { readonly status: number; readonly headers?: Record<string, string>; readonly body: string }
  /** The connection breaks before the answer. */
  | 'refused'
  /** It breaks in the middle of the answer. */
  | 'cut'
  /** The answer begins, and never ends. */
  | 'endless'

/** The API behind something that goes wrong with its answers, but never with the dashboard itself. */
export interface FaultProxy {
  readonly url: string
  /** The paths asked for since the last `break`. */
  readonly asked: string[]
  /** Lets each request whose path matches go wrong from now on. */
  break(fault: Fault, paths?: RegExp): void
  mend(): void
  /** Whether everything is answered, as far as it ever will be. */
  isIdle(): boolean
  close(): Promise<void>
}

export async function startFaultProxy(api: string): Promise<FaultProxy> {
  const asked: string[] = []
  let underWay = 0
  let fault: Fault | null = null
  let broken = /./
  const server = createServer(async (request, response) => {
    underWay++
    const { url = '' } = request
    const isPage = /^\/(\?|$)/.test(url)
    if (!isPage) asked.push(url)
    const passed = await pass(api, request)
    if (isPage || fault === null || !broken.test(url)) {
      response.writeHead(passed.statusCode ?? 0, passed.headers).end(await buffer(passed))
    } else goWrong(fault, response, passed)
    underWay--
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    asked,
    break(now, paths = /./) {
      asked.length = 0
      fault = now
      broken = paths
    },
    mend() {
      fault = null
    },
    isIdle: () => underWay === 0,
    async close() {
      server.closeAllConnections()
      server.close()
      await once(server, 'close')
    },
  }
}

async function pass(api: string, request: IncomingMessage): Promise<IncomingMessage> {
  const { method, url, headers } = request
  const passed = ask(api + url, { method, headers }).end(await buffer(request))
  const [answer] = (await once(passed, 'response')) as [IncomingMessage]
  return answer
}

function goWrong(fault: Fault, response: ServerResponse, passed: IncomingMessage): void {
  passed.resume()
  if (fault === 'refused') response.socket?.destroy()
  else if (typeof fault === 'object') response.writeHead(fault.status, fault.headers).end(fault.body)
  else {
    response.writeHead(200, { 'content-type': 'application/json' }).write('{"sites":[')
    if (fault === 'cut') setTimeout(() => response.socket?.destroy(), 20)
  }
}
