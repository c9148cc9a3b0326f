import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { PutCommand } from '@aws-sdk/lib-dynamodb'
import { defaults } from '../../../lambda/contract'
import { makeVisitId } from '../../../lambda/domain/visit/visit-id'
import { toItem } from '../../../lambda/store/items/visit-item'
import { visitbookHere } from '../../bin/visitbook'
import { parseCsv } from '../../support/csv'
import { firefox, visitAt } from '../../support/memory/visits'
import { type Book, openBook, page, site } from '../book'

/** One page, whichever way its visits came in, in everything that is read of it. */
let book: Book
beforeAll(async () => {
  book = await openBook()
})
afterAll(() => book.close())

const headers = { ...page, 'user-agent': firefox }
const cafe = ['/caf%C3%A9/%E4%B8%AD', '/caf%c3%a9/%e4%b8%ad', '/café/中']

async function recorded(): Promise<void> {
  for (const sent of cafe) await book.ask('POST /visits', { headers, body: { page: sent }, token: null })
  for (const sent of cafe)
    await book.ask(`GET /record?url=${encodeURIComponent(`https://${site}${sent}`)}`, {
      headers,
      token: null,
    })
}

/** A line of a log, of now. */
function lineOf(path: string): string {
  const now = new Date().toUTCString().replace(/^..., (..) (...) (....) (.*) GMT$/, '$1/$2/$3:$4 +0000')
  return `203.0.113.7 - - [${now}] "GET ${path} HTTP/1.1" 200 1 "-" "${firefox}"\n`
}

/** The bytes as they are, as servers escape them, and as browsers send them. */
async function imported(): Promise<void> {
  const lines = [...cafe, String.raw`/caf\xC3\xA9/\xe4\xb8\xad`].map(lineOf)
  const file = join(book.folder, 'access.log')
  writeFileSync(file, lines.join(''))
  const { code } = await visitbookHere(['import', 'access-log', file, '--site', site, '--data', book.folder])
  expect(code).toBe(0)
}

/** As the version before stored them. */
async function stored(): Promise<void> {
  const { client, tableName } = book.database
  for (const [at, path] of cafe.entries()) {
    const now = Date.now()
    const id = makeVisitId(now, new Uint8Array(10).fill(at))
    const visit = { ...visitAt(new Date(now).toISOString()), id, page: path }
    const Item = toItem(visit, { expiry: now / 1000 + 1000, indexed: false })
    await client.send(new PutCommand({ TableName: tableName, Item }))
  }
}

test('however its visits came, a page has one spelling that people can read, everywhere', async () => {
  await recorded()
  await imported()
  await stored()
  const thirteen = Array(13).fill('/café/中')

  expect((await book.visits()).map((visit) => visit.page)).toEqual(thirteen)
  const csv = parseCsv((await book.ask('GET /visits?format=csv')).text).slice(1)
  expect(csv.map((cells) => cells[3])).toEqual(thirteen)
  const { text } = await book.ask('GET /visits?format=ndjson')
  expect([...text.matchAll(/"page":"([^"]*)"/g)].map(([, one]) => one)).toEqual(thirteen)

  const { json } = await book.ask(`GET /stats?by=page&site=${site}`)
  expect(json.by.page.values).toMatchObject([{ value: '/café/中', visits: 13 }])
  for (const asked of cafe) {
    const found = await book.ask(`GET /visits?page=${encodeURIComponent(asked)}`)
    expect([asked, found.json.visits.length]).toEqual([asked, 13])
  }
  const env = { VISITBOOK_URL: book.url, VISITBOOK_TOKEN: book.token }
  const table = await visitbookHere(['visits', '--site', site], { env })
  expect(table.stdout.split('/café/中')).toHaveLength(14)
})

test('a page that would turn text around is told in a way that does not', async () => {
  await book.ask('POST /visits', { headers, body: { page: '/cv\u202efdp.exe' }, token: null })
  await book.ask('POST /visits', { headers, body: { page: '/cv%e2%80%aefdp.exe' }, token: null })
  const { json } = await book.ask('GET /visits?limit=2')
  expect(json.visits.map((visit: { page: string }) => visit.page)).toEqual(
    Array(2).fill('/cv%E2%80%AEfdp.exe'),
  )
})

describe('where fields of the query string belong to a page', () => {
  const pages = { ...defaults.pages, query: ['id'] }
  let byId: Book
  beforeAll(async () => {
    byId = await openBook({ pages })
  })
  afterAll(() => byId.close())

  test('beacon, image and log tell of the same pages, and nothing else of the query is kept', async () => {
    const sent = [
      '/post.php?session=secret&id=7',
      '/post.php?id=%37&x',
      '/post.php?id=8',
      '/post.php?session=secret',
    ]
    for (const path of sent) {
      await byId.ask('POST /visits', { headers, body: { page: path }, token: null })
      const url = encodeURIComponent(`https://${site}${path}`)
      await byId.ask(`GET /leaf.gif?url=${url}`, { headers, token: null })
    }
    const file = join(byId.folder, 'access.log')
    writeFileSync(file, sent.map(lineOf).join(''))
    const env = { VISITBOOK_PAGES: JSON.stringify(pages) }
    const args = ['import', 'access-log', file, '--site', site, '--data', byId.folder]
    expect(await visitbookHere(args, { env })).toMatchObject({ code: 0 })

    const { json, text } = await byId.ask(`GET /stats?by=page&site=${site}`)
    const told = json.by.page.values.map(({ value, visits }: { value: string; visits: number }) => [
      value,
      visits,
    ])
    expect(told).toEqual([
      ['/post.php?id=7', 6],
      ['/post.php', 3],
      ['/post.php?id=8', 3],
    ])
    const found = await byId.ask(`GET /visits?page=${encodeURIComponent('/post.php?x=1&id=7')}`)
    expect(found.json.visits).toHaveLength(6)
    expect(text + found.text).not.toContain('secret')
  })
})
