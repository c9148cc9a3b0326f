import { execFileSync } from 'node:child_process'
import { once } from 'node:events'
import { Agent, request as ask, type IncomingMessage } from 'node:http'
import { createServer } from 'node:https'
import type { AddressInfo } from 'node:net'
import { buffer } from 'node:stream/consumers'
import { setTimeout as sleep } from 'node:timers/promises'

/** A server over TLS in front of one without, so that whoever speaks to it pays for handshake and encryption. */
export interface TlsProxy {
  readonly endpoint: string
  close(): Promise<void>
}

/**
 * @param pem its key and certificate
 * @param answerMs after which an answer begins, at the earliest
 */
export async function startTlsProxy(endpoint: string, pem: string, answerMs: number): Promise<TlsProxy> {
  const agent = new Agent({ keepAlive: true })
  const server = createServer({ key: pem, cert: pem }, async (incoming, outgoing) => {
    const atEarliest = sleep(answerMs)
    const { method, url = '/', headers } = incoming
    const passed = ask(new URL(url, endpoint), { method, headers, agent }).end(await buffer(incoming))
    const [response] = (await once(passed, 'response')) as [IncomingMessage]
    const body = await buffer(response)
    await atEarliest
    outgoing.writeHead(response.statusCode ?? 502, response.headers).end(body)
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  return {
    endpoint: `https://127.0.0.1:${(server.address() as AddressInfo).port}`,
    close: async () => {
      agent.destroy()
      server.closeAllConnections()
      await new Promise((resolve) => server.close(resolve))
    },
  }
}

/** A key and a certificate, made anew: RSA of 2,048 bits, as DynamoDB's own. @throws Error when there is no openssl */
export function selfSigned(): string {
  const made = [
    '-x509',
    '-newkey',
    'rsa:2048',
    '-nodes',
    '-keyout',
    '-',
    '-days',
    '2',
    '-subj',
    '/CN=localhost',
  ]
  return execFileSync('openssl', ['req', ...made], { encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] })
}
