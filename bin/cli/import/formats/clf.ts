import { addressIn } from '../log-address'
import type { LineParser } from './log-entry'
import { known, requestOf, unescaped } from './text'
import { parseTime } from './time'

/** The texts in it are disjoint, so that there is one way to read a line, and a line that fits none fails at once. */
const quoted = String.raw`"([^"\\]*(?:\\.[^"\\]*)*)"`
const stamp = /\[(\d{2,4}[/-][^\][]{15,34})\] +(?=")/
const answered = String.raw`${quoted} +(\d{3}) +(?:\d+|-)`
/** nginx users like to add fields after referrer and agent; the first is usually `X-Forwarded-For`. */
const combined = new RegExp(`${answered} +(?:${quoted}|-) +(?:${quoted}|-)(?: +${quoted})?(?= |$)`, 'y')
/** A quoted text that follows would be a referrer, in a line that was cut short. */
const common = new RegExp(`${answered}(?= *$| +[^" ])`, 'y')

export interface ClfVariant {
  /** The line begins with the host that was asked for. */
  readonly host: boolean
  /** It has referrer and user agent. */
  readonly agent: boolean
}

/**
 * The log formats of Apache and all who write as it does: https://httpd.apache.org/docs/2.4/logs.html#accesslog. So do
 * nginx, Traefik (unless it writes JSON), Varnish, lighttpd; not all of them have an ident, some write milliseconds or
 * ISO 8601.
 */
export function clf({ host, agent }: ClfVariant): LineParser {
  const head = host ? headWithHost : plainHead
  const tail = agent ? combined : common
  return (line) => {
    const when = stamp.exec(line)
    if (when === null) return null
    tail.lastIndex = when.index + when[0].length
    const found = tail.exec(line)
    const time = found === null ? null : parseTime(when[1] as string)
    const from = time === null ? null : head(line.slice(0, when.index).trimEnd())
    if (found === null || time === null || from === null) return null
    const { method, target } = requestOf(unescaped(found[1] as string))
    return {
      address: from.address,
      host: from.host,
      time,
      method,
      target,
      status: Number(found[2]),
      referrer: text(found[3]),
      userAgent: text(found[4]),
      forwarded: text(found[5]),
      optsOut: false,
    }
  }
}

const text = (field: string | undefined): string | null => {
  const said = known(field)
  return said === null ? null : unescaped(said)
}

/** The most words before the time that are looked at: addresses of proxies, ident and user. */
const mostWords = 32

/** Who asked, and for which host: what stands before the time. Null when it is of another variant. */
type Head = (text: string) => { address: string | null; host: string | null } | null

/** `203.0.113.7 - ada`, `203.0.113.7, 198.51.100.1 - -`, `- 203.0.113.7 - -`, or `203.0.113.7 you.example -` (lighttpd). */
const plainHead: Head = (text) => {
  const end = text.indexOf(' ')
  if (end > 0 && text.startsWith(' - ', end)) return byItself(text.slice(0, end))
  const words = text.split(/ +/, mostWords)
  const from = words[0] === '-' ? 1 : 0
  const to = endOfAddresses(words, from)
  if (to > from) return { address: words.slice(from, to).join(' '), host: hostIn(words[to]) }
  return from === 1 || addressIn(words[1] ?? '') === null ? byItself(words[0] as string) : null
}

function endOfAddresses(words: readonly string[], from: number): number {
  const end = words.findIndex((word, at) => at >= from && addressIn(word) === null)
  return end < 0 ? words.length : end
}

/** An address or the name of a client; a name with a port is a host that was asked for. */
const byItself = (word: string) =>
  /:\d+$/.test(word) && addressIn(word) === null ? null : { address: known(word), host: null }

/** `you.example:443 203.0.113.7 - -` */
const headWithHost: Head = (text) => {
  const words = text.split(/ +/, mostWords)
  const [host = '', client = ''] = words
  const to = endOfAddresses(words, 1)
  if (!isHost(host) || words.length < 3) return null
  if (to > 1) return { host, address: words.slice(1, to).join(' ') }
  const isNamed = client.includes('.') || (client === '-' && host.includes(':')) // or else it is an ident
  return isNamed ? { host, address: known(client) } : null
}

const isHost = (word: string): boolean => /^\w[\w.-]*(?::\d+)?$|^\[[\da-fA-F:]+\](?::\d+)?$/.test(word)

/** lighttpd writes the host in place of the ident, which nobody has. */
const hostIn = (word: string | undefined): string | null =>
  word !== undefined && isHost(word) && /[.:]/.test(word) ? word : null
