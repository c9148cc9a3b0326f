import { InvalidInput, Refusal } from '../../../lambda/domain/errors'
import { type RefusalRecord, refusalRecord } from '../../../lambda/domain/refusal/refusal-record'
import { requireListedOrigin } from '../../../lambda/domain/visit/origin-check'
import { thrownBy } from '../../support/thrown'

const now = new Date('2026-11-22T15:45:50.123Z')
const sites = ['you.github.io']

/** What is kept of an error and the message that led to it. */
const kept = (error: Refusal | InvalidInput, message: unknown = null, from = ''): RefusalRecord =>
  refusalRecord(error, { now, route: 'POST /visits', from, message })

const refused = (origin: string): RefusalRecord =>
  kept(thrownBy(() => requireListedOrigin(sites, { origin })) as Refusal)

test('a refusal keeps when, why, from where, and what it spoke of', () => {
  const error = new Refusal('site not listed', 'site "a.example" is not listed', 'a.example', 'a.example')
  expect(kept(error, { site: 'a.example', page: '/cv.html?token=secret#top', title: 'secret' })).toEqual({
    time: '2026-11-22T15:45:50.123Z',
    reason: 'site not listed',
    host: 'a.example',
    listable: true,
    site: 'a.example',
    page: '/cv.html',
    route: 'POST /visits',
    field: null,
    detail: 'site "a.example" is not listed',
  })
})

test('a malformed beacon keeps the listed host that it came from, the field and the detail', () => {
  expect(kept(new InvalidInput('page is required', 'page'), {}, 'you.github.io')).toMatchObject({
    reason: 'malformed',
    host: 'you.github.io',
    listable: false,
    page: null,
    field: 'page',
    detail: 'page is required',
  })
})

const longest = `${'a.'.repeat(126)}a:65535` // 259 characters

test.each<[string, string, boolean]>([
  ['https://www.example.com', 'www.example.com', true],
  ['https://WWW.Example.com:8443', 'www.example.com:8443', true],
  [`http://${longest}`, longest, true],
  [`http://${longest}1`, `http://${longest}1`.slice(0, 100), false],
  ['www.example.com', 'www.example.com', false], // no browser sends an origin without a scheme
  ['chrome-extension://abcdef', 'chrome-extension://abcdef', false],
  ['file://', 'file://', false],
  ['https://user@evil.example', 'https://user@evil.example', false],
  ['https://*.example.com', 'https://*.example.com', false],
  ['\u001b[2J\u001b]0;owned\u0007', '[2J ]0;owned', false],
  ['=HYPERLINK("https://evil.example")', '=HYPERLINK("https://evil.example")', false],
  ['💼'.repeat(10_000), '💼'.repeat(25), false],
  ['x\ud800', 'x\ufffd', false],
])('of the origin %s the host is kept, bounded, and whether it can be listed', (origin, host, listable) => {
  expect(refused(origin)).toMatchObject({ host, listable })
})

test.each<[unknown, string | null, string | null]>([
  [null, null, null],
  ['/cv.html', null, null],
  [['/cv.html'], null, null],
  [{}, null, null],
  [{ site: 7, page: 7 }, null, null],
  [{ site: 'a b', page: 'https://evil.example/' }, null, null],
  [{ site: 'You.GitHub.io', page: '/' }, 'you.github.io', '/'],
  [{ page: '/a?q=secret' }, null, '/a'],
  [{ page: `/${'x'.repeat(10_000)}` }, null, `/${'x'.repeat(99)}`],
  [{ page: '/\u001b[31m\u0007\ud800' }, null, '/%1B[31m%07\ufffd'],
  [{ page: '/%E4%B8%AD%20' }, null, '/中%20'],
  [{ page: `/${'x'.repeat(97)}%2F` }, null, `/${'x'.repeat(97)}`],
  [{ site: longest }, longest.slice(0, 100), null],
])('of the message %j the site is %s and the page %s', (message, site, page) => {
  expect(kept(new InvalidInput('x'), message)).toMatchObject({ site, page })
})

test('field and detail are bounded', () => {
  const { field, detail } = kept(new InvalidInput('d'.repeat(10_000), 'f'.repeat(10_000)))
  expect([field?.length, detail.length]).toEqual([100, 200])
})
