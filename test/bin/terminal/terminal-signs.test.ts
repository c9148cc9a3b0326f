import { type Book, openBook } from '../../local/book'
import { visitbook, visitbookHere } from '../visitbook'

let book: Book
beforeAll(async () => {
  book = await openBook()
  const headers = { origin: 'https://you.github.io', 'user-agent': 'Mozilla/5.0 Firefox/120.0' }
  await book.ask('POST /visits', { headers, body: { page: '/cv.html' }, token: null })
}, 60_000)
afterAll(() => book.close())

const environment = () => ({ PORT: new URL(book.url).port, VISITBOOK_DATA: book.folder })

/** Runs where stdout and stderr are a terminal. */
async function atTerminal(args: readonly string[], env: Record<string, string> = {}) {
  const streams = [process.stdout, process.stderr]
  const before = streams.map(({ isTTY }) => isTTY)
  for (const stream of streams) stream.isTTY = true
  try {
    return await visitbookHere(args, { env: { ...environment(), ...env } })
  } finally {
    for (const [at, stream] of streams.entries()) stream.isTTY = before[at] as boolean
  }
}

const red = '\u001b[31m'

test.each<[string, Record<string, string>, boolean, boolean]>([
  ['at a terminal', {}, true, true],
  ['not in a pipe', {}, false, false],
  ['in a pipe that wants them', { FORCE_COLOR: '1' }, false, true],
  ['not at a terminal that wants none', { NO_COLOR: '1' }, true, false],
  ['not at a dumb one', { TERM: 'dumb' }, true, false],
  ['not where they are forced off', { FORCE_COLOR: '0' }, true, false],
])('colours are shown %s', async (_, env, isTerminal, isColoured) => {
  const ran = isTerminal
    ? await atTerminal(['status'], env)
    : await visitbookHere(['status'], { env: { ...environment(), ...env } })
  expect(ran.stdout).toContain('The network table is')
  expect(ran.stdout.includes(red)).toBe(isColoured)
})

test('a terminal is told which service is asked, unless that was typed; a pipe is not', async () => {
  const said = `visitbook: asks the service on this machine, ${book.url}\n`
  expect((await atTerminal(['sites'])).stderr).toBe(said)
  expect((await atTerminal(['sites', '--url', book.url])).stderr).toBe('')
  expect((await visitbookHere(['sites'], { env: environment() })).stderr).toBe('')
})

test('a terminal is told which table is worked on', async () => {
  const { stderr } = await atTerminal(['rollup'])
  expect(stderr).toContain(`visitbook: works on the table of this machine, in ${book.folder}\n`)
})

test('the SDK says nothing of the version of Node.js', async () => {
  const aws = { AWS_REGION: 'eu-west-1', AWS_ACCESS_KEY_ID: 'x', AWS_SECRET_ACCESS_KEY: 'y' }
  const env = { ...aws, AWS_ENDPOINT_URL: 'http://127.0.0.1:1', NODE_NO_WARNINGS: '0' }
  const { code, stderr } = await visitbook(['rollup', '--stack', 'Visitbook'], { env })
  expect([code, stderr]).toEqual([1, expect.stringMatching(/^visitbook: AWS: connect ECONNREFUSED .*\n$/)])
}, 30_000)
