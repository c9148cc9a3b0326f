import { mayRead, type OriginHeaders, requireListedOrigin } from '../../../lambda/domain/visit/origin-check'
import { thrownBy } from '../../support/thrown'

const sites = ['you.github.io', '*.example.com', 'localhost:3001', 'xn--bcher-kva.example']
const you = 'https://you.github.io'

test.each<[string, OriginHeaders, string]>([
  ['right origin', { origin: you }, 'you.github.io'],
  ['right origin, wrong referer', { origin: you, referer: 'https://evil.com/' }, 'you.github.io'],
  ['right origin, referer of nonsense', { origin: you, referer: '%%%' }, 'you.github.io'],
  ['no origin, right referer', { referer: `${you}/cv.html` }, 'you.github.io'],
  ['null origin, right referer', { origin: 'null', referer: `${you}/` }, 'you.github.io'],
  ['plain http', { origin: 'http://you.github.io' }, 'you.github.io'],
  ['upper case', { origin: 'HTTPS://YOU.GITHUB.IO' }, 'you.github.io'],
  ['the scheme’s own port', { origin: `${you}:443` }, 'you.github.io'],
  ['a listed port', { origin: 'http://localhost:3001' }, 'localhost:3001'],
  ['below a wildcard', { origin: 'https://a.b.example.com' }, 'a.b.example.com'],
  ['IDN in Unicode', { referer: 'https://bücher.example/' }, 'xn--bcher-kva.example'],
  ['IDN in Punycode', { origin: 'https://xn--bcher-kva.example' }, 'xn--bcher-kva.example'],
])('admitted: %s', (_, provenance, host) => {
  expect(requireListedOrigin(sites, provenance)).toBe(host)
})

test.each<[string, OriginHeaders, string]>([
  ['wrong origin', { origin: 'https://evil.com' }, 'evil.com'],
  ['wrong origin, right referer', { origin: 'https://evil.com', referer: `${you}/` }, 'evil.com'],
  ['listed name as a beginning', { origin: 'https://you.github.io.evil.com' }, 'you.github.io.evil.com'],
  ['listed name as an end', { origin: 'https://evilyou.github.io' }, 'evilyou.github.io'],
  ['a name below', { origin: 'https://www.you.github.io' }, 'www.you.github.io'],
  ['another port', { origin: `${you}:8443` }, 'you.github.io:8443'],
  ['a listed host without its port', { origin: 'http://localhost' }, 'localhost'],
  ['trailing dot', { origin: `${you}.` }, 'you.github.io.'],
  ['the wildcard’s own host', { origin: 'https://example.com' }, 'example.com'],
  ['end of a wildcard inside a label', { origin: 'https://evilexample.com' }, 'evilexample.com'],
  ['homograph (Cyrillic у)', { origin: 'https://уou.github.io' }, 'xn--ou-tmc.github.io'],
  ['two origins, joined', { origin: `${you},https://evil.com` }, `${you},https://evil.com`],
  ['two right origins, joined', { origin: `${you}, ${you}` }, `${you}, ${you}`],
  ['userinfo before a listed host', { origin: 'https://a:b@you.github.io' }, 'https://a:b@you.github.io'],
  ['listed host as userinfo', { origin: `${you}@evil.com` }, 'https://you.github.io@evil.com'],
  ['another scheme', { origin: 'ftp://you.github.io' }, 'ftp://you.github.io'],
  ['listed host in a path', { origin: 'https://evil.com/you.github.io' }, 'evil.com'],
  ['backslash for slash', { origin: 'https://evil.com\\.you.github.io' }, 'evil.com'],
  ['an empty origin, right referer', { origin: '', referer: `${you}/` }, ''],
  ['control characters', { origin: 'x\r\ny' }, 'x y'],
  ['an endless origin is named by 100 bytes', { origin: 'x'.repeat(5000) }, 'x'.repeat(100)],
])('refused by origin: %s', (_, provenance, host) => {
  expect(thrownBy(() => requireListedOrigin(sites, provenance))).toMatchObject({
    name: 'Refusal',
    reason: 'origin not listed',
    detail: `origin host "${host}" is not listed in the setting sites`,
    host,
  })
})

test.each<[string, OriginHeaders, string]>([
  ['wrong referer', { referer: 'https://evil.com/?https://you.github.io/' }, 'evil.com'],
  ['null origin, wrong referer', { origin: 'null', referer: 'https://evil.com/' }, 'evil.com'],
  ['referer of nonsense', { referer: 'you.github.io' }, 'you.github.io'],
])('refused by referer: %s', (_, provenance, host) => {
  expect(thrownBy(() => requireListedOrigin(sites, provenance))).toMatchObject({
    reason: 'referer not listed',
    detail: `referer host "${host}" is not listed in the setting sites`,
    host,
  })
})

test.each<[string, OriginHeaders, string]>([
  ['neither', {}, 'no origin'],
  ['empty referer', { referer: '' }, 'no origin'],
  ['null origin', { origin: 'null' }, 'origin is null'],
  ['null origin, empty referer', { origin: 'null', referer: '' }, 'origin is null'],
])('refused for want of both: %s', (_, provenance, said) => {
  expect(thrownBy(() => requireListedOrigin(sites, provenance))).toMatchObject({
    reason: 'no origin and no referer',
    detail: `${said} and no referer: nothing says which site this visit belongs to`,
    host: '',
  })
})

test.each([
  [you, true],
  ['https://a.example.com', true],
  ['https://evil.com', false],
  ['null', false],
  ['', false],
  [undefined, false],
])('pages of the origin %s may read the answer: %s', (origin, may) => {
  expect(mayRead(sites, origin)).toBe(may)
})
