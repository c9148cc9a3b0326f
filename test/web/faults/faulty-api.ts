import { once } from 'node:events'
import {
  request as ask,
  createServer,
  type IncomingMessage,
  type OutgoingHttpHeaders,
  type ServerResponse,
} from 'node:http'
import type { AddressInfo } from 'node:net'
import { buffer } from 'node:stream/consumers'

/** What a browser gets instead of the API's answer; null where nothing is wrong. */
export type Fault =
  | { readonly status: number; readonly headers?: OutgoingHttpHeaders }
  /** The connection breaks once the API has recorded the message. */
  | 'answer lost'
  | null

/** Decides what happens to a message. */
export type Faults = (moment: {
  /** Messages before this one. */
  readonly earlier: number
  /** Milliseconds since the script was asked for, and since the first message. */
  readonly age: number
  readonly wait: number
}) => Fault

/** The API behind something that goes wrong with messages, and never with the script. */
export interface FaultyApi {
  readonly url: string
  /** The messages of visits that came in, in order, repetitions too. Reports of engagement pass, whatever is wrong. */
  readonly messages: readonly string[]
  /** Refuses connections for some milliseconds, and breaks those that are open. */
  refuse(milliseconds: number): Promise<void>
  close(): Promise<void>
}

export interface FaultyApiOptions {
  /** The address of a WatchedApi. */
  readonly api: string
  readonly faults?: Faults
  /** Milliseconds from the moment that a page has the script for which it can reach nothing. */
  readonly refused?: number
}

export async function startFaultyApi({ api, faults, refused = 0 }: FaultyApiOptions): Promise<FaultyApi> {
  const messages: string[] = []
  let began = 0
  let first = 0
  const server = createServer(async (request, response) => {
    const body = await buffer(request)
    if (request.url?.endsWith('/engagement')) {
      await pass(api, request, response, body)
      return
    }
    if (request.method === 'POST') {
      const now = Date.now()
      first ||= now
      const fault = faults?.({ earlier: messages.length, age: now - began, wait: now - first }) ?? null
      messages.push(String(body))
      await answer({ api, request, response, body, fault })
      return
    }
    began = Date.now()
    if (refused > 0) {
      server.close() // before the page has the script, so nothing of it comes through
      response.once('finish', () => void refuse(refused))
    }
    await pass(api, request, response, body)
  })
  const listen = async (port: number) => {
    server.listen(port, '127.0.0.1')
    await once(server, 'listening')
    return (server.address() as AddressInfo).port
  }
  const close = async () => {
    const closed = server.listening ? once(server, 'close') : null
    server.close()
    server.closeAllConnections()
    await closed
  }
  const refuse = async (milliseconds: number) => {
    await close()
    await new Promise((resolve) => setTimeout(resolve, milliseconds))
    await listen(port)
  }
  const port = await listen(0)
  return { url: `http://api.test:${port}`, messages, refuse, close }
}

interface Asked {
  readonly api: string
  readonly request: IncomingMessage
  readonly response: ServerResponse
  readonly body: Buffer
  readonly fault: Fault
}

async function answer({ api, request, response, body, fault }: Asked): Promise<void> {
  if (fault === 'answer lost') {
    await askBehind(api, request, body)
    request.socket.destroy()
  } else if (fault === null) await pass(api, request, response, body)
  else response.writeHead(fault.status, fault.headers).end()
}

async function pass(
  api: string,
  request: IncomingMessage,
  response: ServerResponse,
  body: Buffer,
): Promise<void> {
  const passed = await askBehind(api, request, body)
  response.writeHead(passed.statusCode ?? 0, passed.headers).end(await buffer(passed))
}

async function askBehind(api: string, request: IncomingMessage, body: Buffer): Promise<IncomingMessage> {
  const { method, url = '', headers } = request
  const address = api.replace('api.test', '127.0.0.1') + url // only browsers know names below .test
  const [answer] = (await once(ask(address, { method, headers }).end(body), 'response')) as [IncomingMessage]
  return answer
}
