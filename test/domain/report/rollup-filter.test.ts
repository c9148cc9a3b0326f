import { defaults } from '../../../lambda/contract'
import type { Breakdown } from '../../../lambda/domain/count/breakdown'
import type { By } from '../../../lambda/domain/report/report'
import {
  countOf,
  isInOne,
  isRolled,
  rolledFilter,
  wantedOf,
} from '../../../lambda/domain/report/rollup-filter'
import { parseVisitFilter } from '../../../lambda/domain/report/visit-filter'
import { parsePeriod } from '../../../lambda/domain/time/period'
import { zoneOf } from '../../../lambda/domain/time/zone'
import { networks } from '../../support/memory/visits'

const facts = { networks, corrections: [] }
const asked = (query: Record<string, string>) =>
  rolledFilter(parseVisitFilter(query), { pages: defaults.pages, facts })

test.each<[Record<string, string>, ReturnType<typeof rolledFilter>]>([
  [{}, null],
  [{ site: 'you.github.io', from: '2026-11-01', bot: 'only', mine: 'include' }, null],
  [{ page: '/cv' }, { dimension: 'page', wanted: { of: ['/cv'], not: [] } }],
  [{ page: '/%63v/index.html' }, { dimension: 'page', wanted: { of: ['/cv'], not: [] } }],
  [{ referrer: 'WWW.google.com' }, { dimension: 'referrer', wanted: { of: ['www.google.com'], not: [] } }],
  [{ country: 'de' }, { dimension: 'country', wanted: { of: ['DE'], not: [] } }],
  [{ organisation: 'AS64496' }, { dimension: 'organisation', wanted: { of: ['64496'], not: [] } }],
  [
    { kind: 'education,business,business' },
    { dimension: 'kind', wanted: { of: ['education', 'business'], not: [] } },
  ],
  [{ referrerGroup: 'search' }, { dimension: 'referrerGroup', wanted: { of: ['search'], not: [] } }],
  [{ browser: 'Firefox 145' }, { dimension: 'browser', wanted: { of: ['Firefox 145'], not: [] } }],
  [{ os: 'Windows 10' }, { dimension: 'os', wanted: { of: ['Windows 10'], not: [] } }],
  [{ device: 'desktop' }, { dimension: 'device', wanted: { of: ['desktop'], not: [] } }],
  [{ language: 'de-DE' }, { dimension: 'language', wanted: { of: ['de-DE'], not: [] } }],
  [{ country: '!DE,AT' }, { dimension: 'country', wanted: { of: ['AT'], not: ['DE'] } }],
  [{ browser: 'Firefox *' }, { dimension: 'browser', wanted: { of: [{ group: 'Firefox' }], not: [] } }],
  [{ organisation: 'none' }, { dimension: 'organisation', wanted: { of: [null], not: [] } }],
  [{ page: '/projects/*' }, { dimension: 'folder', wanted: { of: ['/projects'], not: [] } }],
  [{ page: '/projects/2026/*' }, 'too much'],
  [{ page: '/a,/b' }, 'too much'], // who read both is one visitor
  [{ page: '!/a' }, 'too much'],
  [{ language: 'de,en' }, 'too much'],
  [{ page: '/cv', country: 'DE' }, 'too much'],
  [{ browser: 'Firefox 145', os: 'Windows 10' }, 'too much'],
  [{ visitor: 'a'.repeat(24) }, 'too much'],
  [{ visitor: 'a'.repeat(24), page: '/cv' }, 'too much'],
])('%j asks of dimensions %j', (query, expected) => {
  expect(asked(query)).toEqual(expected)
})

test.each<[Record<string, string>, string, By[], boolean]>([
  [{}, 'UTC', ['day', 'hour', 'page', 'country', 'kind'], true],
  [{}, 'Asia/Shanghai', ['day', 'hour', 'page'], true],
  [{}, 'Asia/Kolkata', ['day', 'page'], true],
  [{}, 'Asia/Kolkata', ['hour'], false],
  [{ page: '/' }, 'UTC', ['day', 'hour', 'page'], true],
  [{ page: '/' }, 'UTC', ['country'], false],
  [{ page: '/' }, 'Asia/Shanghai', ['hour', 'page'], true],
  [{ page: '/' }, 'Asia/Shanghai', ['day'], false],
  [{ page: '/' }, 'Asia/Kolkata', ['page'], true],
  [{ kind: 'business' }, 'UTC', ['kind', 'organisation'], false],
  [{ browser: 'Firefox 145' }, 'UTC', ['day', 'hour', 'browser'], true],
  [{ browser: 'Firefox 145' }, 'UTC', ['os'], false],
  [{ page: '/', country: 'DE' }, 'UTC', ['day'], false],
])('rollups answer %j in %s by %j: %s', (query, tz, by, expected) => {
  const zone = zoneOf(tz)
  const period = parsePeriod({ from: '2026-11-01', to: '2026-11-22' }, zone)
  expect(isRolled(asked(query), { by, zone, period })).toBe(expected)
})

test.each<[string, By[], string, boolean]>([
  ['UTC', ['day', 'hour'], '2026-11-22T23', true],
  ['Asia/Kolkata', ['day'], '2026-11-22T18', false], // midnight is at 18:30
  ['Asia/Kolkata', ['day'], '2026-11-22T19', true],
  ['Asia/Kolkata', ['page'], '2026-11-22T18', true],
  ['Asia/Kolkata', ['hour'], '2026-11-22T19', false],
  ['Asia/Shanghai', ['day', 'hour'], '2026-11-22T16', true],
  ['Australia/Lord_Howe', ['hour'], '2026-04-04T14', true],
  ['Australia/Lord_Howe', ['hour'], '2026-04-04T15', false], // from +11:00 to +10:30
])('in %s by %j the hour %s lies in one: %s', (tz, by, hour, expected) => {
  expect(isInOne(hour, { by, zone: zoneOf(tz) })).toBe(expected)
})

describe('what is wanted of a breakdown', () => {
  const count = (value: string | null, visits: number) => ({ value, visits, visitors: 1 })
  const none = { values: 0, visits: 0, visitors: 0 }
  const whole: Breakdown = { values: [count('/a', 5), count('/b', 3), count(null, 2)], others: none }
  const cut: Breakdown = { ...whole, others: { values: 1, visits: 1, visitors: 1 } }
  const cutCountries: Breakdown = { ...cut, values: [count('DE', 5), count('AT', 3), count(null, 2)] }
  const spelled: Breakdown = {
    values: [count('/a', 5), count('/b/', 3), count('/b', 1)],
    others: { values: 1, visits: 1, visitors: 1 },
  }
  const page = (...of: (string | null)[]) => ({ dimension: 'page' as const, wanted: { of, not: [] } })

  test.each<[string, Breakdown, string[], Breakdown | null]>([
    ['is what is named', whole, ['/b'], { values: [count('/b', 3)], others: none }],
    [
      'is all spellings of a page',
      spelled,
      ['/b'],
      { values: [count('/b/', 3), count('/b', 1)], others: none },
    ],
    ['is nothing where all is named and it is not there', whole, ['/c'], { values: [], others: none }],
    [
      'is named beside others that are not',
      cut,
      ['/a', '/b'],
      { values: [count('/a', 5), count('/b', 3)], others: none },
    ],
    ['cannot be told where it may be among the others', cut, ['/c'], null],
    ['cannot be told where one of two may be', cut, ['/a', '/c'], null],
    ['is not what is not known', whole, ['null'], { values: [], others: none }],
  ])('%s', (_, breakdown, values, expected) => {
    expect(wantedOf(breakdown, page(...values), defaults.pages)).toEqual(expected)
  })

  test.each<[string, Breakdown, string, Breakdown | null]>([
    [
      'all but a value has the others too',
      cutCountries,
      '!DE',
      { values: [count('AT', 3), count(null, 2)], others: cut.others },
    ],
    ['all but an unnamed value cannot be told', cutCountries, '!US', null],
    ['what is not known is a value', cutCountries, 'none', { values: [count(null, 2)], others: none }],
  ])('%s', (_, breakdown, country, expected) => {
    const filter = asked({ country })
    expect(
      filter === null || filter === 'too much' ? filter : wantedOf(breakdown, filter, defaults.pages),
    ).toEqual(expected)
  })

  test('in one count has the others too', () => {
    expect([countOf(whole), countOf(cut)]).toEqual([
      { visits: 10, visitors: 3 },
      { visits: 11, visitors: 4 },
    ])
  })
})
