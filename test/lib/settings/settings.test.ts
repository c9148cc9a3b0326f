import { defaults } from '../../../lambda/contract'
import { givenSettings } from '../../../lib/settings/given-settings'
import { parseAppSettings } from '../../../lib/settings/settings'

const parsed = (context: Record<string, unknown>) => parseAppSettings(givenSettings(context))
const visitbook = (settings: object) => ({ visitbook: { sites: ['you.github.io'], ...settings } })
const hash = 'ab'.repeat(32)

test('with nothing but a site, every other setting has its default', () => {
  expect(parsed({ visitbook: { sites: [], tokens: [] }, sites: 'you.github.io' })).toEqual({
    sites: ['you.github.io'],
    tokens: [],
    ip: 'truncated',
    archive: false,
    archiveDays: null,
    spark: false,
    retentionDays: 365,
    respectGpc: true,
    engagement: true,
    mine: [],
    organisations: true,
    reverseDns: false,
    rdap: false,
    zone: null,
    domain: null,
    hostedZone: null,
    certificate: null,
    edge: false,
    script: 'visitbook.js',
    shards: {},
    pages: {
      trailingSlash: 'strip',
      index: ['index.html', 'index.htm', 'index.xhtml', 'index.shtml', 'index.php'],
      query: [],
    },
    retainData: true,
    sitesBelowWildcard: 50,
    monthlyVisits: 10_000_000,
    alarm: null,
    notify: null,
    throttle: {
      record: { rate: 100, burst: 200 },
      query: { rate: 20, burst: 60 },
      open: { rate: 10, burst: 20 },
    },
    stackName: 'Visitbook',
  })
})

test.each([
  ['a list on the command line', { sites: 'a.github.io,b.dev' }, ['a.github.io', 'b.dev']],
  ['spaces and a comma too many', { sites: ' a.github.io, b.dev,' }, ['a.github.io', 'b.dev']],
  ['a list in cdk.json', { visitbook: { sites: ['a.dev:8443'] } }, ['a.dev:8443']],
  ['both: the command line wins', { ...visitbook({}), sites: 'b.dev' }, ['b.dev']],
  [
    'hosts as people write them',
    { sites: 'You.GitHub.io,bücher.example' },
    ['you.github.io', 'xn--bcher-kva.example'],
  ],
  ['a wildcard', { sites: '*.Example.com' }, ['*.example.com']],
  ['one site twice', { sites: 'b.dev,B.dev,b.dev:80' }, ['b.dev']],
])('sites may be %s', (_, context, sites) => {
  expect(parsed(context).sites).toEqual(sites)
})

test.each([
  ['retentionDays', '30', 30],
  ['respectGpc', 'false', false],
  ['respectGpc', 'true', true],
  ['organisations', 'false', false],
  ['engagement', 'false', false],
  ['reverseDns', 'true', true],
  ['rdap', 'true', true],
  ['mine', '203.0.113.7, 2001:DB8::/32', ['203.0.113.7/32', '2001:db8::/32']],
  ['zone', 'Europe/Berlin', 'Europe/Berlin'],
  ['domain', 'Visits.You.dev', 'visits.you.dev'],
  ['edge', 'true', true],
  ['edge', 'only', 'only'],
  ['retainData', 'false', false],
  ['ip', 'none', 'none'],
  ['stackName', 'Book-2', 'Book-2'],
])('-c %s=%s is stronger than cdk.json', (name, text, value) => {
  expect(parsed({ ...visitbook({ retentionDays: 7 }), [name]: text })).toHaveProperty(name, value)
})

test('addresses of the owner’s own have one spelling, and each is there once', () => {
  const { mine } = parsed(
    visitbook({ mine: [' 203.0.113.77/24', '203.0.113.0/24', '2001:DB8:1::/48', '2001:db8:1:0::7'] }),
  )
  expect(mine).toEqual(['203.0.113.0/24', '2001:db8:1::/48', '2001:db8:1::7/128'])
})

test('limits that are not set keep their defaults', () => {
  const { throttle } = parsed(visitbook({ throttle: { query: { rate: 5 } } }))
  expect(throttle).toEqual({
    record: { rate: 100, burst: 200 },
    query: { rate: 5, burst: 60 },
    open: { rate: 10, burst: 20 },
  })
})

test('what is not said of pages keeps its default', () => {
  const { pages } = parsed(visitbook({ pages: { query: ['id', 'lang', 'id'] } }))
  expect(pages).toEqual({ ...defaults.pages, query: ['id', 'lang'] })
  expect(parsed(visitbook({ pages: { trailingSlash: 'keep', index: [] } })).pages).toEqual({
    trailingSlash: 'keep',
    index: [],
    query: [],
  })
})

test('hashes of tokens are kept in lower case', () => {
  const { tokens } = parsed(visitbook({ tokens: [{ name: 'laptop', sha256: hash.toUpperCase() }] }))
  expect(tokens).toEqual([{ name: 'laptop', sha256: hash }])
})

const known =
  'sites, tokens, ip, retentionDays, respectGpc, mine, organisations, engagement, reverseDns, rdap, archive, archiveDays, spark, retainData, script, zone, domain, hostedZone, certificate, edge, sitesBelowWildcard, shards, pages, throttle, monthlyVisits, alarm, notify, stackName'
const host = 'is not a host; write the host alone, such as you.github.io or *.example.com'
const days = 'is not a whole number of days from 1 to 3650'
const noHash = 'is not 64 hexadecimal digits; ./visitbook token makes them'

test.each<[Record<string, unknown>, string]>([
  [{ sites: 'https://you.github.io/' }, `setting sites: "https://you.github.io/" ${host}`],
  [{ sites: 'you.github.io/blog' }, `setting sites: "you.github.io/blog" ${host}`],
  [{ sites: 'a.dev,*' }, `setting sites: "*" ${host}`],
  [{ sites: '*.dev' }, `setting sites: "*.dev" ${host}`],
  [{ sites: 'a.*.dev' }, `setting sites: "a.*.dev" ${host}`],
  [
    visitbook({ sites: ['a.dev,b.dev', 3] }),
    `setting sites: "a.dev,b.dev" ${host}\nsetting sites: 3 ${host}`,
  ],
  [visitbook({ sites: 'a.dev' }), 'setting sites: is not a list of hosts, such as ["you.github.io"]'],
  [{ sites: 'a.dev', retentiondays: '30' }, `setting retentiondays: is not known; known here: ${known}`],
  [visitbook({ cors: true }), `setting cors: is not known; known here: ${known}`],
  [visitbook({ ip: 'hash' }), 'setting ip: "hash" is not one of full, truncated, none'],
  [visitbook({ retentionDays: '30' }), `setting retentionDays: "30" ${days}`],
  [{ sites: 'a.dev', retentionDays: '1e3' }, `setting retentionDays: "1e3" ${days}`],
  [{ sites: 'a.dev', retentionDays: '' }, `setting retentionDays: "" ${days}`],
  [{ sites: 'a.dev', retentionDays: '3651' }, `setting retentionDays: 3651 ${days}`],
  [
    { sites: 'a.dev', sitesBelowWildcard: '501' },
    'setting sitesBelowWildcard: 501 is not a whole number of sites from 0 to 500',
  ],
  [
    { sites: 'a.dev', monthlyVisits: '0' },
    'setting monthlyVisits: 0 is not a whole number of visits from 1 to 1000000000000',
  ],
  [
    { sites: 'a.dev', alarm: 'you@example' },
    'setting alarm: "you@example" is not an e-mail address, such as you@example.com',
  ],
  ...[
    'localhost',
    '203.0.113.256',
    '203.0.113.0/33',
    '0.0.0.0/0',
    '2001:db8::/7',
    'fe80::1%eth0',
    '010.0.0.1',
    '1.2.3',
  ].map((address): [Record<string, unknown>, string] => [
    visitbook({ mine: ['203.0.113.7', address] }),
    `setting mine.1: ${JSON.stringify(address)} is not an address or a range of at least 8 bits, such as 203.0.113.7, 203.0.113.0/24 or 2001:db8:1::/48`,
  ]),
  [
    visitbook({ mine: ['::ffff:203.0.113.7'] }),
    'setting mine.0: "::ffff:203.0.113.7" is not found in IPv6; write the IPv4 address, such as 203.0.113.7',
  ],
  [visitbook({ mine: '203.0.113.7' }), 'setting mine: is not a list of addresses, such as ["203.0.113.7"]'],
  [
    visitbook({ mine: Array.from({ length: 51 }, (_, at) => `203.0.113.${at}`) }),
    'setting mine: has more than 50 addresses; write ranges such as 203.0.113.0/24',
  ],
  [{ sites: 'a.dev', respectGpc: 'False' }, 'setting respectGpc: "False" is not true or false'],
  [visitbook({ retainData: 'false' }), 'setting retainData: "false" is not true or false'],
  [
    { sites: 'a.dev', tokens: hash },
    'setting tokens: is not a list of {"name", "sha256"}; write it in visitbook.json',
  ],
  [visitbook({ tokens: [{ sha256: hash }] }), 'setting tokens.0.name: is required'],
  [
    visitbook({ tokens: [{ name: '', sha256: hash }] }),
    'setting tokens.0.name: "" is not a name of 1 to 64 characters',
  ],
  [{ sites: 'a.dev', throttle: '5' }, 'setting throttle: is not an object; write it in visitbook.json'],
  [
    visitbook({ throttle: { query: { rate: 0 } } }),
    'setting throttle.query.rate: 0 is not a whole number of requests a second from 1 to 10000',
  ],
  ...['beacon', 'a/b.js', '.js', 'visitbook.min.js', '../x.js'].map(
    (script): [Record<string, unknown>, string] => [
      { sites: 'a.dev', script },
      `setting script: ${JSON.stringify(script)} is not a file name of letters, digits, _ and - that ends in .js, such as visitbook.js`,
    ],
  ),
  [
    { sites: 'a.dev', stackName: 'my book' },
    'setting stackName: "my book" is not a stack name: a letter, then at most 127 letters, digits and hyphens',
  ],
  ...['https://visits.you.dev', 'visits.you.dev:8443', 'visits', '127.0.0.1', '*.you.dev', ''].map(
    (domain): [Record<string, unknown>, string] => [
      { sites: 'a.dev', domain },
      `setting domain: ${JSON.stringify(domain)} is not a host of your own, without https:// and port, such as visits.you.dev`,
    ],
  ),
  [
    visitbook({ domain: 'visits.you.dev', hostedZone: 'you.dev' }),
    'setting hostedZone: "you.dev" is not the id of a Route 53 zone, such as Z0123456789ABCDEFGHIJ',
  ],
  [
    visitbook({ domain: 'visits.you.dev', certificate: 'mine' }),
    'setting certificate: "mine" is not the ARN of a certificate, such as arn:aws:acm:eu-west-1:123456789012:certificate/…',
  ],
  [{ sites: 'a.dev', edge: 'yes' }, 'setting edge: "yes" is not true, false or only'],
  ...[undefined, 'arn:aws:acm:eu-west-1:123456789012:certificate/0-1'].map(
    (certificate): [Record<string, unknown>, string] => [
      visitbook({ domain: 'visits.you.dev', edge: true, certificate }),
      'setting certificate: an edge with a domain needs the ARN of a certificate for it in us-east-1; see docs/edge.md',
    ],
  ),
  [visitbook({ hostedZone: 'Z0123' }), 'setting hostedZone: needs the setting domain'],
  [{ sites: 'a.dev', pages: 'keep' }, 'setting pages: is not an object; write it in visitbook.json'],
  [
    visitbook({ pages: { trailingSlash: true } }),
    'setting pages.trailingSlash: true is not one of keep, strip',
  ],
  [
    visitbook({ pages: { index: 'index.html' } }),
    'setting pages.index: is not a list, such as ["index.html"]',
  ],
  [
    visitbook({ pages: { index: ['/index.html', ''] } }),
    'setting pages.index.0: "/index.html" is not the name of a file, such as index.html\n' +
      'setting pages.index.1: "" is not the name of a file, such as index.html',
  ],
  [
    visitbook({ pages: { query: ['a&b'] } }),
    'setting pages.query.0: "a&b" is not the name of a field, such as id',
  ],
  [visitbook({ pages: { query: 'abcdefghijk'.split('') } }), 'setting pages.query: has more than 10 entries'],
  [
    visitbook({ pages: { slash: 'keep' } }),
    'setting pages.slash: is not known; known here: trailingSlash, index, query',
  ],
  [{ visitbook: 'a.dev' }, 'setting visitbook: is not an object; write it in visitbook.json'],
])('%j is refused in words that name the setting', (context, message) => {
  expect(() => parsed(context)).toThrow(new Error(message))
})

test.each([undefined, 'all', 'stats', 'feed'])('a token may have the scope %s', (scope) => {
  const token = { name: 'counter', sha256: hash, ...(scope !== undefined && { scope }) }
  expect(parsed(visitbook({ tokens: [token] })).tokens).toEqual([token])
})

test('a token may have a zone, and one that there is', () => {
  const token = { name: 'counter', sha256: hash, scope: 'stats', zone: 'Europe/Berlin' }
  expect(parsed(visitbook({ tokens: [token] })).tokens).toEqual([token])
  expect(() => parsed(visitbook({ tokens: [{ ...token, zone: 'Berlin' }] }))).toThrow(
    'setting tokens.0.zone: "Berlin" is not the name of a time zone such as Europe/Berlin',
  )
})

test('a token of another scope is refused', () => {
  expect(() => parsed(visitbook({ tokens: [{ name: 'x', sha256: hash, scope: 'total' }] }))).toThrow(
    'setting tokens.0.scope: "total" is not one of all, stats, feed',
  )
})

test('a token pasted in the place of its hash is not repeated in the message', () => {
  const secret = 'vb_the-secret-itself'
  expect(() => parsed(visitbook({ tokens: [{ name: 'x', sha256: secret }] }))).toThrow(
    new Error(`setting tokens.0.sha256: ${noHash}`),
  )
})

test.each([{}, { visitbook: {} }, { visitbook: { sites: [] } }, { sites: '' }])(
  'there may be no site: %j',
  (context) => {
    expect(parsed(context).sites).toEqual([])
  },
)

const sites = (count: number) => Array.from({ length: count }, (_, i) => `site-${i + 100}.github.io`)

test('sites that fit into the environment of a function pass, and more are refused at synth', () => {
  expect(parsed(visitbook({ sites: sites(185) })).sites).toHaveLength(185)
  expect(() => parsed(visitbook({ sites: sites(200) }))).toThrow(
    /^settings sites and tokens: together \d+ bytes too long for a function's environment of 4096 bytes/,
  )
})
