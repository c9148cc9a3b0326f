import { lookup as lookUpName } from 'node:dns'
import type { ClientRequest, IncomingMessage } from 'node:http'
import { isIP, type LookupFunction } from 'node:net'
import { urlToHttpOptions } from 'node:url'
import { isReachable, type Reach } from './reachable-address'

/** Milliseconds that all of a request may take, from the look-up of the host to the end of the answer. */
const longestMs = 5000

/** Bytes of an answer that are read. */
const largest = 64 * 1024

export interface Post {
  readonly url: string
  readonly headers: Readonly<Record<string, string>>
  readonly body: string
}

export interface PostAnswer {
  readonly status: number
  /** The beginning of the body, a stranger's text. */
  readonly text: string
  /** Whether the body had no end within the time. */
  readonly isEndless: boolean
}

/** @throws Error in words, when the host may not be reached or does not answer */
export type SendPost = (post: Post) => Promise<PostAnswer>

export interface GuardParts {
  /** Whether a receiver on this machine may be called, without TLS too: under `npm start` alone. */
  readonly allowLoopback: boolean
  readonly lookup?: typeof lookUpName
  readonly timeoutMs?: number
}

/**
 * Posts to hosts of the public internet alone. Addresses are checked in the look-up that the connection itself makes, so a
 * name cannot lead elsewhere after it was checked. No redirect is followed, and no proxy of the environment used.
 */
export function guardedPost(parts: GuardParts): SendPost {
  const { allowLoopback, lookup = lookUpName, timeoutMs = longestMs } = parts
  return async ({ url, headers, body }) => {
    const target = new URL(url)
    const reach = { isEncrypted: target.protocol === 'https:', allowLoopback }
    const host = target.hostname.replace(/^\[(.*)\]$/, '$1')
    if (isIP(host) !== 0 && !isReachable(host, reach)) throw new Error(`${host} ${unreachable}`)
    if (!reach.isEncrypted && !allowLoopback) throw new Error(`${host} is to be called by https alone`)
    const { request } = await (reach.isEncrypted ? import('node:https') : import('node:http')) // few functions need them
    return answerTo(
      request({
        ...urlToHttpOptions(target),
        method: 'POST',
        headers: { ...headers, 'content-length': Buffer.byteLength(body), 'accept-encoding': 'identity' },
        agent: false,
        lookup: guardedLookup(lookup, reach),
      }),
      { body, timeoutMs },
    )
  }
}

const unreachable = 'is no address of the public internet, and is not called'

/** Looks a name up for a connection. One address that may not be reached spoils all: the name is not to be trusted. */
function guardedLookup(lookup: typeof lookUpName, reach: Reach): LookupFunction {
  return (name, options, done) =>
    lookup(name, { ...options, all: true }, (error, found) => {
      const hidden = found?.find(({ address }) => !isReachable(address, reach))
      const [first] = found ?? []
      if (error !== null) done(error, [])
      else if (hidden !== undefined)
        done(new Error(`${name} leads to ${hidden.address}, which ${unreachable}`), [])
      else if (first === undefined) done(new Error(`${name} has no address`), [])
      else if (options.all) done(null, found)
      else done(null, first.address, first.family)
    })
}

/** A status that has come is an answer, whatever becomes of its body. */
function answerTo(
  asked: ClientRequest,
  { body, timeoutMs }: { readonly body: string; readonly timeoutMs: number },
): Promise<PostAnswer> {
  return new Promise((resolve, reject) => {
    let [isAnswered, isLate] = [false, false]
    const timer = setTimeout(() => {
      isLate = true
      asked.destroy(new Error(`there was no answer within ${timeoutMs / 1000} s`))
    }, timeoutMs)
    asked.on('response', async (response) => {
      isAnswered = true
      const text = await beginningOf(response)
      resolve({ status: response.statusCode ?? 0, text, isEndless: isLate })
    })
    asked.on('error', (error) => isAnswered || reject(error))
    asked.on('close', () => {
      clearTimeout(timer)
      if (!isAnswered) reject(new Error('the connection was closed without an answer')) // a protocol was switched to
    })
    asked.end(body)
  })
}

function beginningOf(response: IncomingMessage): Promise<string> {
  return new Promise((resolve) => {
    const chunks: Buffer[] = []
    let size = 0
    response.on('data', (chunk: Buffer) => {
      chunks.push(chunk)
      size += chunk.length
      if (size >= largest) response.destroy()
    })
    response.on('error', () => {}) // cut off: what has come is all there is
    response.on('close', () => resolve(Buffer.concat(chunks).subarray(0, largest).toString()))
  })
}
