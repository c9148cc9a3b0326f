import { type Book, openBook, page } from '../../local/book'
import { parseCsv } from '../../support/csv'
import { visitbookHere } from '../visitbook'

const hostile = ['=HYPERLINK("https://evil.example")', '\u202egnp.\u200b', 'x'.repeat(8_000), '@SUM(1)']

let book: Book
beforeAll(async () => {
  const info = jest.spyOn(console, 'info').mockImplementation()
  book = await openBook()
  const send = (origin: string) =>
    book.ask('POST /visits', { headers: { origin }, body: { page: '/cv.html' }, token: null })
  await send('https://www.example.org')
  await send('https://www.example.org')
  for (const origin of hostile) await send(Buffer.from(origin).toString('latin1')) // as bytes, as HTTP has them
  await book.ask('POST /visits', { headers: page, body: '{}', token: null })
  info.mockRestore()
})
afterAll(() => book.close())

const run = (...args: string[]) =>
  visitbookHere(['refusals', ...args], {
    env: { PORT: new URL(book.url).port, VISITBOOK_DATA: book.folder },
  })

test('the table says why, from where, how often, and below it what would let them in', async () => {
  const { code, stdout, stderr } = await run('--utc')
  expect([code, stderr]).toEqual([0, ''])
  const [table = '', remedies = ''] = stdout.split('\nWhat would let them in:\n')
  expect(table.split('\n')[0]?.split(/ {2,}/)).toEqual(['LAST SEEN (UTC)', 'REASON', 'HOST', 'COUNT', 'PAGE'])
  expect(table.split('\n')[1]?.split(/ {2,}/).slice(1)).toEqual([
    'origin not listed',
    'www.example.org',
    '2',
    '/cv.html',
  ])
  expect(table.trimEnd().split('\n')).toHaveLength(1 + 1 + hostile.length + 1)
  expect(remedies).toContain(
    "www.example.org: if this is yours: VISITBOOK_SITES='you.github.io,www.example.org' npm start\n",
  )
  expect(remedies).toContain(
    'you.github.io: correct what the page sends (page is required), or use the beacon',
  )
  expect(stdout).not.toMatch(/[^\P{Cc}\n]|\p{Cf}/u)
  expect(stdout).not.toContain('x'.repeat(101))
})

test('json is what the API answers', async () => {
  const { json } = await book.ask('GET /refusals?from=2026-01-01&limit=500')
  expect(JSON.parse((await run('--from', '2026-01-01', '--format', 'json')).stdout)).toEqual(json)
})

test('a period may be asked for', async () => {
  const { stdout } = await run('--from', '2020-01-01', '--to', '2020-01-31', '--format', 'json')
  expect(JSON.parse(stdout)).toEqual({
    ...{ refusals: [], others: { groups: 0, count: 0 } },
    ...{ from: '2020-01-01T00:00:00.000Z', complete: true },
  })
})

test('where nothing was turned away it prints no bare head, and says so in a line', async () => {
  const { code, stdout, stderr } = await run('--from', '2020-01-01', '--to', '2020-01-31')
  expect([code, stdout]).toEqual([0, ''])
  expect(stderr).toBe(
    'visitbook: nothing was turned away from 2020-01-01 to 2020-01-31, and refusals are kept for 30 days; ./visitbook doctor tells why no visit comes\n',
  )
})

test('in CSV no cell is run as a formula', async () => {
  const [head, ...rows] = parseCsv((await run('--since', '30d', '--format', 'csv')).stdout)
  expect(head).toEqual([
    ...['reason', 'host', 'count', 'firstSeen', 'lastSeen', 'site', 'page', 'route', 'field'],
    ...['detail', 'remedy'],
  ])
  const hosts = rows.map(([, host]) => host)
  expect(hosts).toContain(`'${hostile[0]}`)
  expect(hosts).toContain("'@SUM(1)")
  expect(rows.flat().filter((cell) => /^[=+\-@\t\r]/.test(cell))).toEqual([])
})
