import type { Browser } from 'playwright-core'
import { hashOf } from '../../lambda/http/token-secret'
import { type Book, openBook } from '../local/book'
import { startEdge } from '../support/http/edge'
import { describeInChromium, launch } from './browser'
import { type PageServer, startPageServer } from './page-server'
import { until } from './until'

const secret = 's'.repeat(43)

describeInChromium('through an edge', (chromium) => {
  let browser: Browser
  let pages: PageServer
  let book: Book
  let edge: Awaited<ReturnType<typeof startEdge>>
  beforeAll(async () => {
    browser = await launch(chromium)
    pages = await startPageServer()
    book = await openBook({
      sites: [`127.0.0.1:${pages.port}`],
      edge: { secrets: [hashOf(secret).toString('hex')], only: true, url: null },
    })
    edge = await startEdge(book.url, secret)
  })
  afterAll(async () => {
    await Promise.all([browser.close(), pages.close(), edge.close(), book.close()])
  })

  it('a visit in a browser has the city and the version of HTTP that the edge tells', async () => {
    const service = `http://127.0.0.1:${edge.port}`
    pages.publish('/cv', `<title>Ada</title><script defer data-local src="${service}/visitbook.js"></script>`)
    const tab = await browser.newPage()
    await tab.goto(`http://127.0.0.1:${pages.port}/cv`)
    const visits = await until(async () => {
      const headers = { authorization: `Bearer ${book.token}` }
      const found = await fetch(`${service}/visits?bot=include`, { headers })
      const { visits } = (await found.json()) as { visits: object[] }
      return visits.length > 0 && visits
    })
    expect(visits).toMatchObject([
      { page: '/cv', title: 'Ada', country: 'CH', city: 'Zürich', httpVersion: '1.1', ip: '8.8.8.0/24' },
    ])
    await tab.close()
  })
})
