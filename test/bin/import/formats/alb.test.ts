import { describeFormat, type Row } from './rows'
import { albLine } from './sample-lines'

const seen = { referrer: null, time: '2015-05-17T10:05:03.186Z' }
const alb: readonly Row[] = [
  ['a plain line', albLine(), seen],
  ['http', albLine({ type: 'http ', request: 'GET http://you.example:80/cv.html?lang=de HTTP/1.1' }), seen],
  ['IPv6', albLine({ client: '[2001:db8::7]:41234' }), { ...seen, address: '2001:db8::7' }],
  ['IPv6 without brackets', albLine({ client: '2001:db8::7:1234' }), { ...seen, address: '2001:db8::7' }],
  ['the classic load balancer', albLine({ type: '' }), seen],
  [
    'a scanner that asks by address',
    albLine({ request: 'GET http://198.51.100.1:80/ HTTP/1.1' }),
    'otherSite',
  ],
  ['no request', albLine({ request: '- http://you.example:80- ', status: '400' }), 'notGet'],
  ['a client that went away', albLine({ status: '460' }), 'notSuccessful'],
]

describeFormat('alb', alb)
