import { createHash } from 'node:crypto'
import { open as openFile } from 'node:fs/promises'
import { pipeline } from 'node:stream/promises'
import { printable } from '../../lambda/domain/printable'
import { Failure, wrongUsage } from '../cli/failure'
import { progressBar } from '../cli/terminal/progress'

/** How much of a server is put up with. */
export interface Patience {
  /** Milliseconds without a byte. */
  readonly silent: number
  /** Milliseconds for one file, from the first request on. */
  readonly whole: number
  /** Bytes of one file; the largest has 21 MB. */
  readonly bytes: number
}

export const patience: Patience = { silent: 30_000, whole: 30 * 60_000, bytes: 150e6 }

const mostRedirects = 5

/** An answer that has begun: its headers are there, its body is not. */
export interface Opened {
  readonly url: string
  /** When the file was made, by the word of the server; null where it does not say. */
  readonly modified: Date | null
  readonly response: Response
  /** Rearms what ends it when nothing comes for too long. */
  alive(): void
  /** Ends its clocks, and the connection where it is still open. */
  close(): void
}

/** Only https may be asked, and this machine. @throws Failure of wrong usage */
export function checkedUrl(text: string): URL {
  if (!URL.canParse(text)) throw wrongUsage(`"${text}" is no address; expected https://…`)
  const url = new URL(text)
  if (!mayAsk(url)) throw wrongUsage(`${text}: only https is asked, and http on this machine`)
  return url
}

const mayAsk = ({ protocol, hostname }: URL): boolean =>
  protocol === 'https:' || (protocol === 'http:' && ['127.0.0.1', 'localhost', '[::1]'].includes(hostname))

/**
 * Asks for a file, through at most five redirects, none of which leads from https to http.
 * @returns null where there is none (404)
 * @throws Failure when it cannot be had
 */
export async function open(
  url: string,
  limits: Patience = patience,
  ended?: AbortSignal,
): Promise<Opened | null> {
  const clocks = clocksOf(url, limits)
  const signal = ended === undefined ? clocks.signal : AbortSignal.any([clocks.signal, ended])
  try {
    const response = await follow(checkedUrl(url), signal)
    if (response.status === 404) {
      clocks.stop()
      return null
    }
    if (response.status !== 200) throw new Failure(`${url} answers ${response.status}, expected 200`)
    return { url, modified: modifiedOf(response), response, alive: clocks.alive, close: clocks.stop }
  } catch (error) {
    clocks.stop()
    throw failureOf(error, url)
  }
}

async function follow(first: URL, signal: AbortSignal): Promise<Response> {
  let url = first
  for (let redirects = 0; redirects <= mostRedirects; redirects++) {
    const headers = { 'accept-encoding': 'identity', 'user-agent': 'visitbook' }
    const response = await fetch(url, { redirect: 'manual', headers, signal })
    const location = response.headers.get('location')
    if (response.status < 300 || response.status > 399 || location === null) return response
    await response.body?.cancel()
    url = redirected(url, location)
  }
  throw new Failure(`${first} redirects more than ${mostRedirects} times`)
}

function redirected(from: URL, location: string): URL {
  const to = URL.canParse(location, from.href) ? new URL(location, from) : null
  if (to === null || !mayAsk(to) || (from.protocol === 'https:' && to.protocol !== 'https:')) {
    throw new Failure(`${from} redirects to ${printable(location).slice(0, 200)}, which is not https`)
  }
  return to
}

/** Two clocks: one that is rearmed by each byte, one for the whole. */
function clocksOf(url: string, { silent, whole }: Patience) {
  const controller = new AbortController()
  const end = (why: string) => () => controller.abort(new Failure(`${url} ${why}`))
  const late = setTimeout(end(`takes longer than ${whole / 1000} s`), whole)
  const quiet = setTimeout(end(`says nothing for ${silent / 1000} s`), silent)
  return {
    signal: controller.signal,
    alive: () => void quiet.refresh(),
    stop() {
      clearTimeout(late)
      clearTimeout(quiet)
      controller.abort()
    },
  }
}

function modifiedOf({ headers }: Response): Date | null {
  const time = Date.parse(headers.get('last-modified') ?? '')
  return Number.isNaN(time) ? null : new Date(time)
}

/** Writes the body into a file, with its progress at a terminal. @returns the SHA-256 of what was written, as hex */
export async function save(opened: Opened, file: string, limits: Patience = patience): Promise<string> {
  const hash = createHash('sha256')
  const name = opened.url.split('/').at(-1)
  const told = lengthOf(opened)
  const bar = await progressBar(`${name} {bar} {percentage}% of ${(told / 1e6).toFixed(1)} MB`, told)
  try {
    let bytes = 0
    async function* watched(): AsyncGenerator<Uint8Array> {
      for await (const chunk of bytesOf(opened, limits)) {
        hash.update(chunk)
        bytes += chunk.length
        bar.update(bytes)
        yield chunk
      }
    }
    const target = await openFile(file, 'w') // first, so that a failure never creates it after it was cleared away
    await pipeline(watched, target.createWriteStream())
    return hash.digest('hex')
  } finally {
    bar.stop()
  }
}

/** The body as text. */
export async function textOf(opened: Opened, limits: Patience): Promise<string> {
  const chunks: Uint8Array[] = []
  for await (const chunk of bytesOf(opened, limits)) chunks.push(chunk)
  return Buffer.concat(chunks).toString()
}

/** The body, as long as it comes and is whole. @throws Failure when it is cut off, falls silent or is too large */
async function* bytesOf(opened: Opened, limits: Patience): AsyncGenerator<Uint8Array> {
  const { url, response } = opened
  const told = lengthOf(opened)
  let bytes = 0
  try {
    if (told > limits.bytes) throw tooLarge(url, limits)
    for await (const chunk of response.body ?? []) {
      opened.alive()
      bytes += chunk.length
      if (bytes > limits.bytes) throw tooLarge(url, limits)
      yield chunk
    }
    if (bytes < told) throw new Failure(`${url} was cut off after ${bytes} of ${told} bytes`)
  } catch (error) {
    throw failureOf(error, url)
  } finally {
    opened.close()
  }
}

/** How many bytes the server tells; 0 where it does not. */
const lengthOf = ({ response }: Opened): number => Number(response.headers.get('content-length') ?? 0)

const tooLarge = (url: string, { bytes }: Patience): Failure =>
  new Failure(`${url} is larger than ${bytes / 1e6} MB`)

/** Says of which address something failed, and why as far as the cause tells. */
function failureOf(error: unknown, url: string): Failure {
  if (error instanceof Failure) return error
  const { message, cause } = error as Error
  const why = cause instanceof Error ? `${message}: ${cause.message}` : message
  return new Failure(`${url} cannot be had, or was cut off (${why})`, undefined, { cause: error })
}
