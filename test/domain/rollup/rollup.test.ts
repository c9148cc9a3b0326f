import { defaults } from '../../../lambda/contract'
import { type Dimension, dimensions } from '../../../lambda/domain/count/dimension'
import type { DescribedVisit } from '../../../lambda/domain/describe/described-visit'
import { type DayRollup, dayCounter, hourCounter } from '../../../lambda/domain/rollup/rollup'
import { described, firefox, visitAt } from '../../support/memory/visits'
import { plainCount, plainCounts } from '../../support/plain-count'
import { random, shuffled } from '../../support/random'
import { randomVisits } from '../../support/random-visits'

const mine = {
  subject: 64496,
  name: null,
  domain: null,
  kind: null,
  mine: true,
  muted: false,
  star: false,
  note: null,
}
const visits = randomVisits({ seed: 7, count: 900, days: ['2026-11-22'] }).map((visit) =>
  described(visit, [mine]),
)

function dayOf(some: readonly DescribedVisit[]): DayRollup {
  const counting = dayCounter(defaults.pages)
  for (const visit of some) counting.add(visit)
  return counting.rollup()
}

/** Written down again: what a rollup counts a visit under. */
const valueIn: Record<Dimension, (visit: DescribedVisit) => string | null> = {
  page: ({ page }) => page,
  referrer: ({ referrer }) => referrer,
  referrerGroup: ({ referrerGroup }) => referrerGroup,
  country: ({ country }) => country,
  organisation: ({ asn }) => asn?.toString() ?? null,
  kind: ({ kind }) => kind,
  browser: ({ browser }) => browser,
  os: ({ os }) => os,
  device: ({ device }) => device,
  language: ({ language }) => language,
  folder: ({ page }) => `/${page.split('/')[1]}`,
}
const classes = {
  people: visits.filter((one) => one.bot === null && !one.mine),
  bots: visits.filter((one) => one.bot !== null && !one.mine),
  mine: visits.filter((one) => one.bot === null && one.mine),
  mineBots: visits.filter((one) => one.bot !== null && one.mine),
}

test('there are visits of every visitClass here, and some of nobody in particular', () => {
  const sizes = Object.values(classes).map(({ length }) => length > 0)
  expect([...sizes, visits.some(({ visitor }) => visitor === null)]).toEqual(Array(5).fill(true))
})

test.each(Object.entries(classes))(
  '%s are counted apart, in every dimension as by hand',
  (visitClass, own) => {
    const { totals, by } = dayOf(visits)
    expect(totals[visitClass as 'people']).toEqual(plainCount(own))
    expect(Object.keys(by)).toEqual(Object.keys(valueIn))
    for (const dimension of dimensions) {
      const breakdown = by[dimension][visitClass as 'people']
      expect(breakdown?.others).toEqual({ values: 0, visits: 0, visitors: 0 })
      const found = new Map(breakdown?.values.map(({ value, ...count }) => [value, count]))
      expect(found).toEqual(plainCounts(own, valueIn[dimension]))
    }
  },
)

test('an visitClass that there was not is not there', () => {
  const { totals, by, clocks } = dayOf([described(visitAt('2026-11-22T15:00:00Z'))])
  expect([totals, Object.keys(by.page), Object.keys(clocks)]).toEqual([
    { people: { visits: 1, visitors: 0 } },
    ['people'],
    ['people'],
  ])
})

test('no visit at all is a rollup too', () => {
  const nothing = Object.fromEntries(dimensions.map((one) => [one, {}]))
  expect(hourCounter(defaults.pages).rollup()).toEqual({ totals: {}, by: nothing })
  expect(dayCounter(defaults.pages).rollup()).toEqual({
    totals: {},
    by: nothing,
    clocks: {},
    attendance: { present: [], others: 0 },
    engagement: { sums: {}, times: {}, by: { section: {}, link: {} } },
  })
})

test('in whatever order visits come, the rollup is the same', () => {
  const [first, hour] = [dayOf(visits), hourCounter(defaults.pages)]
  for (const visit of visits) hour.add(visit)
  for (let seed = 0; seed < 10; seed++) {
    const other = shuffled(visits, random(seed))
    expect(dayOf(other)).toEqual(first)
    const again = hourCounter(defaults.pages)
    for (const visit of other) again.add(visit)
    expect(again.rollup()).toEqual(hour.rollup())
  }
})

test('one visit less or more is seen', () => {
  expect(dayOf(visits.slice(1))).not.toEqual(dayOf(visits))
})

test('organisations are those of people, and not the owner’s own', () => {
  const { present } = dayOf(visits).attendance
  const people = classes.people.filter(({ asn }) => asn !== null)
  expect(new Map(present.map(({ id, visits, visitors }) => [id, { visits, visitors }]))).toEqual(
    plainCounts(people, ({ asn }) => asn),
  )
  expect(present.map(({ id }) => id)).not.toContain(64496)
})

describe('a page of several spellings', () => {
  const at = (time: string, page: string, visitor: string, userAgent: string | null = firefox) =>
    described(visitAt(`2026-11-22T${time}:00Z`, { page, visitor, userAgent, asn: 64496 }))
  const trio = [
    at('10:00', '/about', 'ada'),
    at('11:00', '/about/', 'ada'),
    at('12:00', '/about/index.html', 'bob'),
    at('13:00', '/about/', 'bob', null), // no browser: a bot
    at('09:00', '/cv', 'ada'),
  ]

  test('is counted once, its visitors too, as each visitClass spelled it last, in whatever order they came', () => {
    for (let seed = 0; seed < 10; seed++) {
      const { by, attendance } = dayOf(shuffled(trio, random(seed)))
      expect(by.page.people?.values).toEqual([
        { value: '/about/index.html', visits: 3, visitors: 2 },
        { value: '/cv', visits: 1, visitors: 1 },
      ])
      expect(by.page.bots?.values).toEqual([{ value: '/about/', visits: 1, visitors: 1 }])
      expect(attendance.present[0]?.pages).toEqual([
        { page: '/about/index.html', visits: 3 },
        { page: '/cv', visits: 1 },
      ])
    }
  })

  test('is three where the owner says so', () => {
    const counting = hourCounter({ trailingSlash: 'keep', index: [], query: [] })
    for (const visit of trio) counting.add(visit)
    expect(counting.rollup().by.page.people?.values.map(({ value }) => value)).toEqual([
      '/about',
      '/about/',
      '/about/index.html',
      '/cv',
    ])
  })
})
