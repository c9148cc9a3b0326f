import { type JsonObject, objectIn, textIn } from './json-line'
import type { LineParser } from './log-entry'
import { requestOf, statusIn } from './text'
import { timeIn } from './time'

/** What a field may be called: nginx leaves it to the owner, and most call it as the variable or nearly so. */
const names = {
  address: ['remote_addr', 'client_ip', 'remote_ip', 'clientip', 'client', 'ip'],
  forwarded: ['http_x_forwarded_for', 'x_forwarded_for', 'xff'],
  host: ['http_host', 'host', 'vhost', 'server_name'],
  time: ['time_iso8601', 'time_local', '@timestamp', 'timestamp', 'msec', 'time', 'ts'],
  status: ['status', 'status_code'],
  request: ['request'],
  method: ['request_method', 'method'],
  target: ['request_uri', 'uri', 'path', 'url'],
  query: ['args', 'query_string'],
  referrer: ['http_referer', 'http_referrer', 'referer', 'referrer'],
  userAgent: ['http_user_agent', 'user_agent', 'userAgent', 'agent'],
} as const

/** https://nginx.org/en/docs/http/ngx_http_log_module.html#log_format, with JSON in it */
export const nginxJson: LineParser = (line) => {
  const said = objectIn(line)
  if (said === null) return null
  const time = timeIn(textIn(said, ...names.time))
  const status = statusIn(textIn(said, ...names.status))
  const asked = requestIn(said)
  if (time === null || status === null || asked === null) return null
  return {
    address: textIn(said, ...names.address),
    forwarded: textIn(said, ...names.forwarded),
    host: hostIn(said),
    time,
    ...asked,
    status,
    referrer: textIn(said, ...names.referrer),
    userAgent: textIn(said, ...names.userAgent),
    optsOut: textIn(said, 'http_sec_gpc') === '1' || textIn(said, 'http_dnt') === '1',
  }
}

/** The target from the request line, or else from its parts; `$uri` alone lacks the query string. */
function requestIn(said: JsonObject): { method: string; target: string } | null {
  const request = textIn(said, ...names.request)
  if (request !== null) return requestOf(request)
  const method = textIn(said, ...names.method)
  const target = textIn(said, ...names.target)
  const query = textIn(said, ...names.query)
  if (method === null || target === null) return null
  return { method, target: query === null || target.includes('?') ? target : `${target}?${query}` }
}

/** `server_name _` is nginx's way of saying any host; a word without a dot is a machine's name. */
function hostIn(said: JsonObject): string | null {
  const host = textIn(said, ...names.host)
  return host !== null && /[.:]/.test(host) ? host : null
}
