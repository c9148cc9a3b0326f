import { routes } from '../../../lambda/api/routes'
import { type EngineProcess, lastEngine } from '../../../local/engine/engine-process'
import { engines } from '../../store/fixtures'
import { describeInChromium, launch } from '../../web/browser'
import { type PageServer, startPageServer } from '../../web/page-server'
import { type Book, page as listed, openBook } from '../book'

/** What a page of another site can do, in the owner's browser, to a Visitbook that runs on the owner's machine. */
describeInChromium('a page of another site', (chromium) => {
  let browser: Awaited<ReturnType<typeof launch>>
  let pages: PageServer
  let page: Awaited<ReturnType<typeof browser.newPage>>

  beforeAll(async () => {
    browser = await launch(chromium)
    pages = await startPageServer()
    pages.publish('/', '<title>elsewhere</title>')
    page = await browser.newPage()
    await page.goto(`http://elsewhere.test:${pages.port}/`)
  })
  afterAll(async () => {
    await browser.close()
    await pages.close()
  })

  interface Attempt {
    readonly url: string
    readonly method?: string
    readonly headers?: Readonly<Record<string, string>>
    readonly body?: string
    readonly mode?: 'cors' | 'no-cors'
  }

  /** What the page may read of each answer; null where it may read nothing. */
  const attempt = (attempts: readonly Attempt[]): Promise<(string | null)[]> =>
    page.evaluate(
      (all) =>
        Promise.all(
          all.map(({ url, ...init }) =>
            fetch(url, init).then(
              async (answer) => (answer.type === 'opaque' ? null : `${answer.status} ${await answer.text()}`),
              () => null,
            ),
          ),
        ),
      attempts,
    )

  /** Every way to ask an engine: as the SDK does, and without a preflight. */
  const operations = (url: string): Attempt[] =>
    (
      [
        ['ListTables', '{}'],
        ['Scan', '{"TableName":"visitbook"}'],
        ['DeleteTable', '{"TableName":"visitbook"}'],
      ] as const
    ).flatMap(([operation, body]) => {
      const target = `DynamoDB_20120810.${operation}`
      const signed =
        'AWS4-HMAC-SHA256 Credential=local/20261128/local/dynamodb/aws4_request, SignedHeaders=host, Signature=00'
      const headers = { 'content-type': 'application/x-amz-json-1.0', 'x-amz-target': target }
      const query = new URLSearchParams({ 'X-Amz-Target': target, 'X-Amz-Credential': 'local/20261128' })
      return [
        { url, method: 'POST', headers, body },
        { url, method: 'POST', headers: { ...headers, authorization: signed }, body },
        { url, method: 'POST', headers: { 'content-type': 'text/plain' }, body },
        { url: `${url}?${query}`, method: 'POST', mode: 'no-cors' as const, body },
        { url },
      ]
    })

  describe.each(engines)('the engine %s', (engine) => {
    let book: Book
    beforeAll(async () => {
      book = await openBook({ engine })
      await book.ask('POST /visits', { headers: listed, body: { page: '/kept' }, token: null })
    })
    afterAll(() => book.close())

    test('is not where a page looks, even if it knew the port, and its visits stay', async () => {
      const { port } = lastEngine(book.folder) as EngineProcess
      const hosts = ['127.0.0.1', 'localhost', '[::1]', '0.0.0.0', 'rebound.test', '127.0.0.2', '127.1.1.1']
      const asked = hosts.flatMap((host) => operations(`http://${host}:${port}/`))
      expect(await attempt(asked)).toEqual(asked.map(() => null))
      expect((await book.visits()).map((visit) => visit.page)).toEqual(['/kept'])
    })

    if (engine === 'dynalite')
      test('answers nobody without its access key, from wherever they come', async () => {
        const { host, port, accessKeyId } = lastEngine(book.folder) as EngineProcess
        const asked = operations(`http://${host}:${port}/`)
        expect(await attempt(asked)).toEqual(asked.map(() => null))
        const [own] = operations(`http://${host}:${port}/`) as [Attempt]
        const statusOf = async (headers: Record<string, string>) =>
          (await fetch(own.url, { ...own, headers: { ...own.headers, ...headers } })).status
        const signed = `AWS4-HMAC-SHA256 Credential=${accessKeyId}/20261128/local/dynamodb/aws4_request, SignedHeaders=host, Signature=00`
        const headers = { authorization: signed, 'x-amz-date': '20261128T000000Z' }
        expect(await statusOf({})).toBe(403)
        expect(await statusOf({ ...headers, origin: 'http://elsewhere.test' })).toBe(403)
        expect(await statusOf(headers)).toBe(200)
        expect((await book.visits()).map((visit) => visit.page)).toEqual(['/kept'])
      })
  })

  test('reads nothing of any route but the script, which pages may pin by its hash, and changes nothing', async () => {
    jest.spyOn(console, 'info').mockImplementation(() => {})
    const book = await openBook()
    await book.ask('POST /visits', { headers: listed, body: { page: '/kept' }, token: null })
    const [{ id = '' } = {}] = await book.visits()
    const paths = {
      '{id}': id,
      '{asn}': '64496',
      '{asset}': 'visitbook.0123456789abcdef.js',
      '{proxy+}': 'visits',
    }
    const asked = [...routes.record, ...routes.query]
      .filter((route) => route !== '$default')
      .flatMap((route) => {
        const [method = '', path = ''] = route.split(' ')
        const url = book.url + path.replace(/\{.*\}/, (name) => paths[name as keyof typeof paths])
        const body = method === 'POST' ? { body: '{"page":"/forged"}' } : {}
        const known: Record<string, string> = { authorization: `Bearer ${book.token}` }
        return [{}, known].map((headers) => ({
          route,
          url,
          method,
          headers,
          ...body,
        }))
      })
    const answers = await attempt(asked)
    const read = asked.filter((_, at) => answers[at] !== null).map(({ route }) => route)
    expect([...new Set(read)]).toEqual([
      'GET /visitbook.js',
      'HEAD /visitbook.js',
      'GET /{asset}',
      'HEAD /{asset}',
    ])
    expect((await book.visits()).map((visit) => visit.page)).toEqual(['/kept'])
    await book.close()
    jest.restoreAllMocks()
  })
})
