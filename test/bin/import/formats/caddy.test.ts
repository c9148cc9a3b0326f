import { describeFormat, describeForwarded, type Row } from './rows'
import { caddyLine, caddyRequest } from './sample-lines'

const caddy: readonly Row[] = [
  ['a plain line', caddyLine(), {}],
  ['fractions of a second', caddyLine({}, { ts: 1431857103.987654 }), { time: '2015-05-17T10:05:03.987Z' }],
  ['time as text', caddyLine({}, { ts: '2015-05-17T10:05:03.250Z' }), { time: '2015-05-17T10:05:03.250Z' }],
  ['a visitor behind a proxy that is trusted', caddyLine({ remote_ip: '10.0.0.1' }), {}],
  ['before 2.7', caddyLine({ client_ip: undefined }), {}],
  [
    'before 2.5',
    caddyLine({ client_ip: undefined, remote_ip: undefined, remote_addr: '[2001:db8::7]:41234' }),
    { address: '2001:db8::7' },
  ],
  ['no headers', caddyLine({ headers: {} }), { referrer: null, userAgent: null }],
  [
    'a visitor who opts out',
    caddyLine({ headers: { ...caddyRequest.headers, 'Sec-Gpc': ['1'] } }),
    { optsOut: true },
  ],
  [
    'one who does not want to be tracked',
    caddyLine({ headers: { ...caddyRequest.headers, Dnt: ['1'] } }),
    { optsOut: true },
  ],
  ['another site, with its port', caddyLine({ host: 'me.example:8443' }), 'otherSite'],
  ['the reader who came back', caddyLine({}, { status: 304 }), {}],
  ['what is not there', caddyLine({}, { status: 404 }), 'notSuccessful'],
  [
    'what is no request',
    JSON.stringify({ level: 'info', ts: 1431857103, msg: 'serving initial configuration' }),
    'notUnderstood',
  ],
  ['a request without a time', caddyLine({}, { ts: null }), 'notUnderstood'],
  ['JSON cut short', caddyLine().slice(0, -5), 'notUnderstood'],
  ['JSON that is no object', '{"request":null}', 'notUnderstood'],
]

describeFormat('caddy', caddy)

describeForwarded([
  [
    'its header',
    caddyLine({
      client_ip: '10.0.0.1',
      headers: { ...caddyRequest.headers, 'X-Forwarded-For': ['203.0.113.7'] },
    }),
    {},
  ],
])
