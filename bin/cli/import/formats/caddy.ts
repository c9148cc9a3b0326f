import { asObject, headerIn, objectIn, textIn } from './json-line'
import type { LineParser } from './log-entry'
import { statusIn } from './text'
import { timeIn } from './time'

/** Caddy 2, which writes JSON: https://caddyserver.com/docs/caddyfile/directives/log */
export const caddy: LineParser = (line) => {
  const said = objectIn(line)
  const request = asObject(said?.request)
  const time = said === null ? null : timeIn(textIn(said, 'ts'))
  const status = said === null ? null : statusIn(textIn(said, 'status'))
  if (request === null || time === null || status === null) return null
  const headers = asObject(request.headers) ?? {}
  return {
    // 2.7 named the visitor behind trusted proxies; before 2.5 there was the address with its port.
    address: textIn(request, 'client_ip', 'remote_ip', 'remote_addr'),
    forwarded: headerIn(headers, 'X-Forwarded-For'),
    host: textIn(request, 'host'),
    time,
    method: textIn(request, 'method') ?? '',
    target: textIn(request, 'uri') ?? '',
    status,
    referrer: headerIn(headers, 'Referer'),
    userAgent: headerIn(headers, 'User-Agent'),
    optsOut: headerIn(headers, 'Sec-Gpc') === '1' || headerIn(headers, 'Dnt') === '1',
  }
}
