import type { LogEntry } from '../../../../bin/cli/import/formats/log-entry'
import { formatOfLines, parsers } from '../../../../bin/cli/import/formats/log-format'
import { type FormatName, formatNames } from '../../../../bin/cli/import/import-choices'
import { addressOf } from '../../../../bin/cli/import/log-address'
import { keyOf, visitOf } from '../../../../bin/cli/import/log-visit'
import { pageViews } from '../../../../bin/cli/import/page-view'
import { promise, promisePrintable, promiseStorable } from '../../promise'

export const seeds = [
  '203.0.113.7 - - [17/May/2015:10:05:03 +0000] "GET /cv.html?a=1 HTTP/1.1" 200 203 "https://www.google.com/" "Mozilla/5.0 \\"x\\""',
  'you.github.io:443 2001:db8::7 - - [17/May/2015:10:05:03 +0200] "GET http://you.github.io/ HTTP/1.0" 304 0 "-" "\\xc3\\xa9"',
  '{"ts":1431857103.5,"request":{"remote_ip":"203.0.113.7","method":"GET","host":"you.github.io","uri":"/","headers":{"User-Agent":["x"]}},"status":200}',
  '{"time":"2015-05-17T10:05:03Z","ClientHost":"203.0.113.7","RequestMethod":"GET","RequestPath":"/","DownstreamStatus":200,"RequestHost":"you.github.io"}',
  '{"time_iso8601":"2015-05-17T10:05:03+00:00","remote_addr":"203.0.113.7","request":"GET / HTTP/1.1","status":"200","http_user_agent":"x"}',
  '#Fields: date time c-ip cs-method cs-uri-stem sc-status cs(User-Agent)\n2015-05-17 10:05:03 203.0.113.7 GET / 200 Mozilla%2F5.0',
  'https 2015-05-17T10:05:03.123456Z app/x/1 203.0.113.7:1 10.0.0.1:80 0.0 0.0 0.0 200 200 1 1 "GET https://you.github.io:443/ HTTP/1.1" "x" - -',
  'owner bucket [17/May/2015:10:05:03 +0000] 203.0.113.7 - ID WEBSITE.GET.OBJECT cv.html "GET /cv.html HTTP/1.1" 200 - 1 1 1 1 "-" "x" -',
]

const now = Date.parse('2026-11-29')
const viewOf = pageViews({ site: 'you.github.io', documents: ['docx'], now })

function tryText(given: string): void {
  const text = Buffer.from(given).toString('latin1') // one character for each byte, as lines are read
  const lines = text.split('\n').slice(0, 16)
  formatOfLines(lines)
  for (const name of formatNames) tryFormat(name, lines)
}

function tryFormat(name: FormatName, lines: readonly string[]): void {
  const parse = parsers[name]()
  for (const line of lines) {
    const entry = parse(line)
    if (entry !== null) tryEntry(name, entry)
  }
}

function tryEntry(name: FormatName, entry: LogEntry): void {
  promise(Number.isFinite(entry.time) && entry.time >= 0, `${name}: the time is none:`, entry.time)
  promise(Number.isInteger(entry.status), `${name}: the status is none:`, entry.status)
  const view = viewOf(entry)
  if ('skipped' in view) return
  const { page } = view
  const address = addressOf(entry, 'forwarded')
  const viewed = {
    ...entry,
    page,
    address,
    key: keyOf({ ...entry, page, address }),
    occurrence: 0,
    assets: null,
  }
  const visit = visitOf(viewed, 'you.github.io')
  promisePrintable('page', visit.page, 256)
  promiseStorable('the user agent', visit.userAgent, 256)
  promise(
    Date.parse(visit.time) === Math.floor(entry.time),
    `${name}: the time is another:`,
    entry.time,
    visit.time,
  )
}

export { tryText as try }
