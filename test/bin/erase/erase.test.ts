import { eachAtOnce } from '../../../lambda/domain/at-once'
import { type Book, everyVisit, openBook } from '../../local/book'
import { firefox } from '../../support/memory/visits'
import { visitbookHere } from '../visitbook'

let book: Book
beforeAll(async () => {
  book = await openBook({ sites: ['you.github.io', '*.example.com'] })
})
afterAll(() => book.close())

async function record(host: string, page: string, count = 1): Promise<void> {
  const send = (at: number) =>
    book.ask('POST /visits', {
      headers: { origin: `https://${host}`, 'user-agent': at % 2 === 0 ? firefox : 'curl/8' },
      body: { page },
      token: null,
    })
  await eachAtOnce(
    Array.from({ length: count }).map((_, at) => at),
    send,
    20,
  )
}

const run = (...args: string[]) =>
  visitbookHere(['erase', ...args], {
    env: { PORT: new URL(book.url).port, VISITBOOK_DATA: book.folder },
  })
const left = async () => (await everyVisit(book.ask)).length

test('a dry run counts and erases nothing; --yes erases all of a page, bots’ too, and no other', async () => {
  await record('you.github.io', '/forged', 520)
  await record('you.github.io', '/cv.html')
  await record('a.example.com', '/cv.html')
  expect(await run('--page', '/forged', '--dry-run')).toEqual({
    code: 0,
    stdout: '',
    stderr: '520 visits found\n',
  })
  expect(await left()).toBe(522)
  expect(await run('--page', '/forged', '--yes')).toEqual({
    code: 0,
    stdout: '',
    stderr: '520 visits found\n520 visits erased\n',
  })
  expect((await everyVisit(book.ask)).map(({ page }) => page)).toEqual(['/cv.html', '/cv.html'])
  expect((await run('--page', '/forged', '--yes')).stderr).toBe('0 visits found\n')
})

test.each([
  [
    'nothing that chooses',
    ['--yes'],
    'visitbook: say which: --site, --page, --organisation, --network, --visitor or --recipient\n',
  ],
  ['nobody to ask', ['--page', '/cv.html'], '2 visits found\nvisitbook: there is nobody to ask: add --yes\n'],
  [
    'a network that is none',
    ['--network', 'example.com', '--yes'],
    'visitbook: network must be addresses such as 203.0.113.0/24 or 2001:db8:1::/48\n',
  ],
])('with %s it erases nothing and says why', async (_, args, stderr) => {
  expect(await run(...args)).toEqual({ code: 2, stdout: '', stderr })
  expect(await left()).toBe(2)
})

test.each([
  ['a day without visits', ['--site', 'you.github.io', '--to', '2020-01-01'], 2],
  ['a site', ['--site', 'a.example.com'], 1],
  ['a network', ['--network', '127.0.0.0/8'], 0],
])('erases the visits of %s', async (_, args, rest) => {
  expect((await run(...args, '--yes')).code).toBe(0)
  expect(await left()).toBe(rest)
})
