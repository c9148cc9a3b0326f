import { longestLine } from '../../../bin/cli/import/log-file'
import { parseLogLine, parseTime } from '../../../bin/cli/import/log-line'

const line = ({
  address = '203.0.113.7',
  user = '-',
  time = '17/May/2015:10:05:03 +0000',
  request = 'GET /cv.html HTTP/1.1',
  referrer = '-',
  agent = '-',
} = {}) => `${address} - ${user} [${time}] "${request}" 200 12 "${referrer}" "${agent}"`

const plain = {
  address: '203.0.113.7',
  time: Date.parse('2015-05-17T10:05:03Z'),
  request: 'GET /cv.html HTTP/1.1',
  status: 200,
  referrer: null,
  userAgent: null,
}

test.each([
  ['a plain line', line(), {}],
  ['IPv6', line({ address: '2001:db8::7' }), { address: '2001:db8::7' }],
  ['the name of a host', line({ address: 'crawl.example.com' }), { address: 'crawl.example.com' }],
  ['a user with a space', line({ user: 'ada lovelace' }), {}],
  ['a clock west of Greenwich', line({ time: '17/May/2015:05:05:03 -0500' }), {}],
  ['a clock half an hour off', line({ time: '17/May/2015:15:35:03 +0530' }), {}],
  ['quotes and backslashes', line({ agent: String.raw`a \"b\" \\ c` }), { userAgent: String.raw`a "b" \ c` }],
  [
    'escaped bytes of UTF-8',
    line({ referrer: String.raw`https://a.example/\xc3\xbc` }),
    { referrer: 'https://a.example/ü' },
  ],
  ['raw bytes of UTF-8', Buffer.from(line({ agent: 'ü' })).toString('latin1'), { userAgent: 'ü' }],
  ['an escaped tab', line({ agent: String.raw`a\tb` }), { userAgent: 'a\tb' }],
  [
    'a request in UTF-8',
    line({ request: String.raw`GET /caf\xc3\xa9 HTTP/1.1` }),
    { request: 'GET /caf%c3%a9 HTTP/1.1' },
  ],
  [
    'a request in Latin-1',
    Buffer.from(line({ request: 'GET /café HTTP/1.1' }), 'latin1').toString('latin1'),
    { request: 'GET /caf%e9 HTTP/1.1' },
  ],
  ['no length', line().replace(' 12 ', ' - '), {}],
  ['fields that nginx users add', `${line()} "10.0.0.1" rt=0.01`, {}],
])('%s is understood', (_, text, fields) => {
  expect(parseLogLine(text)).toEqual({ ...plain, ...fields })
})

test.each([
  ['nothing', ''],
  ['common format, which has no referrer', line().replace(' "-" "-"', '')],
  ['a line cut short', line({ agent: 'Mozilla' }).slice(0, -3)],
  ['a month that is none', line({ time: '17/Mai/2015:10:05:03 +0000' })],
  ['30 February', line({ time: '30/Feb/2015:10:05:03 +0000' })],
  ['a time before 1970', line({ time: '31/Dec/1969:10:05:03 +0000' })],
  ['a line too long', line({ agent: 'x'.repeat(longestLine) })],
])('%s is not understood', (_, text) => {
  expect(parseLogLine(text)).toBeNull()
})

test('the hour of a time is local to its offset', () => {
  expect(parseTime('31/Dec/2025:23:59:59 -0100')).toBe(Date.parse('2026-01-01T00:59:59Z'))
})

test('a line made to be slow is refused at once', () => {
  const start = performance.now()
  expect(parseLogLine(`a b${' [12345678901234567890] "'.repeat(2000)}`)).toBeNull()
  expect(performance.now() - start).toBeLessThan(1000)
})
