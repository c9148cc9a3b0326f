import { random } from '../support/random'
import { idAt } from './seed'
import type { Answer, Request } from './service'

/** Asks, and keeps request and answer. */
export type Ask = (ask: string, rest?: Omit<Request, 'ask'>) => Promise<Answer>

interface Asking {
  readonly ask: Ask
  /** Counts what there is to count, and keeps that it was done then. */
  readonly count: () => Promise<void>
  readonly now: () => number
}

/** Everything that is asked, reading first: what changes the table comes last. */
export async function askAll(asking: Asking): Promise<void> {
  const owner: Ask = (ask, rest) => asking.ask(ask, { as: 'owner', ...rest })
  await askVisits(owner)
  await askOrganisations(owner)
  await askStats(asking.ask)
  await askOthers(owner)
  await askWrongly(asking.ask)
  await record(asking)
  await change(asking, owner)
  await recordUnderOwnIds(asking.ask)
}

const period = 'from=2026-10-19&to=2026-11-22'

const filters = [
  'site=you.github.io',
  'site=blog.example.com',
  'site=SHOP.example.com',
  'site=*.example.com',
  'site=nobody.example',
  'from=2026-11-21',
  'to=2026-10-19',
  'from=2026-10-25&to=2026-10-25',
  'from=2026-11-20T08:00:00Z&to=2026-11-20T20:00:00%2B02:00',
  'page=/about',
  'page=/about/index.html',
  'page=/r%C3%A9sum%C3%A9',
  'page=/search?q=visitbook',
  'page=/nowhere',
  'organisation=3',
  'organisation=AS15169',
  'organisation=4294967295',
  'network=18.9.22.0/24&bot=include',
  'network=2001:4860:4860::/48&bot=include&mine=include',
  'kind=education',
  'kind=business,isp,unknown&mine=include',
  'country=us',
  'referrer=news.ycombinator.com',
  'referrer=XN--BCHER-KVA.example:8080',
  ...['search', 'social', 'ai', 'mail', 'news', 'internal', 'other'].map((group) => `referrerGroup=${group}`),
  'browser=Firefox%20145',
  'os=iOS%2018',
  'device=mobile',
  'device=desktop',
  'language=zh-CN',
  'visitor=0123456789abcdef01234567',
  'bot=only',
  'bot=include',
  'mine=only',
  'mine=include&bot=include',
  'site=you.github.io&kind=education&device=desktop&page=/cv.html',
]

async function askVisits(ask: Ask): Promise<void> {
  for (const filter of filters) await ask(`GET /visits?limit=2&${filter}`)
  await walk(ask, '/visits?limit=20&from=2026-11-20&bot=include&mine=include')
  await walk(ask, `/visits?limit=6&site=you.github.io&kind=education&${period}`)
  await walk(ask, `/visits?limit=2&organisation=15169&${period}`)
  await walk(ask, `/visits?limit=9&format=csv&site=blog.example.com&${period}`)
  await ask(`GET /visits?format=ndjson&limit=3&${period}`)
  await ask(`GET /visits?format=json&limit=1&${period}`)
  for (const accept of [
    'text/csv',
    'application/x-ndjson, text/csv;q=0.5',
    'text/*;q=0.1, */*;q=0.2',
    'image/png',
  ])
    await ask(`GET /visits?limit=2&${period}`, { headers: { accept } })
  for (const coding of ['br', 'gzip;q=1, br;q=0.5', 'identity', '*'])
    await ask(`GET /visits?limit=2&${period}`, { headers: { 'accept-encoding': coding } })
  await askAgain(ask, `GET /visits?limit=2&${period}`)
  const { body } = await ask('GET /visits?limit=1&bot=only&from=2026-11-20')
  const [{ id, site, visitor }] = JSON.parse(body).visits
  await askAgain(ask, `GET /visits/${id}`)
  await ask(`GET /visits/${id.toUpperCase()}?site=${site}`)
  await ask(`GET /visits/${id}?site=nobody.example`)
  await ask(`GET /visits?visitor=${visitor}&bot=include`)
}

/** Follows the cursors of a list to its end. */
async function walk(ask: Ask, path: string): Promise<void> {
  let next: string | undefined = path
  while (next !== undefined) {
    const { headers }: Answer = await ask(`GET ${next}`)
    next = /<([^>]+)>; rel="next"/.exec(headers.link ?? '')?.[1]?.replace(/^https?:\/\/[^/]+/, '')
  }
}

/** Asks, and asks again with what was answered to be kept. */
async function askAgain(ask: Ask, request: string): Promise<void> {
  const { headers } = await ask(request)
  await ask(request, { headers: { 'if-none-match': `"other", ${headers.etag}` } })
  await ask(request, { headers: { 'if-none-match': '"other"' } })
}

async function askOrganisations(ask: Ask): Promise<void> {
  for (const query of [
    period,
    `${period}&kind=all`,
    `${period}&kind=all&limit=2`,
    `${period}&kind=isp,hosting&site=you.github.io`,
    `${period}&site=*.example.com`,
    'from=2026-11-20T10:00:00Z&to=2026-11-22T12:00:00Z&kind=all',
    'from=2026-11-21&to=2026-11-21',
    'to=2026-10-31&kind=all',
    'from=2026-11-22&to=2026-11-22&kind=all',
    'from=2020-01-01&to=2020-01-02',
  ])
    await ask(`GET /organisations?${query}`)
  for (const asn of ['3', 'AS3', '15169', '13335', '3320', '559', '64496'])
    await ask(`GET /organisations/${asn}?${period}`)
  await ask(`GET /organisations/559?${period}&site=blog.example.com`)
  await ask('GET /organisations/513')
  await askAgain(ask, `GET /organisations?${period}`)
}

const dimensions =
  'page referrer referrerGroup country organisation kind browser os device language day hour'.split(' ')

async function askStats(anybody: Ask): Promise<void> {
  const ask: Ask = (request, rest) => anybody(request, { as: 'owner', ...rest })
  for (const one of dimensions)
    await ask(`GET /stats?from=2026-11-21&to=2026-11-22&site=you.github.io&by=${one}`)
  for (const one of ['page', 'referrer', 'organisation', 'day'])
    await ask(`GET /stats?${period}&by=${one}&limit=2`)
  for (const filter of [
    'site=you.github.io',
    'site=blog.example.com&bot=include',
    'site=*.example.com',
    'site=you.github.io&page=/about/',
    'organisation=3',
    'site=you.github.io&kind=education,business',
    'site=you.github.io&country=US',
    'site=you.github.io&referrer=www.google.com',
    'referrerGroup=search',
    'site=you.github.io&browser=Firefox%20145',
    'site=you.github.io&os=Linux',
    'device=mobile',
    'site=you.github.io&language=de-DE',
    'site=you.github.io&bot=only',
    'mine=include',
    'site=you.github.io&mine=only&bot=include',
    'network=80.128.0.0/16&mine=include',
    'internal=include&by=referrer,referrerGroup',
    'internal=only&by=referrer',
    'site=you.github.io&kind=education&by=organisation,page',
  ])
    await ask(`GET /stats?from=2026-11-16&to=2026-11-22&${filter}`)
  for (const zone of ['Europe/Berlin', 'Asia/Kathmandu', 'America/New_York']) {
    await ask(`GET /stats?from=2026-10-24&to=2026-10-26&by=day&tz=${zone}`)
    await ask(`GET /stats?from=2026-10-25&to=2026-10-25&by=hour,page&tz=${zone}&site=you.github.io`)
  }
  await ask('GET /stats?from=2026-11-21T09:30:00Z&to=2026-11-22T14:15:00Z&by=hour,organisation')
  await ask('GET /stats?from=2026-11-22&to=2026-11-22&by=hour')
  await ask('GET /stats')
  await askAgain(ask, `GET /stats?${period}&by=kind`)
  for (const as of ['totals', 'zoned'] as const) {
    await anybody(`GET /stats?${period}&by=page,country`, { as })
    await anybody('GET /stats?from=2026-10-25&to=2026-10-25&by=day,hour', { as })
    await anybody('GET /stats?from=2026-11-21T09:30:00Z&to=2026-11-22', { as })
    for (const path of [
      '/stats?organisation=3',
      '/stats?by=organisation',
      '/stats?tz=Europe/Paris',
      '/visits',
      '/sites',
    ])
      await anybody(`GET ${path}`, { as })
  }
}

async function askOthers(ask: Ask): Promise<void> {
  await askAgain(ask, 'GET /refusals?from=2026-10-19&to=2026-11-22')
  await ask('GET /refusals?from=2026-11-20&to=2026-11-21&limit=2')
  await ask('GET /refusals?from=2020-01-01&to=2020-01-02')
  await ask('GET /refusals')
  await askAgain(ask, 'GET /sites')
  await ask('GET /status')
  await askAgain(ask, 'GET /health')
  await askAgain(ask, 'GET /')
  await ask('HEAD /health')
}

async function askWrongly(anybody: Ask): Promise<void> {
  const ask: Ask = (request, rest) => anybody(request, { as: 'owner', ...rest })
  for (const query of [
    '/visits?limit=0',
    '/visits?limit=501',
    '/visits?limit=x',
    '/visits?sort=asc',
    '/visits?site=a&site=b',
    '/visits?site=http://you.github.io/',
    '/visits?from=2026-02-30',
    '/visits?from=2026-11-22&to=2026-11-21',
    '/visits?kind=company',
    '/visits?country=DEU',
    '/visits?organisation=AS-3',
    '/visits?network=18.9.22',
    '/visits?device=watch',
    '/visits?referrerGroup=friends',
    '/visits?visitor=ABC',
    '/visits?bot=yes',
    '/visits?format=xml',
    '/visits?cursor=altered',
    '/visits/1',
    '/visits/019aac4c-1b8b-7001-8203-040506070809',
    '/visits/019aac4c-1b8b-7001-8203-040506070809?site=%20',
    '/organisations?kind=firm',
    '/organisations?limit=1001',
    '/organisations?from=2010-01-01&to=2026-01-01',
    '/organisations/0',
    '/organisations/AS4294967296',
    '/organisations/google',
    '/stats?by=colour',
    '/stats?by=page,page',
    '/stats?tz=Mars/Olympus',
    '/stats?internal=maybe',
    '/stats?from=2000-01-01&to=2026-01-01',
    '/stats?by=hour&from=2026-01-01&to=2026-11-01',
    '/stats?cursor=x',
    '/refusals?site=you.github.io',
    '/refusals?limit=501',
    '/sites?x=1',
    '/status?x=1',
    '/health?x=1',
    '/nothing',
    '/nothing/here',
    '/robots.txt',
    '/visitbook.0123.js',
    '/visits/',
  ])
    await ask(`GET ${query}`)
  for (const request of [
    'PUT /visits',
    'HEAD /visits',
    'POST /stats',
    'DELETE /organisations',
    'PATCH /nothing',
    'DELETE /visits',
  ])
    await ask(request)
  await ask('DELETE /visits?from=2026-11-22')
  await ask('DELETE /visits?page=/cv.html&kind=isp')
  await ask('DELETE /visits/019aac4c-1b8b-7001-8203-040506070809')
  await ask('DELETE /sites/nobody.example')
  await ask('DELETE /sites/%20')
  await ask('DELETE /organisations/64496')
  for (const body of [
    '',
    '{',
    '[]',
    '{}',
    '{"kind":"firm"}',
    '{"name":""}',
    '{"domain":"no"}',
    '{"mine":1}',
    '{"web":"x"}',
  ])
    await ask('PATCH /organisations/559', { body })
  for (const request of [
    'GET /visits',
    'GET /stats?by=day',
    'DELETE /visits?site=you.github.io',
    'GET /sites',
  ]) {
    await anybody(request)
    await anybody(request, { as: 'stranger' })
  }
  await anybody('GET /status', { headers: { authorization: 'Basic eDp5' } })
}

async function record({ ask, now }: Asking): Promise<void> {
  const next = random(12)
  const listed = { origin: 'https://you.github.io', referer: 'https://you.github.io/' }
  const visit = (more: object = {}) => JSON.stringify({ id: idAt(now(), next), page: '/cv.html', ...more })
  const post = (body: string, headers: Request['headers'] = listed) => ask('POST /visits', { headers, body })
  const id = idAt(now(), next)
  const body = JSON.stringify({
    id,
    page: '/recorded?utm_source=mail',
    title: 'Recorded',
    referrer: 'https://t.co/x',
  })
  const agent = { 'user-agent': 'Mozilla/5.0 (X11; Linux x86_64; rv:145.0) Gecko/20100101 Firefox/145.0' }
  for (const ip of ['18.9.22.169', '129.132.19.216'])
    await ask('POST /visits', { headers: { ...listed, ...agent }, body, ip }) // the second is a repeated delivery
  await ask(`GET /visits/${id}`, { as: 'owner' })
  await ask(`GET /visits/${id}?site=you.github.io`, { as: 'owner' })
  await post(visit({ site: 'you.github.io', canonical: 'https://you.github.io/canonical' }))
  await post(visit(), { origin: 'https://new.example.com', 'sec-gpc': '1' })
  await post(visit({ language: 7, screen: 'large', webdriver: 'no' }), {
    origin: 'null',
    referer: listed.referer,
  })
  await post(visit({ site: 'other.example.net' }))
  await post(visit({ page: 'cv.html' }))
  await post('')
  await post('{')
  await post('[]')
  await post(visit(), { origin: 'https://evil.example', referer: listed.referer })
  await post(visit(), { referer: 'https://evil.example/x' })
  await post(visit(), { origin: 'null' })
  await post(visit(), {})
  await ask('POST /visits', { headers: listed, body: visit(), padding: 65_536 })
  for (const headers of [
    {
      ...listed,
      'access-control-request-method': 'POST',
      'access-control-request-headers': 'content-type, x-csrf',
    },
    { origin: 'https://new.example.com', 'access-control-request-headers': 'bad header(s)' },
    { origin: 'https://evil.example' },
    {},
  ])
    await ask('OPTIONS /visits', { headers })
  await ask('OPTIONS /record', { headers: listed })
  await ask('GET /visits?from=2026-11-22T15:00:00Z&to=2026-11-23&bot=include', { as: 'owner' })
  await ask('GET /stats?from=2026-11-22&to=2026-11-22&by=page,organisation', { as: 'owner' })
  await ask('GET /refusals?from=2026-11-22&to=2026-11-22', { as: 'owner' })
  await ask('GET /sites', { as: 'owner' })
}

async function change({ count }: Asking, ask: Ask): Promise<void> {
  const told = 'GET /stats?from=2026-11-16&to=2026-11-22&by=day,organisation'
  const { body } = await ask('GET /visits?limit=2&site=blog.example.com&to=2026-11-21')
  const [first, second] = JSON.parse(body).visits
  await ask(`DELETE /visits/${first.id}?site=blog.example.com`)
  await ask(`DELETE /visits/${second.id}`)
  await ask(`GET /visits/${first.id}`)
  await ask(`DELETE /visits?visitor=${second.visitor ?? '0'.repeat(24)}`)
  await ask('DELETE /visits?network=137.138.1.0/24&site=you.github.io')
  await ask('PATCH /organisations/559', {
    body: '{"name":"ETH Zürich","kind":"education","domain":"ETHZ.ch","mine":true}',
  })
  await ask('PATCH /organisations/559', { body: '{"mine":null,"domain":null}' })
  await ask('PATCH /organisations/64496', { body: '{"kind":"business"}' })
  await ask('PATCH /organisations/64496', { body: '{"kind":null}' })
  await ask('DELETE /organisations/3320')
  await ask('DELETE /organisations/3320')
  await ask(told)
  await ask('GET /status')
  await count()
  await ask(told)
  await ask(`GET /organisations?${period}&kind=all`)
  await ask('DELETE /sites/shop.example.com')
  await ask('DELETE /sites/shop.example.com')
  await ask('GET /sites')
  await ask(`GET /stats?${period}`)
  await ask('GET /status')
}

/** Answers that name an id which the service makes; see `keptAnswer`. Nothing is read after them. */
async function recordUnderOwnIds(ask: Ask): Promise<void> {
  const referer = { referer: 'https://you.github.io/cv.html' }
  await ask('GET /record', { headers: referer })
  await ask('GET /record?url=https://you.github.io/about&referrer=https://t.co/', {
    headers: { ...referer, origin: 'https://you.github.io' },
  })
  await ask('GET /record?url=about', { headers: referer })
  await ask('GET /record?url=https://evil.example/', { headers: referer })
  await ask('GET /record')
  await ask('GET /leaf.gif', { headers: referer })
  await ask('GET /leaf.gif', { headers: { referer: 'https://evil.example/' } })
  await ask('POST /visits', { headers: referer, body: '{"page":"/without-an-id"}' })
}
