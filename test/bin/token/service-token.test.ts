import { createHash } from 'node:crypto'
import { dynamoTokenStore } from '../../../lambda/store/dynamo/token-store'
import { type Book, openBook } from '../../local/book'
import { visitbookHere } from '../visitbook'

let book: Book
beforeAll(async () => {
  book = await openBook()
}, 120_000)
afterAll(() => book.close())

const run = (...args: string[]) =>
  visitbookHere(['token', ...args], { env: { VISITBOOK_URL: book.url, VISITBOOK_TOKEN: book.token } })
const stats = async (token: string, query: string) =>
  (await book.ask(`GET /stats?${query}`, { token })).status

test('a token for one site is made by the service, good at once, listed and revoked, without a deploy', async () => {
  const site = ['--scope', 'stats', '--site', 'You.github.io', '--zone', 'Europe/Berlin']
  const made = await run(...site, '--pages', '--name', 'for my boss')
  expect(made.code).toBe(0)
  expect(made.stdout).toMatch(/^vb_[\w-]{43}\n$/)
  const token = made.stdout.trim()
  const [id = ''] = /[0-9a-f]{16}$/m.exec(made.stderr) ?? []
  expect(made.stderr).toContain(`${book.url}/?site=you.github.io#share=${token}\n`)
  const kept = await dynamoTokenStore(book.database).tokens()
  expect(kept).toEqual([
    expect.objectContaining({ id, sha256: createHash('sha256').update(token).digest('hex') }),
  ])
  expect(JSON.stringify(kept)).not.toContain(token)

  expect(await stats(token, 'site=you.github.io&by=page&from=2026-11-01&to=2026-11-20')).toBe(200)
  expect(await stats(token, 'site=client.example')).toBe(403)
  expect(await stats(token, '')).toBe(403)

  const listed = await run('list')
  expect(listed.code).toBe(0)
  expect(listed.stdout.split('\n').map((line) => line.split(/ {2,}/))).toEqual([
    ['ID', 'NAME', 'MADE', 'SEES', 'SITE', 'ZONE', 'FRAMED BY'],
    [
      id,
      'for my boss',
      expect.stringMatching(/^\d{4}-\d\d-\d\d$/),
      'totals and pages',
      'you.github.io',
      'Europe/Berlin',
      '-',
    ],
    [''],
  ])

  expect(await run('revoke', id)).toEqual({
    code: 0,
    stdout: '',
    stderr: `Token ${id} is revoked; it stops within five seconds.\n`,
  })
  expect(await stats(token, 'site=you.github.io')).toBe(401)
  expect(await run('revoke', id)).toMatchObject({
    code: 1,
    stderr: expect.stringContaining('no token of this id'),
  })
  expect(await run('list')).toMatchObject({
    code: 0,
    stdout: '',
    stderr: expect.stringContaining('no token'),
  })
})

test('a link that may be framed comes with the frame to paste', async () => {
  const made = await run('--scope', 'stats', '--site', 'you.github.io', '--embed', 'https://you.dev')
  expect(made.stderr).toMatch(
    /^For pages of https:\/\/you\.dev:\n<iframe src="http[^"]+\/shared\/[0-9a-f]{16}\?site=you\.github\.io#share=vb_[\w-]{43}&amp;pages=none" /m,
  )
})

test('with --url a token for everything is made by the service too', async () => {
  const made = await run('--name', 'laptop', '--url', book.url)
  expect(made.code).toBe(0)
  expect(made.stderr).not.toContain('#share=')
  expect((await book.ask('GET /sites', { token: made.stdout.trim() })).status).toBe(200)
})

test('the address of a feed is printed whole, works in a reader and sees nothing else', async () => {
  const made = await run('--scope', 'feed', '--url', book.url, '--name', 'reader')
  expect(made.code).toBe(0)
  const [, path = '', token = ''] = /^http:\/\/[^/]+(\/feed\?token=(vb_[\w-]{43}))\n$/.exec(made.stdout) ?? []
  expect(made.stdout.startsWith(`${book.url}/`)).toBe(true)
  const { status, type, text } = await book.ask(`GET ${path}`, { token: null })
  expect([status, type]).toEqual([200, 'application/atom+xml; charset=utf-8'])
  expect(text).not.toContain(token)
  expect((await book.ask('GET /messages', { token })).status).toBe(403)
  expect((await run('list')).stdout).toMatch(/ reader +\S+ +messages +- +- +-\n/)
})

test.each([
  [['--site', 'you.github.io'], 2, '--site goes with --scope stats'],
  [['--pages'], 2, '--pages and --embed go with --scope stats and --site'],
  [['--embed', 'https://you.dev'], 2, '--pages and --embed go with --scope stats and --site'],
  [['--scope', 'stats', '--pages'], 2, '--site is required: a token of scope stats is for one site'],
  [['--scope', 'stats', '--site', 'a b'], 2, 'site must be a host such as you.github.io'],
  [
    ['--scope', 'stats', '--site', 'a.example', '--embed', 'you.dev'],
    2,
    'embed must be an origin such as https://you.dev',
  ],
  [
    ['--scope', 'stats', '--site', 'a.example', '--zone', 'Berlin'],
    2,
    '--zone must be the name of a time zone',
  ],
  [['revoke', 'laptop'], 2, 'laptop is no id of a token; see visitbook token list'],
  [['revoke'], 2, 'missing required argument'],
  [['lsit'], 2, ''],
])('token %j ends with %i: %s', async (args, code, message) => {
  expect(await run(...args)).toEqual({ code, stdout: '', stderr: expect.stringContaining(message) })
})

test('who may see totals alone may not make tokens', async () => {
  const { stdout } = await run('--scope', 'stats', '--site', 'you.github.io')
  const env = { VISITBOOK_URL: book.url, VISITBOOK_TOKEN: stdout.trim() }
  expect(await visitbookHere(['token', 'list'], { env })).toMatchObject({
    code: 1,
    stdout: '',
    stderr: expect.stringContaining('this token may only see totals'),
  })
})
