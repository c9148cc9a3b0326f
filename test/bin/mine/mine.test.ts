import { type Book, openBook } from '../../local/book'
import { firefox } from '../../support/memory/visits'
import { visitbookHere } from '../visitbook'

let book: Book
beforeAll(async () => {
  book = await openBook({ mine: ['127.0.0.0/24'], sites: ['you.github.io'] })
})
afterAll(() => book.close())

/** Another browser each time, as its name has it. */
const record = (page: string, headers: object = {}) =>
  book.ask('POST /visits', {
    headers: { origin: 'https://you.github.io', 'user-agent': `${firefox} ${page.slice(1)}`, ...headers },
    body: { page },
    token: null,
  })
const run = (...args: string[]) =>
  visitbookHere(args, { env: { PORT: new URL(book.url).port, VISITBOOK_DATA: book.folder } })
const pages = async (mine: string): Promise<string[]> =>
  (await book.ask(`GET /visits?mine=${mine}`)).json.visits.map(({ page }: { page: string }) => page)
const visitOf = async (page: string) =>
  (await book.ask('GET /visits?mine=include')).json.visits.find((one: { page: string }) => one.page === page)

test('visits from an address of the setting are mine, and what is said of one holds before that', async () => {
  for (const page of ['/a', '/b']) await record(page)
  await record('/opted-out', { 'sec-gpc': '1' })
  expect(await pages('exclude')).toEqual([])
  const { id, visitor, time } = await visitOf('/a')
  const day = time.slice(0, 10)
  expect(await run('mine', id, '--not')).toEqual({
    code: 0,
    stdout: '',
    stderr: `visits of ${visitor} on ${day}: not mine\n`,
  })
  await record('/a')
  expect(await pages('exclude')).toEqual(['/a', '/a'])
  expect((await run('mine', id, '--site', 'you.github.io')).stderr).toBe(
    `visits of ${visitor} on ${day}: mine\n`,
  )
  expect(await pages('only')).toEqual(['/a', '/opted-out', '/b', '/a'])
  const { stdout } = await run('visits', '--mine', 'only', '--format', 'csv')
  const [head = [], ...lines] = stdout
    .trim()
    .split('\r\n')
    .map((line) => line.split(','))
  expect(lines.map((cells) => cells[head.indexOf('mine')])).toEqual(['true', 'true', 'true', 'true'])
})

test('a visit without visitor is said of by its time', async () => {
  const { id, time } = await visitOf('/opted-out')
  expect((await run('mine', id, '--not')).stderr).toBe(`the visit of ${time}: not mine\n`)
  expect(await pages('exclude')).toEqual(['/opted-out'])
})

test.each([
  ['no id', [], 2, "error: missing required argument 'ids'\n"],
  [
    'what is no id',
    ['../x'],
    2,
    'visitbook: ../x is not the id of a visit, such as 019aac4c-1b8b-7001-8203-040506070809\n',
  ],
])('%s is wrong usage', async (_, ids, code, stderr) => {
  expect(await run('mine', ...ids)).toMatchObject({ code, stderr })
})

test('a visit that is not there fails in the words of the service', async () => {
  const id = '01a203ef-642b-7000-8000-000000000000'
  expect(await run('mine', id)).toMatchObject({
    code: 1,
    stderr: `visitbook: ${book.url}: there is no visit ${id}\n`,
  })
})
