import { objectIn, textIn } from './json-line'
import type { LineParser } from './log-entry'
import { statusIn } from './text'
import { timeIn } from './time'

/**
 * Traefik, set to write JSON: https://doc.traefik.io/traefik/observability/access-logs/. It keeps only the headers that it
 * is told to keep.
 */
export const traefik: LineParser = (line) => {
  const said = objectIn(line)
  if (said === null || textIn(said, 'RequestMethod') === null) return null
  const time = timeIn(textIn(said, 'StartUTC', 'StartLocal', 'time'))
  const status = statusIn(textIn(said, 'DownstreamStatus', 'OriginStatus'))
  if (time === null || status === null) return null
  return {
    address: textIn(said, 'ClientHost', 'ClientAddr'),
    forwarded: textIn(said, 'request_X-Forwarded-For'),
    host: textIn(said, 'RequestHost', 'RequestAddr'),
    time,
    method: textIn(said, 'RequestMethod') ?? '',
    target: textIn(said, 'RequestPath') ?? '',
    status,
    referrer: textIn(said, 'request_Referer'),
    userAgent: textIn(said, 'request_User-Agent'),
    optsOut: textIn(said, 'request_Sec-Gpc') === '1' || textIn(said, 'request_Dnt') === '1',
  }
}
