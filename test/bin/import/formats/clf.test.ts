import { longestLine } from '../../../../bin/cli/import/files/log-file'
import { readLog } from '../read-log'
import { describeFormat, describeForwarded, type Row } from './rows'
import { clf, withoutAgent } from './sample-lines'

const combined: readonly Row[] = [
  ['a plain line', clf(), {}],
  ['IPv6', clf({ from: '2001:DB8:0::7 - -' }), { address: '2001:db8::7' }],
  ['IPv6 in brackets', clf({ from: '[2001:db8::7] - -' }), { address: '2001:db8::7' }],
  ['IPv6 with a port', clf({ from: '[2001:db8::7]:41234 - -' }), { address: '2001:db8::7' }],
  ['IPv4 in IPv6', clf({ from: '::ffff:203.0.113.7 - -' }), {}],
  ['IPv4 with a port', clf({ from: '203.0.113.7:41234 - -' }), {}],
  ['a comma after the address', clf({ from: '203.0.113.7, - -' }), {}],
  ['client and proxy', clf({ from: '17.253.144.10, 10.0.0.1 - -' }), { address: '17.253.144.10' }],
  [
    'client and proxy without a comma',
    clf({ from: '17.253.144.10 198.51.100.1 - -' }),
    { address: '17.253.144.10' },
  ],
  [
    'a private network’s own proxy',
    clf({ from: '10.1.2.3, 17.253.144.10 - -' }),
    { address: '17.253.144.10' },
  ],
  ['no forwarded address, and the client’s', clf({ from: '- 203.0.113.7 - -' }), {}],
  ['the name of a host', clf({ from: 'crawl.example.com - -' }), { address: null }],
  ['no address', clf({ from: '- - -' }), { address: null }],
  ['a number that is no address', clf({ from: '203.0.113.256 - -' }), { address: null }],
  ['no ident', clf({ from: '203.0.113.7 -' }), {}],
  ['neither ident nor user', clf({ from: '203.0.113.7' }), {}],
  ['a user with a space', clf({ from: '203.0.113.7 - ada lovelace' }), {}],
  ['a name, and a user with a space', clf({ from: 'crawl.example.com - ada lovelace' }), { address: null }],
  ['a user with a bracket', clf({ from: '203.0.113.7 - [ada]' }), {}],
  ['two spaces', clf({ from: '203.0.113.7  -  -' }).replaceAll('" ', '"  ').replace(' 200 ', ' 200  '), {}],
  ['milliseconds', clf({ time: '17/May/2015:10:05:03.250 +0000' }), { time: '2015-05-17T10:05:03.250Z' }],
  ['ISO time', clf({ time: '2015-05-17T12:05:03+02:00' }), {}],
  [
    'ISO time in UTC with microseconds',
    clf({ time: '2015-05-17T10:05:03.999999Z' }),
    { time: '2015-05-17T10:05:03.999Z' },
  ],
  ['a clock west of Greenwich', clf({ time: '17/May/2015:05:05:03 -0500' }), {}],
  ['a clock half an hour off', clf({ time: '17/May/2015:15:35:03 +0530' }), {}],
  ['a leap second', clf({ time: '31/Dec/2016:23:59:60 +0000' }), { time: '2017-01-01T00:00:00.000Z' }],
  ['29 February', clf({ time: '29/Feb/2016:10:05:03 +0000' }), { time: '2016-02-29T10:05:03.000Z' }],
  ['no length', clf({ length: '-' }), {}],
  [
    'nothing known of the browser',
    clf({ referrer: '"-"', agent: '"-"' }),
    { referrer: null, userAgent: null },
  ],
  ['nothing known, and no quotes', clf({ referrer: '-', agent: '-' }), { referrer: null, userAgent: null }],
  [
    'quotes and backslashes',
    clf({ agent: String.raw`"a \"b\" \\ c"` }),
    { userAgent: String.raw`a "b" \ c` },
  ],
  [
    'escaped bytes of UTF-8',
    clf({ referrer: String.raw`"https://a.example/\xc3\xbc"` }),
    { referrer: 'https://a.example/ü' },
  ],
  ['raw bytes of UTF-8', clf({ agent: '"ü"' }), { userAgent: 'ü' }],
  ['an escaped tab', clf({ agent: String.raw`"a\tb"` }), { userAgent: 'a\tb' }],
  ['fields that nginx users add', clf({ more: ' "10.0.0.1" rt=0.01' }), {}],
  [
    'fields of Traefik',
    clf({ from: '203.0.113.7 - ada', more: ' 31 "site@docker" "http://172.18.0.3:80" 4ms' }),
    {},
  ],
  ['lighttpd, with the host for an ident', clf({ from: '203.0.113.7 www.you.example -' }), {}],
  ['lighttpd, for another host', clf({ from: '203.0.113.7 me.example -' }), 'otherSite'],
  [
    'Varnish, with the address of the site',
    clf({ request: 'GET http://you.example/cv.html?lang=de HTTP/1.1' }),
    {},
  ],
  ['its port and www', clf({ request: 'GET https://WWW.You.Example:443/cv.html?lang=de HTTP/1.1' }), {}],
  ['the address of the site alone', clf({ request: 'GET http://you.example HTTP/1.1' }), { page: '/' }],
  ['the address of another site', clf({ request: 'GET http://me.example/cv.html HTTP/1.1' }), 'otherSite'],
  ['the reader who came back', clf({ status: '304', length: '0' }), {}],
  ['a form that was sent', clf({ request: 'POST /cv.html HTTP/1.1' }), 'notGet'],
  ['no request', clf({ request: '-', status: '408' }), 'notGet'],
  ['what is not there', clf({ status: '404' }), 'notSuccessful'],
  ['a picture', clf({ request: 'GET /me.jpg HTTP/1.1' }), 'asset'],
  ['a piece of a document', clf({ request: 'GET /cv.pdf HTTP/1.1', status: '206' }), 'partial'],
  ['a target that is no path', clf({ request: 'GET cv.html HTTP/1.1' }), 'notUnderstood'],
  [
    'a clock 23 hours ahead',
    clf({ time: '29/Nov/2026:11:00:00 +0000' }),
    { time: '2026-11-29T11:00:00.000Z' },
  ],
  ['a clock 25 hours ahead', clf({ time: '29/Nov/2026:13:00:00 +0000' }), 'ahead'],
  ['nothing', '', 'comment'],
  ['what is no line of a log', 'time,page', 'notUnderstood'],
  ['a line cut short', clf().slice(0, -3), 'notUnderstood'],
  ['a month that is none', clf({ time: '17/Mai/2015:10:05:03 +0000' }), 'notUnderstood'],
  ['30 February', clf({ time: '30/Feb/2015:10:05:03 +0000' }), 'notUnderstood'],
  ['a time before 1970', clf({ time: '31/Dec/1969:10:05:03 +0000' }), 'notUnderstood'],
  ['a time without a zone', clf({ time: '2015-05-17T10:05:03.000' }), 'notUnderstood'],
  ['a line too long', clf({ agent: `"${'x'.repeat(longestLine)}"` }), 'notUnderstood'],
]

const vhost: readonly Row[] = [
  ['as Debian writes it', clf({ from: 'you.example:443 203.0.113.7 - -' }), {}],
  ['without a port', clf({ from: 'you.example 203.0.113.7 - -' }), {}],
  ['www and capitals', clf({ from: 'WWW.You.Example:80 203.0.113.7 - ada lovelace' }), {}],
  ['IPv6', clf({ from: 'you.example:443 2001:db8::7 - -' }), { address: '2001:db8::7' }],
  [
    'client and proxy',
    clf({ from: 'you.example:443 17.253.144.10, 10.0.0.1 - -' }),
    { address: '17.253.144.10' },
  ],
  ['the name of a host', clf({ from: 'you.example:443 crawl.example.com - -' }), { address: null }],
  ['no address', clf({ from: 'you.example:443 - - -' }), { address: null }],
  ['another site', clf({ from: 'me.example:443 203.0.113.7 - -' }), 'otherSite'],
  ['a site below it', clf({ from: 'blog.you.example:443 203.0.113.7 - -' }), 'otherSite'],
]

const plain = { referrer: null, userAgent: null }
const common: readonly Row[] = [
  ['a plain line', withoutAgent(clf()), plain],
  ['how long it took', `${withoutAgent(clf())} 1234`, plain],
  ['IPv6', withoutAgent(clf({ from: '2001:db8::7 - -' })), { ...plain, address: '2001:db8::7' }],
  ['another site', withoutAgent(clf({ from: '203.0.113.7 me.example -' })), 'otherSite'],
]
const vhostCommon: readonly Row[] = [
  ['a plain line', withoutAgent(clf({ from: 'you.example:80 203.0.113.7 - -' })), plain],
  ['another site', withoutAgent(clf({ from: 'me.example:80 203.0.113.7 - -' })), 'otherSite'],
]

describeFormat('combined', combined)
describeFormat('vhost', vhost)
describeFormat('common', common)
describeFormat('vhost-common', vhostCommon)

test('where lines begin with a host, it may be an address', async () => {
  const lines = [clf({ from: '198.51.100.1 203.0.113.7 - -' }), clf({ from: 'you.example 203.0.113.7 - -' })]
  expect((await readLog(lines)).tally.skipped.otherSite).toBe(1)
})

const behindProxy = { from: '10.0.0.1 - -' }
describeForwarded([
  ['the field after the agent', clf({ ...behindProxy, more: ' "203.0.113.7"' }), {}],
  ['more fields after it', clf({ ...behindProxy, more: ' "203.0.113.7" "b" rt=0.1' }), {}],
  [
    'the first of several',
    clf({ ...behindProxy, more: ' "17.253.144.10, 104.16.0.1"' }),
    { address: '17.253.144.10' },
  ],
  [
    'the first public one',
    clf({ ...behindProxy, more: ' "10.9.9.9, unknown, 17.253.144.10"' }),
    { address: '17.253.144.10' },
  ],
  ['with a port', clf({ ...behindProxy, more: ' "203.0.113.7:41234"' }), {}],
  ['nothing forwarded', clf({ more: ' "-"' }), {}],
  ['no such field', clf(), {}],
])
