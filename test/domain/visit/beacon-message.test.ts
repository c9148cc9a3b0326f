import { parseBeaconMessage } from '../../../lambda/domain/visit/beacon-message'
import { thrownBy } from '../../support/thrown'

const nothingElse = {
  id: null,
  site: null,
  canonical: null,
  referrer: null,
  title: null,
  language: null,
  timeZone: null,
  screen: null,
  viewport: null,
  beacon: null,
  to: null,
  webdriver: false,
}
const id = '017f22e2-79b0-7cc3-98c4-dc0c0c07398f'

test('a page is enough', () => {
  expect(parseBeaconMessage({ page: '/cv.html' })).toEqual({ ...nothingElse, page: '/cv.html' })
})

test('everything that the beacon sends is kept', () => {
  const message = {
    id,
    site: 'you.github.io',
    page: '/cv.html?utm_source=mail',
    canonical: 'https://you.github.io/cv',
    referrer: 'https://www.google.com/',
    title: 'Résumé',
    language: 'de-DE',
    timeZone: 'Europe/Berlin',
    screen: '1920x1080',
    viewport: '1280x720',
    beacon: '0123456789abcdef',
    to: '7K2M-9QXW4Cq',
    webdriver: true,
  }
  expect(parseBeaconMessage(message)).toEqual(message)
})

test.each(Object.keys(nothingElse))('%s may be null', (field) => {
  expect(parseBeaconMessage({ page: '/', [field]: null })).toEqual({ ...nothingElse, page: '/' })
})

test.each([
  ['id', id.toUpperCase(), id],
  ['site', ' you.github.io\n', 'you.github.io'],
  ['page', '/a\0b\ud83d ', '/a\0b\ud83d '], // spelled later, see pathOf
  ['title', '', null],
  ['title', ' \t ', null],
  ['title', `${'a'.repeat(98)}🙂`, 'a'.repeat(98)],
  ['title', `${'a'.repeat(97)}  🙂`, 'a'.repeat(97)], // found by fuzzing: it ended with a space
  ['title', '\ude42'.repeat(40), '\ufffd'.repeat(33)],
  ['language', 'a'.repeat(36), 'a'.repeat(35)],
  ['timeZone', 'a'.repeat(41), 'a'.repeat(40)],
  ['screen', '0x0', '0x0'],
  ['viewport', '99999x99999', '99999x99999'],
])('%s %j becomes %j', (field, sent, kept) => {
  expect(parseBeaconMessage({ page: '/', [field]: sent })).toEqual({
    ...nothingElse,
    page: '/',
    [field]: kept,
  })
})

const optional = Object.keys(nothingElse)

test.each(
  optional.flatMap((field) => [7, 'null', [], {}, ['/'], '', -1.5].map((value) => [field, value] as const)),
)('no odd %s, such as %j, loses a visit: it is not known, or text that was cut', (field, value) => {
  const { [field as 'title']: kept, ...others } = parseBeaconMessage({ page: '/', [field]: value })
  const { [field as 'title']: nothing, ...rest } = { ...nothingElse, page: '/' }
  expect(others).toEqual(rest)
  const isText = ['site', 'canonical', 'referrer', 'title', 'language', 'timeZone'].includes(field)
  expect(kept).toEqual(isText && (value === 'null' || (value === '' && kept === '')) ? value : nothing)
})

test.each([
  ['id', '017f22e2-79b0-4cc3-98c4-dc0c0c07398f'],
  ['id', `${id}${id}`],
  ['site', 'a'.repeat(5000)],
  ['screen', '1920'],
  ['screen', '100000x1'],
  ['screen', '1920x1080\n'],
  ['screen', '1280.5x720.25'],
  ['screen', 'undefinedxundefined'],
  ['viewport', '-1x1'],
  ['viewport', '12.5x900'],
  ['webdriver', 'true'],
  ['webdriver', 1],
  ['to', '7k2m9qxw4'],
  ['to', '7k2m9qxw4cx'],
  ['to', '7k2m9qxw4u'],
  ['to', '7'.repeat(40)],
])('%s %j is not known', (field, value) => {
  expect(parseBeaconMessage({ page: '/', [field]: value })).toEqual({ ...nothingElse, page: '/' })
})

test.each([
  [undefined, 'page is required'],
  [null, 'page must be a string'],
  [7, 'page must be a string'],
  [{}, 'page must be a string'],
  [['/'], 'page must be a string'],
  ['', 'page must be a path that starts with /'],
  ['cv.html', 'page must be a path that starts with /'],
  ['https://you.github.io/', 'page must be a path that starts with /'],
  ['\\cv', 'page must be a path that starts with /'],
])('the page %j is refused, because nothing else says what was seen', (page, detail) => {
  expect(thrownBy(() => parseBeaconMessage({ page }))).toMatchObject({
    name: 'InvalidInput',
    detail,
    field: 'page',
  })
})

test.each([[[]], [['/']], [null], [undefined], ['/'], [7], [true]])('%j is not a message', (body) => {
  expect(thrownBy(() => parseBeaconMessage(body))).toMatchObject({
    name: 'InvalidInput',
    detail: 'body must be a JSON object such as {"page": "/cv.html"}',
    field: undefined,
  })
})

test('keys that reach for prototypes are dropped like all unknown ones', () => {
  const body = JSON.parse(
    '{"page":"/","__proto__":{"title":"x","polluted":1},"constructor":{"prototype":{"polluted":1}},"other":1}',
  )
  const message = parseBeaconMessage(body)
  expect(Object.keys(message).toSorted()).toEqual([...Object.keys(nothingElse), 'page'].toSorted())
  expect(message.title).toBeNull()
  expect(Object.getPrototypeOf(message)).toBe(Object.prototype)
  expect('polluted' in {}).toBe(false)
})
