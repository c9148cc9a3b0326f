import { readLog } from './read-log'

const chrome =
  'Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/142.0.0.0'
const [ada, bea, cy] = ['203.0.113.7', '203.0.113.8', '198.51.100.9']
const site = 'https://you.example'

interface Asked {
  readonly from?: string
  readonly referrer?: string
  readonly status?: number
  readonly agent?: string
}

/** A request in seconds after noon. */
function line(second: number, target: string, asked: Asked = {}): string {
  const { from = ada, referrer = '-', status = 200, agent = chrome } = asked
  const time = new Date(Date.UTC(2026, 10, 20, 12) + second * 1000).toISOString().slice(11, 19)
  return `${from} - - [20/Nov/2026:${time} +0000] "GET ${target} HTTP/1.1" ${status} 99 "${referrer}" "${agent}"`
}

/** A page with its style sheet, by somebody else. */
const loaded = (second: number, page = '/cv') => [
  line(second, page, { from: bea }),
  line(second + 1, '/style.css', { from: bea, referrer: `${site}${page}` }),
]
/** Much later somebody comes, so that the log goes on. */
const later = line(1000, '/later', { from: cy })

const toldOf = async (lines: readonly string[], from = ada) =>
  (await readLog(lines)).views.filter(({ address }) => address === from).map(({ assets }) => assets)

test.each<[string, readonly string[], readonly (boolean | null)[]]>([
  ['a style sheet', [line(1, '/cv'), line(2, '/style.css'), later], [true]],
  ['a script', [line(1, '/cv'), line(2, '/app.js?v=3'), later], [true]],
  ['a picture', [line(1, '/cv'), line(2, '/me.webp'), later], [true]],
  ['one written before its page', [line(2, '/style.css'), line(1, '/cv'), later], [true]],
  [
    'one that it had and asked for again',
    [line(1, '/cv'), line(2, '/style.css', { status: 304 }), later],
    [true],
  ],
  ['one with an earlier page', [line(1, '/'), line(2, '/style.css'), line(900, '/cv')], [true, true]],
  ['nothing of a page that loads something', [...loaded(0), line(5, '/cv'), later], [false]],
  ['nothing, and the page is proved by a later reader', [line(5, '/cv'), ...loaded(9), later], [false]],
  ['nothing, whatever the query string', [...loaded(0), line(5, '/cv?id=7'), later], [false]],
  [
    'nothing, of that page and of others',
    [...loaded(0), line(5, '/cv'), line(6, '/b'), later],
    [false, false],
  ],
  ['only the icon of the site', [...loaded(0), line(5, '/cv'), line(6, '/favicon.ico'), later], [false]],
  ['only a feed', [...loaded(0), line(5, '/cv'), line(6, '/feed.xml'), later], [false]],
  [
    'what another browser fetched',
    [...loaded(0), line(5, '/cv'), line(6, '/style.css', { agent: 'Mozilla/5.0 Other' }), later],
    [false],
  ],
  ['nothing of a page that loads nothing', [...loaded(0), line(5, '/plain.txt.html'), later], [null]],
  ['nothing of a document', [...loaded(0), line(5, '/cv.pdf'), later], [null]],
  [
    'nothing, as nobody of a log without assets',
    [line(1, '/cv', { from: bea }), line(5, '/cv'), later],
    [null],
  ],
  ['nothing, but it had the page', [...loaded(0), line(5, '/cv', { status: 304 }), later], [null]],
  ['nothing before the log ended', [...loaded(0), line(5, '/cv'), line(60, '/later', { from: cy })], [null]],
  ['nothing before the log jumped back', [...loaded(4000), line(4005, '/cv'), later], [null]],
  [
    'nothing of a page that only a picture has as its referrer, for it may have been clicked',
    [
      line(0, '/cv', { from: bea }),
      line(1, '/me.png', { from: bea, referrer: `${site}/cv` }),
      line(5, '/cv'),
      later,
    ],
    [null],
  ],
  [
    'nothing of a page whose name another site has',
    [line(1, '/style.css', { from: bea, referrer: 'https://other.example/cv' }), line(5, '/cv'), later],
    [null],
  ],
  ['without a user agent', [...loaded(0), line(5, '/cv', { agent: '-' }), later], [null]],
])('a browser fetched %s', async (_, lines, told) => {
  expect(await toldOf(lines)).toEqual(told)
})

test('the views keep their order, however long each waits', async () => {
  const pages = Array.from({ length: 300 }, (_, at) =>
    line(at * 7, `/${at}`, { from: `203.0.113.${at % 9}` }),
  )
  const { views } = await readLog([...pages, later])
  expect(views.map(({ page }) => page)).toEqual([...pages.map((_, at) => `/${at}`), '/later'])
})

test('of more views than may wait the first are told early, without evidence', async () => {
  const crowd = Array.from({ length: 10_000 }, (_, at) => line(6, `/${at}`, { from: bea }))
  expect(await toldOf([...loaded(0), line(5, '/cv'), ...crowd, later])).toEqual([null])
  expect(await toldOf([...loaded(0), line(5, '/cv'), ...crowd.slice(100), later])).toEqual([false])
})
