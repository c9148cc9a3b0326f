import type { LogEntry } from './log-entry'
import { statusIn, utf8 } from './text'
import { parseTime } from './time'
import { type Fields, w3c } from './w3c'

/** IIS, in its own default format: https://learn.microsoft.com/en-us/windows/win32/http/w3c-logging */
export const iis = () => w3c(' ', entryOf)

function entryOf(fields: Fields): LogEntry | null {
  const time = parseTime(`${fields('date')}T${fields('time')}Z`) // it writes UTC
  const status = statusIn(fields('sc-status'))
  const path = fields('cs-uri-stem')
  if (time === null || status === null || path === null) return null
  const query = fields('cs-uri-query')
  return {
    address: fields('c-ip'),
    forwarded: fields('x-forwarded-for') ?? fields('cs(x-forwarded-for)'),
    host: fields('cs-host') ?? fields('cs(host)'),
    time,
    method: fields('cs-method') ?? '',
    target: utf8(query === null ? path : `${path}?${query}`),
    status,
    referrer: spoken(fields('cs(referer)')),
    userAgent: spoken(fields('cs(user-agent)')?.replaceAll('+', ' ') ?? null), // a blank would end the field
    optsOut: false,
  }
}

const spoken = (text: string | null): string | null => (text === null ? null : utf8(text))
