import { once } from 'node:events'
import { createServer, type IncomingMessage, request, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'

/** What happens to a request instead of its being passed on, or after it was; see `faults`. */
export type Fault = (
  asked: IncomingMessage,
  response: ServerResponse,
  pass: () => Promise<Passed>,
) => void | Promise<void>

/** The engine's answer. */
export interface Passed {
  readonly status: number
  readonly headers: Record<string, string>
  readonly body: string
}

/** A database on this machine, by way of a proxy that can be told what goes wrong. */
export interface FaultyProxy {
  readonly url: string
  /** The operations that were asked for, in order. */
  readonly seen: string[]
  /** What happens to the next request; null when nothing does. */
  next: (operation: string) => Fault | null
  close(): Promise<void>
}

export async function faultyProxy(endpoint: string): Promise<FaultyProxy> {
  const { hostname, port } = new URL(endpoint)
  const server = createServer(async (asked, response) => {
    const operation = String(asked.headers['x-amz-target']).replace(/^.*\./, '')
    proxy.seen.push(operation)
    const body = await textOf(asked)
    const pass = () => passed({ hostname, port, headers: asked.headers as Record<string, string>, body })
    const fault = proxy.next(operation)
    if (fault !== null) return fault(asked, response, pass)
    const { status, headers, body: answer } = await pass()
    response.writeHead(status, headers).end(answer)
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  const proxy: FaultyProxy = {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    seen: [],
    next: () => null,
    close: async () => {
      server.closeAllConnections()
      await new Promise((resolve) => server.close(resolve))
    },
  }
  return proxy
}

interface Passing {
  readonly hostname: string
  readonly port: string
  readonly headers: Record<string, string>
  readonly body: string
}

async function passed({ hostname, port, headers, body }: Passing): Promise<Passed> {
  const asked = request({ hostname, port, method: 'POST', headers })
  asked.end(body)
  const [answer] = (await once(asked, 'response')) as [IncomingMessage]
  return {
    status: answer.statusCode ?? 0,
    headers: { 'content-type': String(answer.headers['content-type']) },
    body: await textOf(answer),
  }
}

async function textOf(message: IncomingMessage): Promise<string> {
  const parts: Buffer[] = []
  for await (const part of message) parts.push(part)
  return Buffer.concat(parts).toString()
}

const type = 'application/x-amz-json-1.0'
const refusal = (status: number, name: string, headers: Record<string, string> = {}): Fault => {
  const body = JSON.stringify({ __type: `com.amazonaws.dynamodb.v20120810#${name}`, message: name })
  return (_, response) => {
    response.writeHead(status, { 'content-type': type, ...headers }).end(body)
  }
}

/** What can go wrong between us and DynamoDB. */
export const faults = {
  throttled: refusal(400, 'ProvisionedThroughputExceededException'),
  failed: refusal(500, 'InternalServerError'),
  refusal,
  html:
    (status: number): Fault =>
    (_, response) => {
      response.writeHead(status, { 'content-type': 'text/html' }).end('<h1>busy</h1>')
    },
  closed: ((asked) => {
    asked.socket.destroy()
  }) as Fault,
  /** It is done, and the answer breaks off. */
  cut: (async (asked, response, pass) => {
    const { status, headers, body } = await pass()
    response.writeHead(status, { ...headers, 'content-length': body.length + 10 })
    response.write(body, () => asked.socket.destroy())
  }) as Fault,
  /** The same without a database behind it. */
  begun: ((asked, response) => {
    response.writeHead(200, { 'content-type': type, 'content-length': 1000 })
    response.write('{"Item":', () => asked.socket.destroy())
  }) as Fault,
  stalled: ((_, response) => {
    response.writeHead(200, { 'content-type': type, 'content-length': 1000 }).write('{"Item":')
  }) as Fault,
  silent: (() => {}) as Fault,
  late:
    (milliseconds: number): Fault =>
    async (_, response, pass) => {
      const answer = await pass()
      setTimeout(
        () => response.writeHead(answer.status, answer.headers).end(answer.body),
        milliseconds,
      ).unref()
    },
} as const
