import { connect as connectPlain, isIP, type Socket } from 'node:net'
import { connect as connectSecure } from 'node:tls'
import { type Reply, replyIn } from './http-reply'

export interface Post {
  /** Lines of `name: value`, without a length. */
  readonly headers: readonly string[]
  readonly body: string
  /** Milliseconds until the whole answer must be there. */
  readonly patience: number
}

/** No whole answer came. */
export class ConnectionLost extends Error {
  /**
   * @param code Node's name for what happened, or `TimeoutError`, or `Garbled`
   * @param isStale a kept-alive socket was dead before the request, which nobody has seen then
   */
  constructor(
    readonly code: string,
    readonly isStale: boolean,
    options?: ErrorOptions,
  ) {
    super(code, options)
  }
}

/** Kept-alive connections to one endpoint. */
export interface Connection {
  /** @throws Disconnected */
  post(post: Post): Promise<Reply>
  /** Ends what is under way, too. */
  close(): void
}

/** As many as the SDK has. A function in Lambda has one visit at a time, and so one. */
const maxSockets = 50

/** One request that waits for a socket or for its answer. */
interface Task {
  readonly text: string
  answer(reply: Reply): void
  fail(error: ConnectionLost): void
}

/** A socket, with what it does. */
interface Slot {
  readonly socket: Socket
  task: Task | null
  /** What has come of the answer. */
  bytes: Buffer | null
  /** Has answered before. */
  isUsed: boolean
}

/**
 * HTTP/1.1 with one request at a time on each socket. `node:http` would do it too, with 60 µs of CPU for each request
 * more than the 15 of the socket below it: most of what a warm visit costs; see bench/RESULTS.md.
 */
export function openConnection({ protocol, hostname, host, port, pathname }: URL): Connection {
  const isPlain = protocol === 'http:'
  const address = hostname.replace(/^\[|\]$/g, '') // of an IPv6 address
  const start = `POST ${pathname} HTTP/1.1\r\nhost: ${host}\r\n`
  const lines = new Set<Slot>()
  const idle: Slot[] = []
  const waiting: Task[] = []
  let session: Buffer | undefined

  function dial(): Socket {
    if (isPlain)
      return connectPlain({ host: address, port: Number(port) || 80, noDelay: true, keepAlive: true })
    const servername = isIP(address) === 0 ? address : '' // a name is not an address, RFC 6066, section 3
    const socket = connectSecure({
      host: address,
      port: Number(port) || 443,
      servername,
      session,
      ALPNProtocols: ['http/1.1'],
    })
    socket.setNoDelay(true).setKeepAlive(true)
    return socket.on('session', (ticket) => {
      session = ticket // spares the next handshake half its work
    })
  }

  function open(): Slot {
    const line: Slot = { socket: dial(), task: null, bytes: null, isUsed: false }
    lines.add(line)
    line.socket
      .on('data', (part: Buffer) => receive(line, part, false))
      .on('end', () => receive(line, null, true))
      .on('error', (error: NodeJS.ErrnoException) => drop(line, error.code ?? error.name, error))
      .on('close', () => drop(line, 'ECONNRESET'))
    return line
  }

  function receive(line: Slot, part: Buffer | null, ended: boolean): void {
    const { task } = line
    if (part !== null) line.bytes = line.bytes === null ? part : Buffer.concat([line.bytes, part])
    try {
      const reply = task === null || line.bytes === null ? null : replyIn(line.bytes, ended)
      if (task !== null && reply !== null) {
        line.task = null
        task.answer(reply)
        if (reply.isKept && !ended) release(line)
        else drop(line, 'ECONNRESET')
      } else if (ended || task === null) drop(line, 'ECONNRESET') // nobody has asked, or too little came
    } catch (error) {
      drop(line, 'Garbled', error as Error)
    }
  }

  function run(line: Slot, task: Task): void {
    line.task = task
    line.bytes = null
    line.socket.ref().write(task.text)
  }

  function release(line: Slot): void {
    line.isUsed = true
    const next = waiting.shift()
    if (next !== undefined) run(line, next)
    else {
      line.socket.unref() // an idle connection keeps no process alive
      idle.push(line)
    }
  }

  function drop(line: Slot, code: string, cause?: Error): void {
    if (!lines.delete(line)) return
    line.socket.destroy()
    const { task } = line
    if (task === null) take(idle, line)
    else {
      // What killed one socket (a pause of the function, a server that restarts) has killed its idle neighbours too.
      for (const neighbour of idle.splice(0)) drop(neighbour, code)
      task.fail(new ConnectionLost(code, line.isUsed && line.bytes === null && code !== timeout, { cause }))
    }
    const next = waiting.shift()
    if (next !== undefined) run(open(), next)
  }

  function giveUp(task: Task): void {
    const line = [...lines].find((one) => one.task === task)
    if (line !== undefined) drop(line, timeout)
    else {
      take(waiting, task)
      task.fail(new ConnectionLost(timeout, false))
    }
  }

  return {
    post: ({ headers, body, patience }) =>
      new Promise((resolve, reject) => {
        const size = Buffer.byteLength(body)
        const task: Task = {
          text: `${start}${headers.join('\r\n')}\r\ncontent-length: ${size}\r\n\r\n${body}`,
          answer(reply) {
            clearTimeout(timer)
            resolve(reply)
          },
          fail(error) {
            clearTimeout(timer)
            reject(error)
          },
        }
        const timer = setTimeout(giveUp, patience, task)
        const line = idle.pop() // the one that was used last is the likeliest to live
        if (line !== undefined) run(line, task)
        else if (lines.size < maxSockets) run(open(), task)
        else waiting.push(task)
      }),
    close() {
      for (const line of [...lines]) drop(line, 'ECONNABORTED')
    },
  }
}

const timeout = 'TimeoutError'

function take<T>(from: T[], one: T): void {
  const place = from.indexOf(one)
  if (place >= 0) from.splice(place, 1)
}
