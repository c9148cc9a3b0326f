import { firstView, readAddress, searchOf, type View } from '../../../../web/dashboard/state/view'

const viewOf = (search: string) => readAddress(search).view

const id = '01a20417-98d7-760a-b6b7-2acc3b7014c0'

test('the bare address is the overview of thirty days of all sites', () => {
  expect(viewOf('')).toEqual(firstView)
  expect(searchOf(firstView)).toBe('/')
})

test.each<[string, Partial<View>]>([
  ['/?period=7d', { period: '7d' }],
  ['/?period=yesterday&compare=year&by=hour', { period: 'yesterday', compared: 'year', grain: 'hour' }],
  [
    '/?period=month&to=2026-10-31&compare=none',
    { period: { preset: 'month', to: '2026-10-31' }, compared: 'none' },
  ],
  ['/?from=2026-11-01', { period: { from: '2026-11-01', to: null } }],
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
  ['/?sort=last', { sort: 'last' }],
  ['/?view=visits&sittings=off', { name: 'visits', singly: true }],
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

test.each<[string, Partial<View>, string[]]>([
  ['?view=nowhere', {}, ['view=nowhere']],
  ['?view=Visits', { name: 'visits' }, []],
  ['?view=organisation', {}, ['view=organisation']],
  ['?key=apple', {}, ['key=apple']],
  ['?view=organisation&key=a+b', {}, ['key=a b', 'view=organisation']],
  ['?view=organisation&key=AS714', { name: 'organisation', organisation: '714' }, []],
  ['?period=century', {}, ['period=century']],
  ['?from=2026-02-30&to=2026-03-01', { period: { preset: '30d', to: '2026-03-01' } }, ['from=2026-02-30']],
  ['?from=2026-11-05&to=2026-11-01', { period: { from: '2026-11-01', to: '2026-11-05' } }, []],
  ['?period=7days&compare=tomorrow', { period: '7d' }, ['compare=tomorrow']],
  ['?by=quarter&tz=Nowhere%2FLand', {}, ['by=quarter', 'tz=Nowhere/Land']],
  ['?country=de', { filters: { country: 'DE' } }, []],
  ['?country=Germany&site=you.github.io', { site: 'you.github.io' }, ['country=Germany']],
  ['?country=DE&country=at', { filters: { country: 'DE,AT' } }, []],
  ['?country=de,Austria,!fr,none', { filters: { country: 'DE,!FR,none' } }, ['country=Austria']],
  ['?page=/a&page=/b', { filters: { page: '/a,/b' } }, []],
  ['?page=/projects/*', { filters: { page: '/projects/*' } }, []],
  ['?kind=Business,bank', { filters: { kind: 'business' } }, ['kind=bank']],
  ['?kind=Business', { filters: { kind: 'business' } }, []],
  ['?kind=bank', {}, ['kind=bank']],
  ['?kind=constructor', {}, ['kind=constructor']],
  ['?kind=%3Cb%3E', {}, ['kind=<b>']],
  ['?organisation=AS714', { filters: { organisation: '714' } }, []],
  ['?organisation=as00714', { filters: { organisation: '714' } }, []],
  ['?organisation=Apple', { filters: { organisation: 'apple' } }, []],
  ['?organisation=registry:An_Example', { filters: { organisation: 'registry:An_Example' } }, []],
  ['?organisation=0', {}, ['organisation=0']],
  ['?organisation=AS4294967296', {}, ['organisation=AS4294967296']],
  ['?organisation=a+b', {}, ['organisation=a b']],
  ['?device=Mobile&referrerGroup=Search', { filters: { device: 'mobile', referrerGroup: 'search' } }, []],
  ['?device=phone&referrerGroup=%3Cb%3E', {}, ['referrerGroup=<b>', 'device=phone']],
  ['?referrer=News.YCombinator.com', { filters: { referrer: 'news.ycombinator.com' } }, []],
  ['?visitor=C39311CE59BECEB3C34F4342', { filters: { visitor: 'c39311ce59beceb3c34f4342' } }, []],
  ['?visitor=me', {}, ['visitor=me']],
  ['?site=You.GitHub.io', { site: 'you.github.io' }, []],
  ['?site=https%3A%2F%2Fyou.github.io%2Fcv', { site: 'you.github.io' }, []],
  ['?site=*.example.com', { site: '*.example.com' }, []],
  ['?site=a+b', {}, ['site=a b']],
  ['?site=a.example&site=b.example', { site: 'a.example' }, ['site=b.example']],
  ['?site=a.example&site=a.example', { site: 'a.example' }, []],
  ['?visit=x@y', {}, ['visit=x@y']],
  [`?visit=${id}`, {}, [`visit=${id}`]],
  ['?site=&page=&browser=', {}, []],
  ['?bots=yes&refusals=on', { refusals: true }, ['bots=yes']],
  ['?contry=DE&bot=only', {}, ['contry=DE', 'bot=only']],
])('of %s is shown %j, and said to be left out %j', (search, fields, left) => {
  const { view, leftOut } = readAddress(search)
  expect(view).toEqual({ ...firstView, ...fields })
  expect(leftOut.map(({ name, value }) => `${name}=${value}`)).toEqual(left)
  expect(readAddress(searchOf(view).slice(1))).toEqual({ view, leftOut: [] })
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
