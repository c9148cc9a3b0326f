/** One request that a log tells of, in whatever format. What the log does not say is null. */
export interface LogEntry {
  /** Where it came from, as written: an address, several of them, or a name. */
  readonly address: string | null
  /** `X-Forwarded-For`, as written. */
  readonly forwarded: string | null
  /** The host that was asked for, as written. */
  readonly host: string | null
  /** Milliseconds since 1970. */
  readonly time: number
  readonly method: string
  /** Path and query string, or a whole address as proxies are sent it. */
  readonly target: string
  readonly status: number
  readonly referrer: string | null
  readonly userAgent: string | null
  /** It came with `Sec-GPC: 1` or `DNT: 1`, where the log keeps these. */
  readonly optsOut: boolean
}

/**
 * Reads a line of a log, one character for each byte; null when it tells of no request in this format. Its time grows
 * with the length of the line and no faster, whatever strangers have sent.
 */
export type LineParser = (line: string) => LogEntry | null
