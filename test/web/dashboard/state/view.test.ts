import { firstView, searchOf, type View, viewOf } from '../../../../web/dashboard/state/view'

const id = '01a20417-98d7-760a-b6b7-2acc3b7014c0'

test('the bare address is the overview of thirty days of all sites', () => {
  expect(viewOf('')).toEqual(firstView)
  expect(searchOf(firstView)).toBe('/')
})

test.each<[string, Partial<View>]>([
  ['/?period=7d', { period: '7d' }],
  ['/?from=2026-11-01&to=2026-11-05', { period: { from: '2026-11-01', to: '2026-11-05' } }],
  ['/?site=you.github.io&page=%2Fcv.html', { site: 'you.github.io', filters: { page: '/cv.html' } }],
  [
    '/?organisation=714&kind=business&page=%2F&referrer=t.co&country=DE',
    { filters: { organisation: '714', kind: 'business', page: '/', referrer: 't.co', country: 'DE' } },
  ],
  [
    '/?referrerGroup=search&browser=Firefox+145&os=Windows+10&device=desktop&language=de-DE',
    {
      filters: {
        referrerGroup: 'search',
        browser: 'Firefox 145',
        os: 'Windows 10',
        device: 'desktop',
        language: 'de-DE',
      },
    },
  ],
  [
    '/?view=visits&bots=on&refusals=on&networks=all',
    { name: 'visits', bots: true, refusals: true, everyKind: true },
  ],
  ['/?view=organisation&key=apple', { name: 'organisation', organisation: 'apple' }],
  [`/?view=visits&visit=${id}%40127.0.0.1%3A3001`, { name: 'visits', open: { id, site: '127.0.0.1:3001' } }],
  [
    '/?page=%2F%3Cimg+src%3Dx+onerror%3Dalert%281%29%3E',
    { filters: { page: '/<img src=x onerror=alert(1)>' } },
  ],
])('%s is a view, and the view has this address', (address, fields) => {
  expect(viewOf(address.slice(1))).toEqual({ ...firstView, ...fields })
  expect(searchOf({ ...firstView, ...fields })).toBe(address)
})

test.each([
  '?view=nowhere',
  '?view=organisation',
  '?period=century',
  '?from=2026-11-05&to=2026-11-01',
  '?from=2026-02-30&to=2026-03-01',
  '?from=2026-11-01',
  '?country=Germany&organisation=a+b&visitor=me&kind=%3Cb%3E',
  '?visit=x@y',
  `?visit=${id}`,
  '?site=&page=',
  '?bots=yes',
])('%s makes no sense and is the overview', (search) => {
  expect(viewOf(search)).toEqual(firstView)
})

test('links of earlier versions name an organisation by an AS number', () => {
  expect(viewOf('?view=organisation&asn=714')).toEqual({
    ...firstView,
    name: 'organisation',
    organisation: '714',
  })
})

test('a lone surrogate does no harm', () => {
  expect(searchOf({ ...firstView, filters: { page: '/\ud800' } })).toBe('/?page=%2F%EF%BF%BD')
})
