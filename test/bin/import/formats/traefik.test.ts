import { describeFormat, describeForwarded, type Row } from './rows'
import { traefikLine } from './sample-lines'

const traefik: readonly Row[] = [
  ['a plain line', traefikLine(), {}],
  [
    'headers that were not kept',
    traefikLine({ 'request_User-Agent': undefined, request_Referer: undefined }),
    { referrer: null, userAgent: null },
  ],
  ['another site', traefikLine({ RequestHost: 'me.example' }), 'otherSite'],
  ['an answer of Traefik’s own', traefikLine({ OriginStatus: 0, DownstreamStatus: 404 }), 'notSuccessful'],
  ['a picture', traefikLine({ RequestPath: '/me.jpg' }), 'asset'],
]

describeFormat('traefik', traefik)

describeForwarded([
  ['its header', traefikLine({ ClientHost: '10.0.0.1', 'request_X-Forwarded-For': '203.0.113.7' }), {}],
])
