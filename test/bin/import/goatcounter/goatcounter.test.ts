import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import { temporaryFolder } from '../../../store/fixtures'
import { visitbook, visitbookHere } from '../../visitbook'
import { storedVisits } from '../stored-visits'

const { folder, remove } = temporaryFolder()
afterAll(remove)

const site = 'you.github.io'
const header =
  '2Path,Title,Event,UserAgent,Browser,System,Session,Bot,Referrer,Referrer scheme,Screen size,Location,FirstVisit,Date'

const typical = {
  ...{
    path: '/cv.html',
    title: 'Résumé',
    event: 'false',
    agent: '',
    browser: 'Firefox 128',
    system: 'Linux ',
  },
  ...{ session: '1a2b3c4d5e6f708192a3b4c5d6e7f809', bot: '0', referrer: 'news.example/a/b', scheme: 'h' },
  ...{ size: '1440,900,2', location: 'DE-BE', first: 'true', date: '2026-08-04T12:00:00Z' },
}

/** As Go's encoding/csv writes it: quotes only where they are needed. */
const line = (fields: Partial<typeof typical> = {}) =>
  Object.values({ ...typical, ...fields })
    .map((cell) => (/[",\r\n]|^\s/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell))
    .join(',')

async function imported(data: string, content: string | Buffer, ...more: string[]) {
  const file = join(folder, 'export.csv.gz')
  writeFileSync(file, content)
  const args = [
    'import',
    'goatcounter',
    file,
    '--site',
    site,
    '--data',
    join(folder, data),
    '--json',
    ...more,
  ]
  const ran = await visitbookHere(args)
  return { ...ran, counts: ran.stdout === '' ? null : JSON.parse(ran.stdout) }
}
const file = (...lines: string[]) => `${[header, ...lines].join('\n')}\n`

test('each page view becomes a visit with what GoatCounter knew, and twice changes nothing', async () => {
  const lines = [
    line(),
    line({ path: '/', title: 'A, "quoted"\ntitle 🦉', session: 'ff', date: '2026-08-04T12:00:01Z' }),
    line({ path: 'click-banana', event: 'true' }),
    line({ path: '/late', date: '2026-08-05T12:00:00Z', location: 'US', size: '1440,0,1' }),
  ]
  const first = await imported('first', gzipSync(file(...lines)))
  expect(first.counts).toEqual({
    ...{ rows: 4, visits: 3, recorded: 3, alreadyThere: 0, withoutAddress: 3 },
    skipped: { notUnderstood: 0, event: 1, noPage: 0, noTime: 0, ahead: 0 },
  })
  const visits = await storedVisits(join(folder, 'first'), site)
  expect(visits).toMatchObject([
    { page: '/late', country: 'US', region: null, screen: null },
    { page: '/', title: 'A, "quoted" title 🦉' },
    {
      ...{ time: '2026-08-04T12:00:00.000Z', page: '/cv.html', title: 'Résumé', country: 'DE', region: 'BE' },
      ...{ referrer: 'news.example', referrerPath: '/a/b', screen: '1440x900', organisation: null, ip: null },
      ...{ browser: 'Firefox 128', os: 'Linux', device: 'desktop', bot: null },
      userAgent: 'Mozilla/5.0 (X11; Linux) Firefox/128 (told by GoatCounter)',
    },
  ])
  const visitors = visits.map(({ visitor }) => visitor)
  expect(visitors[2]).toMatch(/^[\da-f]{24}$/)
  expect(new Set(visitors).size).toBe(3) // another browser, and the same one on another day

  const longer = [...lines, line({ date: '2026-08-06T12:00:00Z' })]
  expect((await imported('first', file(...longer))).counts).toMatchObject({ recorded: 1, alreadyThere: 3 })
})

test('one session of one day is one visitor, and identical rows are as many visits', async () => {
  const { counts } = await imported('same', file(line(), line(), line({ path: '/other' })))
  expect(counts).toMatchObject({ recorded: 3 })
  const visits = await storedVisits(join(folder, 'same'), site)
  expect(new Set(visits.map(({ visitor }) => visitor)).size).toBe(1)
})

test.each([
  ['an address', 'www.google.com/search', 'h', { referrer: 'www.google.com', referrerGroup: 'search' }],
  ['a name that stands for several hosts', 'Hacker News', 'g', { referrer: 'news.ycombinator.com' }],
  ['a name that nobody can visit', 'Email', 'g', { referrer: null }],
  ['a campaign', 'autumn mail & more', 'c', { referrer: null, utmSource: 'autumn mail & more' }],
  ['an app', 'com.linkedin.android', 'o', { referrer: 'com.linkedin.android', referrerGroup: 'social' }],
  ['nothing', '', '', { referrer: null, utmSource: null }],
])('a referrer may be %s', async (name, referrer, scheme, expected) => {
  await imported(name, file(line({ referrer, scheme })))
  expect(await storedVisits(join(folder, name), site)).toMatchObject([expected])
})

test.each([
  ['Chrome 120', 'Windows 10', { browser: 'Chrome 120', os: 'Windows 10', device: 'desktop' }],
  ['Safari 17.2', 'iOS 17.2', { browser: 'Safari 17', os: 'iOS 17', device: 'mobile' }],
  ['Safari 17.2', 'macOS 10.15', { browser: 'Safari 17', os: 'macOS', device: 'desktop' }],
  ['Edge 120', 'Android 14', { browser: 'Edge 120', os: 'Android 14', device: 'mobile' }],
  ['Chrome ', 'Chrome OS ', { browser: 'Chrome', os: 'ChromeOS', device: 'desktop' }],
  [' ', 'Linux Ubuntu', { browser: null, os: 'Linux', device: 'desktop' }],
  ['x) (evil/1', '\u0000', { browser: null, os: null }],
])('browser %j on %j', async (browser, system, expected) => {
  const name = Buffer.from(browser + system).toString('hex')
  await imported(name, file(line({ browser, system })))
  expect(await storedVisits(join(folder, name), site)).toMatchObject([{ ...expected, bot: null }])
})

test('a bot stays one, and a user agent of an earlier export stays what it is', async () => {
  await imported('bot', file(line({ bot: '3' }), line({ agent: 'Mozilla/5.0 (X11) Firefox/99', path: '/2' })))
  const visits = await storedVisits(join(folder, 'bot'), site)
  const found = visits.map(({ page, bot, userAgent }) => [page, bot, userAgent]).toSorted()
  expect(found).toEqual([
    ['/2', null, 'Mozilla/5.0 (X11) Firefox/99'],
    ['/cv.html', 'isbot: bot', expect.stringContaining('(a bot, by GoatCounter)')],
  ])
})

test('rows that are no visits are told, each with its reason', async () => {
  const rows = [
    line({ path: '' }),
    line({ path: 'cv' }),
    line({ date: 'yesterday' }),
    line({ date: '2126-01-01T00:00:00Z' }),
    'too,few',
    '"x"y',
    line({ title: 'x'.repeat(10_000_000) }),
    line(),
  ]
  const { counts, stderr } = await imported('odd', file(...rows), '--dry-run')
  expect(counts).toMatchObject({
    ...{ rows: 8, visits: 1, recorded: 0 },
    skipped: { notUnderstood: 3, noPage: 2, noTime: 1, ahead: 1 },
  })
  expect(stderr).toContain('3 no rows of an export (rows 5, 6, 7)')
})

test.each([
  ['another version', file().replace('2Path', '3Path'), 'it has version 3 of GoatCounter’s CSV export'],
  [
    'the first version',
    '1Path,Title,Event,Bot,Session,Referrer,Browser,Screen size,Location,Date\n',
    'version 1',
  ],
  ['no version', file().replace('2Path', 'Path'), 'which begins with 2Path,Title,Event'],
  ['fewer columns', '2Path,Title\n', 'lacks the columns Event, UserAgent'],
  ['no rows', file(), 'there are no rows of GoatCounter’s CSV export'],
  ['nothing', '', 'there are no rows of GoatCounter’s CSV export'],
  ['a gz that is cut', gzipSync(file(line())).subarray(0, -9), 'cut short: unexpected end of file'],
  ['its JSON export', Buffer.from('504b03040000', 'hex'), 'has totals by hour and day and no single visits'],
])('a file with %s is refused in words', async (_, content, said) => {
  const ran = await imported('refused', content)
  expect([ran.code, ran.stderr]).toEqual([1, expect.stringContaining(said)])
})

test('stdin is read', async () => {
  const args = ['import', 'goatcounter', '-', '--site', site, '--data', join(folder, 'stdin')]
  const ran = await visitbook(args, { stdin: file(line()) })
  expect([ran.code, ran.stderr]).toEqual([0, expect.stringMatching(/^stdin: 1 rows, 1 visits: 1 recorded/)])
})
