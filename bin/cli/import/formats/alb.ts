import type { LineParser } from './log-entry'
import { known, requestOf, unescaped } from './text'
import { parseTime } from './time'

const quoted = String.raw`"([^"\\]*(?:\\.[^"\\]*)*)"`
const fields = new RegExp(
  String.raw`^(?:(?:https?|h2|grpcs|wss?) )?(\d{4}-\d\d-\d\dT\S{8,20}) \S+ (\S+) \S+ \S+ \S+ \S+ (\d{3}|-) \S+ \S+ \S+ ${quoted} ${quoted}(?: |$)`,
)

/**
 * Application Load Balancer, and the classic one, which lacks the first field:
 * https://docs.aws.amazon.com/elasticloadbalancing/latest/application/load-balancer-access-logs.html. They keep no referrer.
 */
export const alb: LineParser = (line) => {
  const [, when = '', client, status, request = '', agent] = fields.exec(line) ?? []
  const time = parseTime(when)
  if (time === null) return null
  const { method, target } = requestOf(unescaped(request))
  const userAgent = known(agent)
  return {
    address: known(client?.replace(/:\d+$/, '')),
    forwarded: null,
    host: null, // the request has the whole address
    time,
    method,
    target: method === '-' ? '' : target, // `- http://you.example:80- ` is what it could not read
    status: Number(known(status) ?? 0),
    referrer: null,
    userAgent: userAgent === null ? null : unescaped(userAgent),
    optsOut: false,
  }
}
