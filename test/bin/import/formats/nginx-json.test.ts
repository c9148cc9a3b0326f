import { describeFormat, describeForwarded, type Row } from './rows'
import { firefox, nginxLine } from './sample-lines'

const parts = { request: undefined, request_method: 'GET', uri: '/cv.html', args: 'lang=de' }
const nginx: readonly Row[] = [
  ['a plain line', nginxLine(), {}],
  ['the request in parts', nginxLine(parts), {}],
  [
    '$request_uri, which has the query',
    nginxLine({ ...parts, request_uri: '/cv.html?lang=de', uri: '/index.php' }),
    {},
  ],
  [
    '$msec',
    nginxLine({ time_iso8601: undefined, msec: '1431857103.123' }),
    { time: '2015-05-17T10:05:03.123Z' },
  ],
  ['$time_local', nginxLine({ time_iso8601: undefined, time: '17/May/2015:10:05:03 +0000' }), {}],
  [
    '@timestamp, and status a number',
    nginxLine({ time_iso8601: undefined, '@timestamp': '2015-05-17T10:05:03Z', status: 200 }),
    {},
  ],
  ['milliseconds since 1970', nginxLine({ time_iso8601: undefined, ts: 1431857103000 }), {}],
  [
    'names without http_',
    nginxLine({
      http_referer: undefined,
      http_user_agent: undefined,
      referer: 'https://a.example/list',
      user_agent: firefox,
    }),
    {},
  ],
  ['server_name _', nginxLine({ host: undefined, server_name: '_' }), {}],
  ['another site', nginxLine({ host: 'me.example' }), 'otherSite'],
  [
    'nothing known of the browser',
    nginxLine({ http_referer: '-', http_user_agent: '' }),
    { referrer: null, userAgent: null },
  ],
  ['umlauts in UTF-8', nginxLine({ http_user_agent: 'ü' }), { userAgent: 'ü' }],
  [
    'escapes that are no JSON',
    nginxLine({ http_user_agent: 'MARK' }).replace('MARK', String.raw`a\x22b\xC3\xBC`),
    { userAgent: 'a"bü' },
  ],
  ['a visitor who opts out', nginxLine({ http_sec_gpc: '1' }), { optsOut: true }],
  ['no time', nginxLine({ time_iso8601: undefined }), 'notUnderstood'],
  [
    'how long it took, which is no time',
    nginxLine({ time_iso8601: undefined, time: 0.003 }),
    'notUnderstood',
  ],
]

describeFormat('nginx-json', nginx)

describeForwarded([
  ['its variable', nginxLine({ remote_addr: '10.0.0.1', http_x_forwarded_for: '203.0.113.7' }), {}],
])
