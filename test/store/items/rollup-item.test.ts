import { defaults } from '../../../lambda/contract'
import { noOthers } from '../../../lambda/domain/count/breakdown'
import { dimensions } from '../../../lambda/domain/count/dimension'
import { nothingRead } from '../../../lambda/domain/count/engagement-tally'
import type { DescribedVisit } from '../../../lambda/domain/describe/described-visit'
import { type DayRollup, dayCounter, hourCounter } from '../../../lambda/domain/rollup/rollup'
import { cut } from '../../../lambda/domain/text'
import { pageBytes } from '../../../lambda/domain/visit/page'
import { spell } from '../../../lambda/domain/visit/spelling'
import { breakdownsIn } from '../../../lambda/store/items/rollup/breakdown-part'
import { sumsIn, timesIn } from '../../../lambda/store/items/rollup/engagement-part'
import {
  attendanceIn,
  clocksIn,
  type Place,
  type RollupItem,
  rollupIn,
  toItems,
  totalsIn,
} from '../../../lambda/store/items/rollup-item'
import { described, firefox, visitAt } from '../../support/memory/visits'
import { random, shuffled } from '../../support/random'
import { randomVisits } from '../../support/random-visits'
import { withReadings } from '../../support/readings'
import { inFull } from '../../support/size'

const day = '2026-11-22'
const place: Place = { site: 'you.github.io', grain: 'day', span: day }
const mine = {
  subject: 64497,
  name: null,
  domain: null,
  kind: null,
  mine: true,
  muted: false,
  star: false,
  note: null,
}
const visits = withReadings(randomVisits({ seed: 3, count: 500, days: [day] }), 3).map((one) =>
  described(one, [mine]),
)

function rollupOf(some: readonly DescribedVisit[]): DayRollup {
  const counting = dayCounter(defaults.pages)
  for (const visit of some) counting.add(visit)
  return counting.rollup()
}

const typical = described(visitAt('2026-11-22T15:00:00Z', { userAgent: firefox }))

/** DynamoDB's own count: UTF-8 of names and text, and bytes. */
const sizeOf = (item: RollupItem): number =>
  Object.entries(item).reduce(
    (sum, [name, value]) =>
      sum +
      Buffer.byteLength(name) +
      (typeof value === 'string' ? Buffer.byteLength(value) : (value as Uint8Array).length),
    0,
  )

const partOf = ({ sk }: RollupItem) => sk.split('#')[1] as string
const named = (items: readonly RollupItem[], part: string) =>
  items.find((item) => partOf(item) === part) as RollupItem

/** Folders of pages are stored under the name that they had at first. */
const dimensionParts = dimensions.map((one) => (one === 'folder' ? 'section' : one))

const readParts = ['engagement', 'secondsInFront', 'sectionInView', 'link']

test('a day has an item for each dimension, the clock, the organisations, what was read, and the totals last', () => {
  const parts = [...dimensionParts, 'clock', 'attendance', ...readParts, 'total']
  expect(toItems(place, rollupOf(visits)).map(({ pk, sk }) => [pk, sk])).toEqual(
    parts.map((part) => ['SITE#you.github.io#ROLLUP', `DAY#${part}#2026-11-22`]),
  )
})

test('an hour has neither clock nor organisations nor what was read', () => {
  const items = toItems({ ...place, grain: 'hour', span: `${day}T15` }, hourCounter(defaults.pages).rollup())
  expect(items.map(({ sk }) => sk)).toEqual(
    [...dimensionParts, 'total'].map((part) => `HOUR#${part}#2026-11-22T15`),
  )
})

test('every part is read as it was written', () => {
  const rollup = rollupOf(visits)
  const items = toItems(place, rollup)
  expect(Object.keys(rollup.totals).length).toBe(4)
  expect(totalsIn(named(items, 'total'))).toEqual(rollup.totals)
  for (const [at, one] of dimensions.entries())
    expect(breakdownsIn(one, named(items, dimensionParts[at] as string))).toEqual(rollup.by[one])
  expect(clocksIn(named(items, 'clock'))).toEqual(rollup.clocks)
  expect(attendanceIn(named(items, 'attendance'))).toEqual(rollup.attendance)
  const { sums, times, by } = rollup.engagement
  expect(Object.keys(sums).length).toBe(4)
  expect(sumsIn(named(items, 'engagement'))).toEqual(sums)
  expect(timesIn(named(items, 'secondsInFront'))).toEqual(times)
  expect(breakdownsIn('section', named(items, 'sectionInView'))).toEqual(by.section)
  expect(breakdownsIn('link', named(items, 'link'))).toEqual(by.link)
  expect(rollupIn(items)).toEqual(rollup)
})

test('a day that was counted before it was known what was read has nothing of it', () => {
  const rollup = rollupOf(visits)
  const items = toItems(place, rollup).map((item) =>
    readParts.includes(partOf(item)) ? { pk: item.pk, sk: item.sk } : item,
  )
  expect(rollupIn(items)).toEqual({ ...rollup, engagement: rollupOf([]).engagement })
  const unread = rollupOf(visits.map((one) => ({ ...one, engagement: null })))
  expect(attendanceIn(named(toItems(place, unread), 'attendance')).present[0]).toMatchObject(nothingRead)
})

test('seconds of a day are exact beyond four bytes', () => {
  const seconds = 2 ** 40 + 7
  const engagement = {
    sums: { people: { visits: 2 ** 33, seconds, reachedEnd: 5 } },
    times: {},
    by: {
      section: {
        people: {
          values: [{ value: '/#a', visits: 1, visitors: 1, seconds }],
          others: { ...noOthers, seconds: seconds + 1 },
        },
      },
      link: {},
    },
  }
  const rollup = { ...rollupOf([]), engagement }
  expect(rollupIn(toItems(place, rollup))).toEqual(rollup)
})

test('pages that a version before named are spelled as visits are', () => {
  const count = { visits: 2, visitors: 1 }
  const page = {
    values: ['/caf%C3%A9', '/a%2fb', '/100%'].map((value) => ({ value, ...count })),
    others: noOthers,
  }
  const rollup = rollupOf([])
  const presence = {
    ...{ id: 1, visits: 1, visitors: 1, countries: [], firstSeen: null, lastSeen: null },
    ...nothingRead,
  }
  const items = toItems(place, {
    ...rollup,
    by: { ...rollup.by, page: { people: page } },
    attendance: { present: [{ ...presence, pages: [{ page: '/caf%c3%a9', visits: 1 }] }], others: 0 },
  })
  const { people } = breakdownsIn('page', named(items, 'page'))
  expect(people?.values.map(({ value }) => value)).toEqual(['/café', '/a%2Fb', '/100%25'])
  expect(attendanceIn(named(items, 'attendance')).present[0]?.pages).toEqual([{ page: '/café', visits: 1 }])
})

test('so is what is empty', () => {
  const rollup = rollupOf([])
  const items = toItems(place, rollup)
  expect(totalsIn(named(items, 'total'))).toEqual({})
  expect(breakdownsIn('page', named(items, 'page'))).toEqual({})
  expect(clocksIn(named(items, 'clock'))).toEqual({})
  expect(attendanceIn(named(items, 'attendance'))).toEqual(rollup.attendance)
})

test('bytes are the same in whatever order the visits came', () => {
  const bytes = (some: readonly DescribedVisit[]) => JSON.stringify(toItems(place, rollupOf(some)))
  for (let seed = 0; seed < 10; seed++) expect(bytes(shuffled(visits, random(seed)))).toBe(bytes(visits))
  expect(bytes(visits.slice(1))).not.toBe(bytes(visits))
})

test('counts of four bytes are exact', () => {
  const most = 2 ** 32 - 1
  const count = { visits: most, visitors: most - 1 }
  const breakdown = { values: [{ value: '/', ...count }], others: { values: most, ...count } }
  const rollup = {
    ...rollupOf([]),
    totals: { people: count },
    by: { ...rollupOf([]).by, page: { people: breakdown } },
    clocks: { people: [{ visits: most, first: most, last: most - 2 }] },
  }
  const items = toItems(place, rollup)
  expect(totalsIn(named(items, 'total'))).toEqual(rollup.totals)
  expect(breakdownsIn('page', named(items, 'page'))).toEqual(rollup.by.page)
  expect(clocksIn(named(items, 'clock'))).toEqual(rollup.clocks)
})

const hostile: [string, (at: number) => string][] = [
  ['ASCII', (at) => `/${at}`.padEnd(256, 'p')],
  ['short ones', (at) => `/${at}`],
  ['emoji', (at) => `/${at}`.padEnd(8, '_') + '💼'.repeat(62)],
  ['quotes', (at) => `/${at}`.padEnd(256, '"')],
  ['backslashes', (at) => `/${at}`.padEnd(256, '\\')],
  ['control characters', (at) => `/${at}`.padEnd(256, '\u0001')],
  ['lone surrogates', (at) => `/${at}`.padEnd(88, '\ud83d')],
]

const fewHostile = hostile.filter(([name]) => name === 'quotes')
const asked = inFull(hostile, hostile, fewHostile)

describe.each(asked)('with 560 names of each visitClass made of %s', (_, nameOf) => {
  const site = `${'s'.repeat(253)}:65535`
  const place: Place = { site, grain: 'day', span: day }
  const countries = Array.from({ length: 40 }, (_, at) => `C${at}`)
  /** In all dimensions at once, by people, bots, the owner and the owner's bots. */
  const rollup = (times: number) =>
    rollupOf(
      Array.from({ length: 560 }, (_, at) =>
        [null, 'why'].flatMap((bot) =>
          [false, true].flatMap((mine) =>
            Array.from({ length: times }, (_, time) => ({
              ...typical,
              page: spell(nameOf(at), pageBytes),
              networkId: 4_294_960_000 + at,
              visitor: `${at} ${time}`,
              country: countries[at % 40] as string,
              referrer: nameOf(at),
              language: nameOf(at),
              browser: nameOf(at),
              engagement: {
                ...{ seconds: at, reach: 100, acted: true },
                sections: [{ name: cut(nameOf(at), 40), seconds: 80_000 + at }],
                links: [cut(nameOf(at), 100)],
              },
              bot,
              mine,
            })),
          ),
        ),
      ).flat(),
    )

  test('every item is below 100 KB, and is read as it was written', () => {
    const counted = rollup(1)
    const items = toItems(place, counted)
    expect(
      items.filter((item) => sizeOf(item) >= 100_000).map((item) => [partOf(item), sizeOf(item)]),
    ).toEqual([])
    for (const one of ['page', 'referrer', 'organisation'] as const) {
      expect(breakdownsIn(one, named(items, one))).toEqual(counted.by[one])
      const { values, others } = counted.by[one].people ?? { values: [], others: { values: 0, visits: 0 } }
      expect(values.length + others.values).toBe(560)
      expect(values.length + others.visits).toBe(560) // nothing is lost in the totals
    }
  })

  test('their sizes hardly grow with three times the visits', () => {
    const sizes = (times: number) =>
      toItems(place, rollup(times))
        .filter((item) => partOf(item) !== 'attendance') // JSON: the digits of its counts
        .map(sizeOf)
    const small = sizes(1)
    for (const [at, size] of sizes(3).entries()) expect(size).toBeLessThan((small[at] as number) + 200)
  })
})

test('of 100 organisations with long pages each is kept, with fewer pages', () => {
  const long = (n: number, at: number) => `/${n}/${at}`.padEnd(256, 'ü').slice(0, 130)
  const some = Array.from({ length: 100 }, (_, n) =>
    Array.from({ length: 10 }, (_, at) => ({
      ...typical,
      page: long(n, at),
      networkId: 70_000 + n,
      kind: 'business' as const,
    })),
  ).flat()
  const { attendance } = rollupOf(some)
  const items = toItems(place, rollupOf(some))
  const kept = attendanceIn(named(items, 'attendance'))
  expect(sizeOf(named(items, 'attendance'))).toBeLessThan(100_000)
  expect([kept.present.length, kept.others]).toEqual([100, 0])
  expect(kept.present.map(({ id, visits }) => [id, visits])).toEqual(
    attendance.present.map(({ id, visits }) => [id, visits]),
  )
  expect(kept.present[0]?.pages).toHaveLength(2)
})

test('of 100 organisations that all read the same long pages all is kept: each is named once', () => {
  const some = Array.from({ length: 100 }, (_, n) =>
    Array.from({ length: 10 }, (_, at) => ({
      ...typical,
      page: `/${at}`.padEnd(256, 'p'),
      networkId: 70_000 + n,
      country: ['DE', '__proto__', null][(n + at) % 3] ?? null,
    })),
  ).flat()
  const rollup = rollupOf(some)
  expect(attendanceIn(named(toItems(place, rollup), 'attendance'))).toEqual(rollup.attendance)
})

test('of some classes alone nothing but theirs is read', () => {
  const { by } = rollupOf(visits)
  const item = named(toItems(place, rollupOf(visits)), 'page')
  expect(breakdownsIn('page', item, ['people', 'mine'])).toEqual({
    people: by.page.people,
    mine: by.page.mine,
  })
})

test('where even that is too much, the rest of the organisations is a number', () => {
  const some = Array.from({ length: 320 }, (_, n) =>
    Array.from({ length: 10 }, (_, at) => ({
      ...typical,
      page: `/${n}/${at}`.padEnd(250, '\u0001'), // six bytes each in JSON
      networkId: 70_000 + n,
      kind: 'business' as const,
      country: `C${at}`,
    })),
  ).flat()
  const items = toItems(place, rollupOf(some))
  const kept = attendanceIn(named(items, 'attendance'))
  expect(sizeOf(named(items, 'attendance'))).toBeLessThan(100_000)
  expect(kept.present.length).toBeLessThan(300)
  expect(kept.present.length + kept.others).toBe(320)
})
