import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import { temporaryFolder } from '../../../store/fixtures'
import { visitbookHere } from '../../visitbook'
import { zipOf } from '../rows/zip-of'
import { storedVisits } from '../stored-visits'

const { folder, remove } = temporaryFolder()
afterAll(remove)

const site = 'you.github.io'

/** A row of Umami Cloud’s website_event.csv, in the order of its columns. */
const typical = {
  website_id: '3f673ea9-160f-4880-8d92-226feaa1e6d9',
  session_id: '9e3779b1-3c6e-4362-da4f-81b88c81f013',
  visit_id: '0f3779b1-3c6e-4362-da4f-81b88c81f013',
  event_id: '11111111-3c6e-4362-da4f-81b88c81f013',
  ...{ hostname: 'www.you.github.io', browser: 'edge-chromium', os: 'Windows 10', device: 'laptop' },
  ...{ screen: '1920x1080', language: 'en-US', country: 'US', region: 'US-CA', city: 'San Francisco' },
  ...{
    url_path: '/blog/post-1',
    url_query: 'id=7&utm_source=mail',
    utm_source: 'mail',
    utm_medium: 'e-mail',
  },
  ...{ utm_campaign: '', utm_content: '\\N', utm_term: 'a & b' },
  ...{ referrer_path: '/search', referrer_query: 'q=secret', referrer_domain: 'google.com' },
  ...{ page_title: 'Post “1”, 🦉', gclid: '', event_type: '1', event_name: '', tag: '', distinct_id: '' },
  ...{ created_at: '2026-06-15 14:30:00', job_id: '\\N' },
}
type Row = Partial<Record<keyof typeof typical, string>>

/** As Papa Parse and ClickHouse write it. */
const csv = (rows: readonly Record<string, string>[], names = Object.keys(typical)) =>
  [names, ...rows.map((row) => names.map((name) => row[name] ?? ''))]
    .map((cells) => cells.map((cell) => `"${cell.replaceAll('"', '""')}"`).join(','))
    .join('\r\n')
let made = 0
const rowsOf = (...rows: readonly Row[]) =>
  rows.map((row) => ({ ...typical, event_id: `event-${++made}`, ...row }))
const exportOf = (...rows: readonly Row[]) =>
  zipOf([
    { name: 'session_data.csv', content: '' },
    { name: 'export/website_event.csv', content: csv(rowsOf(...rows)) },
    { name: 'event_data.csv', content: 'website_id\n' },
  ])

async function imported(data: string, content: string | Buffer, ...more: string[]) {
  const file = join(folder, 'export.zip')
  writeFileSync(file, content)
  const args = ['import', 'umami', file, '--site', site, '--data', join(folder, data), '--json', ...more]
  const ran = await visitbookHere(args)
  return { ...ran, counts: ran.stdout === '' ? null : JSON.parse(ran.stdout) }
}

test('each page view becomes a visit with what Umami knew, and twice changes nothing', async () => {
  const archive = exportOf(
    {},
    { url_path: '/2', created_at: '2026-06-15 14:31:00' },
    { event_type: '2', event_name: 'signup' },
    { event_type: '5' },
    { hostname: 'other.example' },
    { session_id: 'another', created_at: '2026-06-15 14:32:00', hostname: '' },
  )
  const first = await imported('first', archive)
  expect(first.counts).toEqual({
    ...{ rows: 6, visits: 3, recorded: 3, alreadyThere: 0, withoutAddress: 3 },
    skipped: { notUnderstood: 0, event: 2, otherSite: 1, noPage: 0, noTime: 0, ahead: 0 },
  })
  const visits = await storedVisits(join(folder, 'first'), site)
  expect(visits[2]).toMatchObject({
    ...{
      time: '2026-06-15T14:30:00.000Z',
      site,
      page: '/blog/post-1',
      title: 'Post “1”, 🦉',
      language: 'en-US',
    },
    ...{ referrer: 'google.com', referrerPath: '/search', referrerGroup: 'search', screen: '1920x1080' },
    ...{ utmSource: 'mail', utmMedium: 'e-mail', utmTerm: 'a & b', utmCampaign: null, utmContent: null },
    ...{ country: 'US', region: 'CA', city: 'San Francisco', ip: null, organisation: null, bot: null },
    ...{ browser: 'Edge', os: 'Windows 10', device: 'desktop' },
    userAgent: 'Mozilla/5.0 (Windows NT 10.0) Edg/x (told by Umami)',
  })
  const [another, ...same] = visits.map(({ visitor }) => visitor)
  expect(same[0]).toMatch(/^[\da-f]{24}$/)
  expect([same[1], another === same[0]]).toEqual([same[0], false])
  expect((await imported('first', archive)).counts).toMatchObject({ recorded: 0, alreadyThere: 3 })
})

test('the tables of one’s own server are joined by their sessions', async () => {
  const { session_id, browser, os, device, screen, language, country, city } = typical
  const session = { session_id, browser, os, device, screen, language, country, city, subdivision1: 'US-CA' }
  const event = {
    ...{
      event_id: 'e',
      session_id,
      created_at: '2026-06-15 14:30:00.123+00',
      url_path: '/p',
      event_type: '1',
    },
    ...{ referrer_domain: '', page_title: 'P' },
  }
  const archive = zipOf([
    {
      name: 'website_event.csv',
      content: csv([event, { ...event, event_id: 'f', session_id: 'unknown' }], Object.keys(event)),
    },
    { name: 'session.csv', content: csv([session], Object.keys(session)) },
  ])
  expect((await imported('own', archive)).counts).toMatchObject({ recorded: 2 })
  const visits = await storedVisits(join(folder, 'own'), site)
  expect(visits).toHaveLength(2)
  expect(visits.find(({ browser }) => browser !== null)).toMatchObject({
    ...{ time: '2026-06-15T14:30:00.123Z', browser: 'Edge', country: 'US', region: 'CA', referrer: null },
  })
  expect(visits.find(({ browser }) => browser === null)).toMatchObject({ country: null, userAgent: null })
})

test.each([
  ['plain', (text: string) => Buffer.from(text)],
  ['gzip', gzipSync],
])('website_event.csv alone is read, %s', async (name, packed) => {
  const { counts } = await imported(name, packed(csv(rowsOf({}))))
  expect(counts).toMatchObject({ recorded: 1 })
})

test('rows that are no visits are told, each with its reason', async () => {
  const { counts, stderr } = await imported(
    'odd',
    zipOf([
      {
        name: 'website_event.csv',
        content: `${csv(rowsOf({ url_path: '' }, { created_at: 'x' }, { created_at: '2126-01-01 00:00:00' }, {}))}\r\na,b\r\n"${'x'.repeat(10_000_000)}"\r\n`,
      },
    ]),
    '--dry-run',
  )
  expect(counts).toMatchObject({
    ...{ rows: 6, visits: 1 },
    skipped: { notUnderstood: 2, noPage: 1, noTime: 1, ahead: 1 },
  })
  expect(stderr).toContain('2 no rows of an export (rows 5, 6)')
})

const totals = ['events', 'pages', 'referrers', 'browsers', 'os', 'devices', 'countries']

test.each([
  [
    'totals alone',
    zipOf(totals.map((name) => ({ name: `${name}.csv`, content: 'x,y\r\n/,3\r\n' }))),
    /has Umami’s totals \(events\.csv, pages\.csv, .*\) and no single visits; what nobody counted is not invented/,
  ],
  ['something else', zipOf([{ name: 'a.txt', content: 'a' }]), /there is no website_event\.csv in it/],
  [
    'another table',
    zipOf([{ name: 'website_event.csv', content: 'a,b\n1,2\n' }]),
    /lacks the columns session_id, url_path, event_type, created_at/,
  ],
  ['no rows', exportOf(), /there are no rows of Umami’s website_event in export\.zip/],
  ['a cut', exportOf({}).subarray(0, -40), /damaged or cut short/],
])('an export with %s is refused in words', async (_, archive, said) => {
  const ran = await imported('refused', archive)
  expect([ran.code, ran.stderr]).toEqual([1, expect.stringMatching(said)])
})
