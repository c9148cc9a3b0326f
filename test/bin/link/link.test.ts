import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import jsQR from 'jsqr'
import { type Book, openBook } from '../../local/book'
import { temporaryFolder } from '../../store/fixtures'
import { pixelsOf } from '../../support/svg-pixels'
import { visitbookHere } from '../visitbook'

let book: Book
const { folder, remove } = temporaryFolder()
beforeAll(async () => {
  book = await openBook()
}, 120_000)
afterAll(async () => {
  await book.close()
  remove()
})

const run = (...args: string[]) =>
  visitbookHere(args, { env: { VISITBOOK_URL: book.url, VISITBOOK_TOKEN: book.token } })
const page = 'https://you.github.io/cv'
const codeIn = (text: string) => /\bcode ([0-9a-z]{10})\./.exec(text)?.[1] ?? ''
const listed = async () =>
  (await run('link', 'list')).stdout
    .trimEnd()
    .split('\n')
    .map((line) => line.split(/ {2,}/))

test('a link is made, followed, listed, renamed, withdrawn and forgotten', async () => {
  const svg = join(folder, 'link.svg')
  const made = await run('link', page, '--to', 'Acme, Jane Doe', '--qr', svg)
  const code = codeIn(made.stderr)
  expect(made).toEqual({
    code: 0,
    stdout: `${page}?to=${code}\n`,
    stderr: `This is the link for "Acme, Jane Doe", code ${code}.\nIts QR code is in ${svg}.\n`,
  })
  const { data, width, height } = pixelsOf(readFileSync(svg, 'utf8'), 4)
  expect(jsQR(data, width, height)?.data).toBe(`${page}?to=${code}q`)

  const followed = await fetch(`${book.url}/l/${code}`, {
    redirect: 'manual',
    headers: { 'user-agent': 'Mozilla/5.0 (X11; Linux x86_64; rv:145.0) Gecko/20100101 Firefox/145.0' },
  })
  expect([followed.status, followed.headers.get('location')]).toEqual([302, `${page}?to=${code}`])
  const posted = await fetch(`${book.url}/visits`, {
    method: 'POST',
    headers: { origin: 'https://you.github.io', 'user-agent': 'Mozilla/5.0 Firefox/145.0' },
    body: JSON.stringify({ page: '/cv', to: code, language: 'de', timeZone: 'Europe/Berlin' }),
  })
  expect(posted.status).toBe(204)
  expect(await listed()).toEqual([
    ['CODE', 'STATE', 'FOR', 'PAGE', 'MADE', 'READ AT (UTC)', 'LAST', 'VISITS', 'ORGANISATIONS'],
    [code, 'loaded', 'Acme, Jane Doe', 'you.github.io/cv', ...Array(4).fill(expect.any(String)), '-'],
  ])

  expect(await run('link', 'rename', code.toUpperCase(), 'Acme')).toMatchObject({
    code: 0,
    stderr: `Link ${code} is for "Acme" now.\n`,
  })
  expect((await run('link', 'withdraw', code)).stderr).toBe(
    `Link ${code} for "Acme" is withdrawn; it still leads to its page.\n`,
  )
  expect((await listed())[1]?.slice(0, 3)).toEqual([code, 'loaded, withdrawn', 'Acme'])
  expect((await run('link', 'restore', code)).stderr).toBe(`Link ${code} for "Acme" holds again.\n`)
  const found = await run('visits', '--recipient', code, '--format', 'ndjson')
  expect(JSON.parse(found.stdout)).toMatchObject({ recipient: 'Acme', recipientCode: code, page: '/cv' })

  expect(await run('link', 'forget', code)).toMatchObject({ code: 0 })
  expect(await run('link', 'forget', code)).toMatchObject({
    code: 1,
    stderr: expect.stringContaining('there is no recipient of this code'),
  })
  expect(await run('link', 'list')).toMatchObject({
    stdout: '',
    stderr: expect.stringContaining('There is no link yet'),
  })
  expect(await run('erase', '--recipient', code, '--yes')).toMatchObject({
    stderr: expect.stringMatching(/^1 visit found\n(?:.|\n)*1 visit erased/),
  })
})

test('the link of a file, and the short one of a page, are the service’s', async () => {
  const file = await run('link', 'https://you.github.io/cv.pdf', '--to', 'Talk')
  expect(file.stdout).toBe(`${book.url}/l/${codeIn(file.stderr)}\n`)
  const short = await run('link', page, '--to', 'Card', '--short')
  expect(short.stdout).toBe(`${book.url}/l/${codeIn(short.stderr)}\n`)
})

test.each([
  [['link'], 2, 'say where it leads and whom it is for'],
  [['link', page], 2, 'say where it leads and whom it is for'],
  [['link', 'https://evil.example/', '--to', 'x'], 2, 'page must be the whole address'],
  [['link', page, '--to', 'é'.repeat(60)], 2, 'name must have at most 100 bytes'],
  [['link', 'withdraw', 'no-code'], 2, 'no-code is no code of a link'],
  [['link', page, '--to', 'x', '--qr', '/no/such/folder/x.svg'], 1, 'cannot write /no/such/folder/x.svg'],
])('visitbook %j fails with %d', async (args, code, said) => {
  const ran = await run(...args)
  expect({ code: ran.code, said: ran.stderr }).toEqual({ code, said: expect.stringContaining(said) })
})
