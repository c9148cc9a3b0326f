import { randomInt } from 'node:crypto'
import { once } from 'node:events'
import { connect, createServer } from 'node:net'

/** Where an engine listens. */
export interface EngineAddress {
  readonly host: string
  readonly port: number
}

/**
 * An address of this machine that nobody else can guess. dynoxide answers whoever reaches it, with CORS `*`, and knows
 * neither a Unix socket nor a password. A web page can reach 127.0.0.1 and try its ports in seconds; it cannot find one
 * of 2^24 addresses and 2^16 ports, as each try tells nothing about the others: Chromium, which made 350 tries a second on
 * two busy cores, would need decades. Only Linux has all of 127.0.0.0/8; elsewhere dynalite's access key does it alone.
 */
export async function freeAddress(): Promise<EngineAddress> {
  const host = process.platform === 'linux' ? loopbackHost() : '127.0.0.1'
  for (;;) {
    const address = { host, port: randomInt(1024, 65_536) }
    if (await isFree(address)) return address
  }
}

/** 127.0.… is left out because others listen there, and 127.255.… because its last address is for broadcasts. */
const loopbackHost = () => `127.${randomInt(1, 255)}.${randomInt(256)}.${randomInt(256)}`

function isFree({ host, port }: EngineAddress): Promise<boolean> {
  const server = createServer()
  return once(server.listen(port, host), 'listening').then(
    () => new Promise((resolve) => server.close(() => resolve(true))),
    (error: NodeJS.ErrnoException) => {
      if (error.code === 'EADDRINUSE') return false
      throw error
    },
  )
}

/** Whether somebody listens there. */
export function answers({ host, port }: EngineAddress): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect(port, host)
    socket.once('connect', () => resolve(true)).once('error', () => resolve(false))
    socket.once('connect', () => socket.destroy())
  })
}
