/** A whole answer over HTTP/1.1. */
export interface Reply {
  readonly status: number
  /** The server's clock, from its `Date` header. */
  readonly date: string | undefined
  readonly body: string
  /** The type of an error, from the `x-amzn-errortype` header. */
  readonly errorType: string | undefined
  /** Whether the connection may be used again. */
  readonly isKept: boolean
}

/** The bytes received are no answer over HTTP/1.1. */
class BadResponse extends Error {
  override readonly name = 'Garbled'
}

/** Our items are under 1 KB: an answer larger than this is not from DynamoDB. */
const maxBytes = 1 << 20

const statusLine = /^HTTP\/1\.[01] (\d{3})[ \r]/
const length = /\r\ncontent-length:[ \t]*(\d+)[ \t]*\r\n/i
const chunked = /\r\ntransfer-encoding:[^\r]*\bchunked[ \t]*\r\n/i
const closing = /\r\nconnection:[ \t]*close[ \t]*\r\n/i
const typed = /\r\nx-amzn-errortype:[ \t]*([^\r]*)\r\n/i
const dated = /\r\ndate:[ \t]*([^\r]+)\r\n/i

/**
 * Returns the answer that begins with these bytes; null until all of it is there. DynamoDB states the length; an answer
 * in chunks, or one that ends with the connection, is from a proxy or a stand-in for DynamoDB.
 *
 * @param ended whether nothing more will come
 * @throws BadResponse
 */
export function replyIn(bytes: Buffer, ended: boolean): Reply | null {
  if (bytes.length > maxBytes) throw new BadResponse(`more than ${maxBytes} bytes`)
  const end = bytes.indexOf('\r\n\r\n')
  if (end < 0) return startsWell(bytes)
  const head = bytes.toString('latin1', 0, end + 2)
  const status = Number(statusLine.exec(head)?.[1])
  if (Number.isNaN(status)) throw new BadResponse('no status line of HTTP/1.1')
  const rest = bytes.subarray(end + 4)
  if (status < 200) return replyIn(rest, ended) // an interim answer; the final one follows
  const said = length.exec(head)?.[1]
  const reply = (body: string, isDelimited: boolean): Reply => ({
    status,
    date: dated.exec(head)?.[1],
    body,
    errorType: status < 300 ? undefined : typed.exec(head)?.[1],
    isKept: isDelimited && head.startsWith('HTTP/1.1') && !closing.test(head),
  })
  if (chunked.test(head)) {
    const body = chunksIn(rest)
    return body === null ? null : reply(body, true)
  }
  if (said !== undefined) {
    const size = Number(said)
    if (rest.length < size) return null
    return reply(rest.toString('utf8', 0, size), rest.length === size)
  }
  return ended ? reply(rest.toString(), false) : null
}

function startsWell(bytes: Buffer): null {
  const start = bytes.toString('latin1', 0, 7)
  if (start !== 'HTTP/1.'.slice(0, start.length)) throw new BadResponse('no status line of HTTP/1.1')
  return null
}

/** Returns what the chunks hold; null until the last one is there. @throws BadResponse */
function chunksIn(bytes: Buffer): string | null {
  const parts: Buffer[] = []
  for (let at = 0; ; ) {
    const end = bytes.indexOf('\r\n', at)
    if (end < 0) return null
    const size = Number.parseInt(bytes.toString('latin1', at, end), 16)
    if (!(size >= 0)) throw new BadResponse('a chunk without a size')
    const next = end + 2 + size + 2
    if (bytes.length < next) return null
    if (size === 0) return Buffer.concat(parts).toString()
    parts.push(bytes.subarray(end + 2, end + 2 + size))
    at = next
  }
}
