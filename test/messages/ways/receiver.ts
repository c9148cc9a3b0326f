import type { AddressInfo } from 'node:net'
import { createServer, type Socket } from 'node:net'

/** What a receiver does once a request has come. */
type Act = (socket: Socket) => void

export interface Receiver {
  readonly url: string
  /** How many connections came. */
  readonly connections: () => number
  close(): void
}

/** A receiver that answers byte by byte what it is told to. */
export async function receiver(act: Act): Promise<Receiver> {
  const sockets = new Set<Socket>()
  let connections = 0
  const server = createServer((socket) => {
    connections += 1
    sockets.add(socket)
    socket.on('error', () => {})
    socket.once('data', () => act(socket))
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  return {
    url: `http://localhost:${(server.address() as AddressInfo).port}/hook`,
    connections: () => connections,
    close() {
      for (const socket of sockets) socket.destroy()
      server.close()
    },
  }
}

export const answer = (status: string, body = '', headers: readonly string[] = []): string =>
  [`HTTP/1.1 ${status}`, `Content-Length: ${Buffer.byteLength(body)}`, ...headers, '', body].join('\r\n')

/** Sends a text a byte at a time. */
export function drip(socket: Socket, text: string, ms: number): void {
  const bytes = [...text]
  const timer = setInterval(() => {
    const byte = bytes.shift()
    if (byte === undefined || !socket.writable) clearInterval(timer)
    else socket.write(byte)
  }, ms)
  timer.unref()
}
