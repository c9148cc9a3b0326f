import { defaults } from '../../../lambda/contract'
import {
  isAdmitted,
  isSelective,
  matcher,
  parseVisitFilter,
} from '../../../lambda/domain/report/visit-filter'
import type { Visit } from '../../../lambda/domain/visit/visit'
import { described, firefox, visitAt } from '../../support/memory/visits'
import { thrownBy } from '../../support/thrown'

const only = (value: unknown) => ({ of: [value], not: [] })

const everything = {
  site: null,
  period: { start: '1970-01-01T00:00:00.000Z', end: '9999-12-31T23:59:59.999Z' },
  page: null,
  organisation: null,
  network: null,
  kind: null,
  country: null,
  referrer: null,
  referrerGroup: null,
  browser: null,
  os: null,
  device: null,
  language: null,
  visitor: null,
  recipient: null,
  bot: 'exclude',
  mine: 'exclude',
}

test.each([
  [{}, {}],
  [{ site: 'You.GitHub.io' }, { site: 'you.github.io' }],
  [{ site: 'bücher.example' }, { site: 'xn--bcher-kva.example' }],
  [
    { from: '2026-11-22', to: '2026-11-22' },
    { period: { start: '2026-11-22T00:00:00.000Z', end: '2026-11-23T00:00:00.000Z' } },
  ],
  [{ page: '/CV.html' }, { page: only('/CV.html') }],
  [{ country: 'de' }, { country: only('DE') }],
  [{ organisation: '714' }, { organisation: only(714) }],
  [{ organisation: 'as4294967295' }, { organisation: only(4_294_967_295) }],
  [{ organisation: 'AS000714' }, { organisation: only(714) }],
  [{ organisation: 'Apple' }, { organisation: only('apple') }],
  [{ kind: 'education, Business' }, { kind: { of: ['education', 'business'], not: [] } }],
  [{ kind: 'isp,isp' }, { kind: only('isp') }],
  [
    { bot: 'only', mine: 'include' },
    { bot: 'only', mine: 'include' },
  ],
  [{ referrer: 'News.YCombinator.com' }, { referrer: only('news.ycombinator.com') }],
  [{ referrerGroup: 'Search' }, { referrerGroup: only('search') }],
  [{ browser: 'Firefox 145' }, { browser: only('Firefox 145') }],
  [{ os: 'Windows 10' }, { os: only('Windows 10') }],
  [{ device: 'desktop' }, { device: only('desktop') }],
  [{ language: 'de-DE' }, { language: only('de-DE') }],
  [{ country: '!de, none' }, { country: { of: [null], not: ['DE'] } }],
  [{ page: '/a/*,!/a,b' }, { page: { of: [{ group: '/a' }], not: ['/a,b'] } }],
  [{ os: 'Windows *' }, { os: only({ group: 'Windows' }) }],
  [
    { organisation: 'registry:An_Example,_Ltd,apple' },
    { organisation: { of: ['registry:An_Example,_Ltd', 'apple'], not: [] } },
  ],
  [{ visitor: '0123456789abcdef01234567' }, { visitor: only('0123456789abcdef01234567') }],
  [{ recipient: '7K2M9-QXW4C' }, { recipient: only('7k2m9qxw4c') }],
  [{ recipient: '7k2m9qxw4cq' }, { recipient: only('7k2m9qxw4c') }],
  [{ recipient: 'oil1234567,none,!Unknown' }, { recipient: { of: ['0111234567', null], not: ['unknown'] } }],
])('%j asks for %j', (query, asked) => {
  expect(parseVisitFilter(query)).toEqual({ ...everything, ...asked })
})

test.each([
  [{ site: 'https://you.github.io' }, 'site must be a host such as you.github.io', 'site'],
  [{ site: '' }, 'site must be a host such as you.github.io', 'site'],
  [{ from: 'x' }, 'from must be a day such as 2026-11-22 or an instant such as 2026-11-22T15:00:00Z', 'from'],
  [{ to: '' }, 'to must be a day such as 2026-11-22 or an instant such as 2026-11-22T15:00:00Z', 'to'],
  [{ from: '2026-11-22', to: '2026-11-21' }, 'from must be before to', 'from'],
  [{ country: 'ß' }, 'country must be two letters, such as DE', 'country'],
  [{ country: 'DEU' }, 'country must be two letters, such as DE', 'country'],
  [
    { organisation: '0' },
    'organisation must be the key of an organisation, such as apple, or an AS number, such as 714 or AS714',
    'organisation',
  ],
  [
    { organisation: '4294967296' },
    'organisation must be the key of an organisation, such as apple, or an AS number, such as 714 or AS714',
    'organisation',
  ],
  [
    { organisation: 'a b' },
    'organisation must be the key of an organisation, such as apple, or an AS number, such as 714 or AS714',
    'organisation',
  ],
  [
    { kind: 'bank' },
    'kind must be one or several of unknown, business, education, government, isp, mobile, hosting, vpn, gateway, crawler, separated by commas',
    'kind',
  ],
  [
    { kind: '' },
    'kind must be one or several of unknown, business, education, government, isp, mobile, hosting, vpn, gateway, crawler, separated by commas',
    'kind',
  ],
  [
    { referrerGroup: 'searching' },
    'referrerGroup must be one of search, social, ai, mail, chat, code, news, video, forum, jobs, reference, shop, internal, other',
    'referrerGroup',
  ],
  [
    { device: 'phone' },
    'device must be one of desktop, mobile, tablet, tv, console, wearable, embedded',
    'device',
  ],
  [{ bot: 'yes' }, 'bot must be exclude, include, only', 'bot'],
  [{ country: 'DE,' }, 'country must be two letters, such as DE', 'country'],
  [{ country: Array(51).fill('DE').join() }, 'country must be two letters, such as DE', 'country'],
  [{ page: Array(51).fill('/a').join() }, 'page must be at most 50 values', 'page'],
  [{ country: '' }, 'country must be two letters, such as DE', 'country'],
  [{ visitor: 'short' }, 'visitor must be the 24 hexadecimal digits of a visit’s visitor', 'visitor'],
  [
    { visitor: '0123456789ABCDEF01234567' },
    'visitor must be the 24 hexadecimal digits of a visit’s visitor',
    'visitor',
  ],
])('%j is refused', (query, detail, field) => {
  expect(thrownBy(() => parseVisitFilter(query))).toMatchObject({ name: 'InvalidInput', detail, field })
})

const matches = (visit: Visit, query: Record<string, string | undefined>) =>
  matcher(parseVisitFilter(query), defaults.pages)(visit)

const visit = visitAt('2026-11-22T15:45:50Z', {
  page: '/cv.html',
  asn: 64496,
  country: 'DE',
  referrer: 'www.google.com',
  userAgent: firefox,
  language: 'de-DE',
  visitor: '0123456789abcdef01234567',
})

test.each([
  [{}, true],
  [{ page: '/cv.html' }, true],
  [{ page: '/cv' }, false],
  [{ page: '/%63v%2Ehtml?utm_source=mail#top' }, true],
  [{ page: '/cv.html/' }, true],
  [{ page: '/cv.html/index.php' }, true],
  [{ page: '/CV.html' }, false],
  [{ country: 'de' }, true],
  [{ country: 'AT' }, false],
  [{ referrer: 'www.google.com' }, true],
  [{ referrer: 'google.com' }, false],
  [{ referrerGroup: 'search' }, true],
  [{ referrerGroup: 'other' }, false],
  [{ browser: 'Firefox 145' }, true],
  [{ browser: 'Firefox' }, false],
  [{ browser: 'firefox 145' }, false],
  [{ os: 'Linux' }, true],
  [{ os: 'Linux 6' }, false],
  [{ device: 'desktop' }, true],
  [{ device: 'mobile' }, false],
  [{ browser: 'Firefox 145', os: 'macOS' }, false],
  [{ language: 'de-DE' }, true],
  [{ language: 'de' }, false],
  [{ visitor: '0123456789abcdef01234567' }, true],
  [{ visitor: '76543210fedcba9876543210' }, false],
  [{ page: '/cv.html', country: 'DE', referrer: 'www.google.com' }, true],
  [{ page: '/cv.html', country: 'AT' }, false],
])('%j selects the visit: %s', (query, selected) => {
  expect(matches(visit, query)).toBe(selected)
})

const person = described(visit)
const bot = described({ ...visit, userAgent: null })
const own = described(visit, [
  { subject: 64496, name: null, kind: null, domain: null, mine: true, muted: false, star: false, note: null },
])
const nobody = described({ ...visit, asn: null })

test.each([
  [{}, [person, nobody]],
  [{ bot: 'include' }, [person, bot, nobody]],
  [{ bot: 'only' }, [bot]],
  [{ mine: 'include' }, [person, own, nobody]],
  [{ mine: 'only' }, [own]],
  [{ kind: 'education,business' }, [person]],
  [{ kind: 'isp,unknown' }, []],
  [{ organisation: 'AS64496' }, [person]],
  [{ organisation: 'AS64497' }, []],
  [{ organisation: '!64496' }, [nobody]],
  [{ organisation: 'none,64497' }, [nobody]],
])('%j admits these of a person, a bot, the owner and somebody unknown', (query, admitted) => {
  const filter = parseVisitFilter(query)
  expect([person, bot, own, nobody].filter((one) => isAdmitted(one, filter))).toEqual(admitted)
})

test.each([
  { country: 'DE' },
  { referrerGroup: 'other' },
  { browser: 'Firefox 145' },
  { os: 'Linux' },
  { device: 'desktop' },
  { language: 'de-DE' },
])('what is not known of a visit is not what is asked for with %j', (query) => {
  const unknown = { ...visitAt('2026-11-22T15:45:50Z'), userAgent: null }
  expect(matches(unknown, query)).toBe(false)
})

test('what a description says of a visit selects it', () => {
  const { referrerGroup, browser, os, device, language } = person
  for (const [name, value] of Object.entries({ referrerGroup, browser, os, device, language }))
    expect([name, matches(visit, { [name]: String(value) })]).toEqual([name, true])
})

test.each([
  [{}, false],
  [{ site: 'you.github.io', from: '2026-11-22' }, false],
  [{ page: '/' }, true],
  [{ organisation: '714' }, false],
  [{ organisation: '!714' }, true],
  [{ kind: 'isp' }, true],
  [{ bot: 'include', mine: 'include' }, false],
  [{ bot: 'only' }, true],
  [{ mine: 'only' }, true],
  [{ country: 'DE' }, true],
  [{ referrer: 'www.google.com' }, true],
  [{ referrerGroup: 'search' }, true],
  [{ browser: 'Firefox 145' }, true],
  [{ os: 'Windows 10' }, true],
  [{ device: 'desktop' }, true],
  [{ language: 'de-DE' }, true],
  [{ visitor: '0123456789abcdef01234567' }, true],
])('%j is selective: %s', (query, selective) => {
  expect(isSelective(parseVisitFilter(query))).toBe(selective)
})
