import { request } from 'node:http'
import { ScanCommand } from '@aws-sdk/lib-dynamodb'
import { allRoutes } from '../../../lambda/api/routes'
import { examplePath, exampleSite } from '../../../web/dashboard/example/example-site'
import { visitbookHere } from '../../bin/visitbook'
import { engines } from '../../store/fixtures'
import { type Book, openBook } from '../book'

jest.setTimeout(60_000)

interface Asking {
  readonly method: string
  readonly origin?: string
  readonly host?: string
  readonly token?: string | null
}

const items = async ({ database }: Book) => {
  const { Items = [] } = await database.client.send(new ScanCommand({ TableName: database.tableName }))
  return Items.map(({ pk, sk }) => `${pk} ${sk}`).toSorted()
}

describe.each(engines)('the example on %s', (engine) => {
  let book: Book
  beforeAll(async () => {
    book = await openBook({ engine })
  })
  afterAll(() => book.close())

  /** Asks as a page does. fetch() would not send the headers of another host. */
  function ask({ method, origin = book.url, token = book.token, host }: Asking) {
    return new Promise<number>((resolve, reject) => {
      const headers = {
        origin,
        ...(host !== undefined && { host }),
        ...(token !== null && { authorization: `Bearer ${token}` }),
      }
      request(book.url + examplePath, { method, headers }, (response) =>
        resolve(response.resume().statusCode ?? 0),
      )
        .once('error', reject)
        .end()
    })
  }

  it.each<[string, Asking, number]>([
    ['a page on another host', { method: 'POST', origin: 'https://evil.example' }, 403],
    ['a page on another port of this machine', { method: 'POST', origin: 'http://127.0.0.1:1' }, 403],
    ['a page without a host', { method: 'DELETE', origin: 'null' }, 403],
    ['a name that leads here', { method: 'POST', origin: 'http://evil.example', host: 'evil.example' }, 403],
    ['somebody without a token', { method: 'POST', token: null }, 401],
    ['somebody with another token', { method: 'DELETE', token: 'vb_another' }, 401],
    ['somebody who reads', { method: 'GET' }, 404],
  ])('is not for %s', async (_, asking, status) => {
    expect(await ask(asking)).toBe(status)
    expect(await book.visits()).toEqual([])
  })

  it('is filled, listed as the site that it is, said to be invented, and removed with all that belongs to it', async () => {
    expect(await ask({ method: 'POST' })).toBe(200)
    const { json: filled } = await book.ask(`GET /stats?site=${exampleSite}&by=kind`)
    expect(filled.totals.visits).toBeGreaterThan(100)
    const { json: listed } = await book.ask('GET /sites')
    expect(listed.sites).toContainEqual(expect.objectContaining({ site: exampleSite, listed: false }))
    const refusals = await book.ask('GET /refusals')
    expect(refusals.json.refusals.map(({ site }: { site: string }) => site)).toContain(exampleSite)
    const recipients = await book.ask('GET /recipients')
    expect(recipients.json.recipients).toHaveLength(3)
    const { stdout, stderr } = await visitbookHere(['visits', '--url', book.url, '--limit', '3'], {
      env: { VISITBOOK_TOKEN: book.token },
    })
    expect(stdout).toContain(exampleSite)
    expect(stderr).toContain(`all visits of ${exampleSite} are invented`)
    expect(await ask({ method: 'DELETE' })).toBe(200)
    const left = (await items(book)).filter(
      (item) => item.includes(exampleSite) || /examp1e|#example$/.test(item),
    )
    expect(left).toEqual([`ARCHIVE REMOVED#${exampleSite}`])
  })

  it('filled again it has the same visits, once, also those that were erased', async () => {
    const first = await book.example.fill()
    const [visit] = (await book.ask(`GET /visits?site=${exampleSite}&limit=1`)).json.visits
    await book.ask(`DELETE /visits/${visit.id}?site=${exampleSite}`)
    expect(await book.example.fill()).toBeGreaterThanOrEqual(first)
    const again = await book.ask(`GET /visits/${visit.id}?site=${exampleSite}`)
    expect(again.status).toBe(200)
    expect(await book.example.remove()).toBeGreaterThanOrEqual(first)
  })
})

test('no deployed service has a route for it', () => {
  expect(allRoutes.filter((route) => route.includes(examplePath))).toEqual([])
})
