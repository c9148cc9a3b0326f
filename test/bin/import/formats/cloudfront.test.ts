import { becomes, describeFormat, describeForwarded, type Row, view } from './rows'
import { cloudfrontHeader, cloudfrontLine, firefox } from './sample-lines'

const cloudfront: readonly Row[] = [
  ['a plain line', cloudfrontLine(), {}],
  ['an agent encoded twice', cloudfrontLine({ agent: encodeURI(encodeURI(firefox)) }), {}],
  ['an agent with a percent sign', cloudfrontLine({ agent: 'a%20b%20100%25' }), { userAgent: 'a b 100%' }],
  ['an encoded path', cloudfrontLine({ path: '/caf%25C3%25A9', query: '-' }), { page: '/caf%C3%A9' }],
  ['IPv6', cloudfrontLine({ address: '2001:db8::7' }), { address: '2001:db8::7' }],
  ['the distribution’s own name', cloudfrontLine({ host: 'd111111abcdef8.cloudfront.net' }), 'otherSite'],
  ['no referrer', cloudfrontLine({ referrer: '-' }), { referrer: null }],
  ['a picture', cloudfrontLine({ path: '/me.jpg' }), 'asset'],
  ['an error', cloudfrontLine({ status: '000' }), 'notSuccessful'],
]

describeFormat('cloudfront', cloudfront, cloudfrontHeader)

describeForwarded(
  [['its column', cloudfrontLine({ address: '10.0.0.1', forwarded: '203.0.113.7' }), {}]],
  cloudfrontHeader,
)

test('a log without its header is understood too', async () => {
  expect(await becomes(cloudfrontLine())).toEqual({ format: 'cloudfront', ...view })
})
