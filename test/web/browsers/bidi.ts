import { once } from 'node:events'
import WebSocket from 'ws'

/** A session of WebDriver BiDi, https://www.w3.org/TR/webdriver-bidi. */
export interface BidiSession {
  /** @throws Error with what the browser says against the command */
  send<T = unknown>(method: string, params?: object): Promise<T>
  onEvent(method: string, tell: (params: never) => void): void
}

interface Reply {
  readonly id?: number
  readonly method?: string
  readonly params?: unknown
  readonly result?: unknown
  readonly error?: string
  readonly message?: string
}

/** @param address as Firefox writes it to its standard error */
export async function openSession(address: string): Promise<BidiSession> {
  const socket = new WebSocket(`${address}/session`)
  const waiting = new Map<number, (reply: Reply) => void>()
  const tellers = new Map<string, (params: never) => void>()
  let sent = 0
  socket.on('message', (data) => {
    const reply = JSON.parse(String(data)) as Reply
    if (reply.method !== undefined) tellers.get(reply.method)?.(reply.params as never)
    else waiting.get(reply.id ?? 0)?.(reply)
  })
  const send = async <T>(method: string, params: object = {}): Promise<T> => {
    sent += 1
    const answered = new Promise<Reply>((resolve) => waiting.set(sent, resolve))
    socket.send(JSON.stringify({ id: sent, method, params }))
    const { result, error, message } = await answered
    if (error !== undefined) throw new Error(`${method}: ${error}: ${message}`)
    return result as T
  }
  await once(socket, 'open')
  await send('session.new', { capabilities: {} })
  return { send, onEvent: (method, tell) => tellers.set(method, tell) }
}
