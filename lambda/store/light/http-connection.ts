import type { Socket } from 'node:net'
import { type Reply, replyIn } from './http-reply'
import { dialer } from './socket'

export interface Post {
  /** Lines of `name: value`, without the content's length. */
  readonly headers: readonly string[]
  readonly body: string
  /** Milliseconds until the whole answer must be there. */
  readonly timeoutMs: number
}

/** No whole answer came. */
export class ConnectionLost extends Error {
  /**
   * @param code Node's name for what happened, or `TimeoutError`, or `Garbled`
   * @param isStale a kept-alive socket was dead before the request, so nobody has seen the request
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
  /** @throws ConnectionLost */
  post(post: Post): Promise<Reply>
  /** Ends requests under way too. */
  close(): void
}

/** The SDK's own limit. A function in Lambda has one visit at a time, and so uses one socket. */
const maxSockets = 50

/** A request that waits for a socket or for its answer. */
interface Task {
  readonly text: string
  answer(reply: Reply): void
  fail(error: ConnectionLost): void
}

/** A socket and the request it is busy with. */
interface Slot {
  readonly socket: Socket
  task: Task | null
  /** The part of the answer that has arrived. */
  bytes: Buffer | null
  /** Whether it has answered before. */
  isUsed: boolean
}

/** The sockets of one endpoint, each with one request at a time. */
interface Pool {
  readonly dial: () => Socket
  readonly slots: Set<Slot>
  readonly idle: Slot[]
  readonly waiting: Task[]
}

/**
 * HTTP/1.1 with one request at a time on each socket. `node:http` would do it too, but takes 60 µs of CPU for each
 * request on top of the 15 of the socket below it: most of what a warm visit costs; see bench/RESULTS.md.
 */
export function openConnection(url: URL): Connection {
  const pool: Pool = { dial: dialer(url), slots: new Set(), idle: [], waiting: [] }
  const start = `POST ${url.pathname} HTTP/1.1\r\nhost: ${url.host}\r\n`
  return {
    post: ({ headers, body, timeoutMs }) =>
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
        const timer = setTimeout(giveUp, timeoutMs, pool, task)
        begin(pool, task)
      }),
    close() {
      for (const slot of [...pool.slots]) drop(pool, slot, 'ECONNABORTED')
    },
  }
}

function begin(pool: Pool, task: Task): void {
  const slot = pool.idle.pop() // the one used last is the likeliest to be alive
  if (slot !== undefined) run(slot, task)
  else if (pool.slots.size < maxSockets) run(open(pool), task)
  else pool.waiting.push(task)
}

function open(pool: Pool): Slot {
  const slot: Slot = { socket: pool.dial(), task: null, bytes: null, isUsed: false }
  pool.slots.add(slot)
  slot.socket
    .on('data', (part: Buffer) => receive(pool, slot, part, false))
    .on('end', () => receive(pool, slot, null, true))
    .on('error', (error: NodeJS.ErrnoException) => drop(pool, slot, error.code ?? error.name, error))
    .on('close', () => drop(pool, slot, 'ECONNRESET'))
  return slot
}

function receive(pool: Pool, slot: Slot, part: Buffer | null, ended: boolean): void {
  const { task } = slot
  if (part !== null) slot.bytes = slot.bytes === null ? part : Buffer.concat([slot.bytes, part])
  try {
    const reply = task === null || slot.bytes === null ? null : replyIn(slot.bytes, ended)
    if (task !== null && reply !== null) {
      slot.task = null
      task.answer(reply)
      if (reply.isKept && !ended) release(pool, slot)
      else drop(pool, slot, 'ECONNRESET')
    } else if (ended || task === null) drop(pool, slot, 'ECONNRESET') // nobody asked, or the answer was cut short
  } catch (error) {
    drop(pool, slot, 'Garbled', error as Error)
  }
}

function run(slot: Slot, task: Task): void {
  slot.task = task
  slot.bytes = null
  slot.socket.ref().write(task.text)
}

function release(pool: Pool, slot: Slot): void {
  slot.isUsed = true
  const next = pool.waiting.shift()
  if (next !== undefined) run(slot, next)
  else {
    slot.socket.unref() // an idle connection keeps no process alive
    pool.idle.push(slot)
  }
}

function drop(pool: Pool, slot: Slot, code: string, cause?: Error): void {
  if (!pool.slots.delete(slot)) return
  slot.socket.destroy()
  const { task } = slot
  if (task === null) take(pool.idle, slot)
  else {
    // What killed one socket (a pause of the function, a server that restarts) has killed its idle neighbours as well.
    for (const neighbour of pool.idle.splice(0)) drop(pool, neighbour, code)
    task.fail(new ConnectionLost(code, slot.isUsed && slot.bytes === null && code !== timeout, { cause }))
  }
  const next = pool.waiting.shift()
  if (next !== undefined) run(open(pool), next)
}

function giveUp(pool: Pool, task: Task): void {
  const slot = [...pool.slots].find((one) => one.task === task)
  if (slot !== undefined) drop(pool, slot, timeout)
  else {
    take(pool.waiting, task)
    task.fail(new ConnectionLost(timeout, false))
  }
}

const timeout = 'TimeoutError'

function take<T>(from: T[], one: T): void {
  const place = from.indexOf(one)
  if (place >= 0) from.splice(place, 1)
}
