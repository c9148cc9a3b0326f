import type { LogEntry } from './log-entry'
import { percentDecoded, statusIn } from './text'
import { parseTime } from './time'
import { type Fields, w3c } from './w3c'

/** The columns until 2019; later ones come after these. */
const columns =
  'date time x-edge-location sc-bytes c-ip cs-method cs(host) cs-uri-stem sc-status cs(referer) cs(user-agent) cs-uri-query cs(cookie) x-edge-result-type x-edge-request-id x-host-header'

/** https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/standard-logs-reference.html */
export const cloudfront = () => w3c('\t', entryOf, columns.split(' '))

function entryOf(fields: Fields): LogEntry | null {
  const time = parseTime(`${fields('date')}T${fields('time')}Z`)
  const status = statusIn(fields('sc-status'))
  const path = fields('cs-uri-stem')
  if (time === null || status === null || path === null) return null
  const query = fields('cs-uri-query')
  const referrer = fields('cs(referer)')
  return {
    address: fields('c-ip'),
    forwarded: decoded(fields('x-forwarded-for')),
    host: fields('x-host-header'), // cs(Host) is the distribution’s own name
    time,
    method: fields('cs-method') ?? '',
    target: onceEncoded(query === null ? path : `${path}?${query}`),
    status,
    referrer: referrer === null ? null : onceEncoded(referrer),
    userAgent: decoded(fields('cs(user-agent)')),
    optsOut: false,
  }
}

/** CloudFront encodes every value, even the % of what is encoded already: `/caf%25C3%25A9` was `/caf%C3%A9`. */
const onceEncoded = (text: string): string => text.replace(/%25(?=[0-9a-fA-F]{2})/g, '%')

/** CloudFront encodes the blanks of headers; for years it did so twice. */
function decoded(header: string | null): string | null {
  if (header === null) return null
  const once = percentDecoded(header)
  return once.includes('%20') ? percentDecoded(once) : once
}
