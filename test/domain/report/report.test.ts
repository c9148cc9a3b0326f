import { defaults } from '../../../lambda/contract'
import { type By, reporter, type Sides } from '../../../lambda/domain/report/report'
import { visitCounter } from '../../../lambda/domain/report/visit-counter'
import { parsePeriod } from '../../../lambda/domain/time/period'
import { zoneOf } from '../../../lambda/domain/time/zone'
import { described, visitAt } from '../../support/memory/visits'

const zero = { visits: 0, visitors: 0, bots: 0 }
const empty = (tz: string, from: string, to: string, by: By[] = ['day', 'hour']) => {
  const zone = zoneOf(tz)
  return reporter(defaults.pages).report(parsePeriod({ from, to }, zone), zone, by)
}
const valuesOf = (rows: readonly { value: string }[]) => rows.map(({ value }) => value)

const unreported = { visits: 0, seconds: 0, reachedEnd: 0, times: [], isWhole: true }

test('days and hours in which nobody came are zeros', () => {
  const { totals, days, hours, by } = empty('UTC', '2026-02-27', '2026-03-01', ['day', 'hour', 'page'])
  expect(totals).toEqual(zero)
  expect(days).toEqual(['2026-02-27', '2026-02-28', '2026-03-01'].map((value) => ({ value, ...zero })))
  expect([hours.length, hours[0], hours[71]]).toEqual([
    72,
    { value: '2026-02-27T00:00Z', ...zero },
    { value: '2026-03-01T23:00Z', ...zero },
  ])
  expect([...by]).toEqual([['page', { values: [], others: { values: 0, visits: 0, visitors: 0 } }]])
})

test('where nothing can be known, no day and no hour is named', () => {
  const { totals, days, hours } = reporter(defaults.pages).report(null, zoneOf('UTC'), ['day', 'hour'])
  expect([totals, days, hours]).toEqual([zero, [], []])
})

test('what is not asked for is not there', () => {
  const { days, hours, by } = empty('UTC', '2026-11-22', '2026-11-22', ['kind'])
  expect([days, hours, [...by.keys()]]).toEqual([[], [], ['kind']])
})

test.each([
  ['America/New_York', '2026-03-08', 23, ['2026-03-08T01:00-05:00', '2026-03-08T03:00-04:00']],
  ['America/New_York', '2026-11-01', 25, ['2026-11-01T01:00-04:00', '2026-11-01T01:00-05:00']],
  ['America/Havana', '2026-03-08', 23, ['2026-03-08T01:00-04:00', '2026-03-08T02:00-04:00']],
  ['Asia/Kolkata', '2026-11-22', 24, ['2026-11-22T00:00+05:30', '2026-11-22T01:00+05:30']],
  ['Australia/Lord_Howe', '2026-04-05', 25, ['2026-04-05T01:00+11:00', '2026-04-05T01:30+10:30']],
])('in %s %s has %d hours, of which these follow each other: %j', (tz, day, count, neighbours) => {
  const { days, hours } = empty(tz, day, day)
  expect([valuesOf(days), hours.length]).toEqual([[day], count])
  const at = valuesOf(hours).indexOf(neighbours[0] as string)
  expect(valuesOf(hours).slice(at, at + 2)).toEqual(neighbours)
})

test.each([
  ['2026-11-22T10:07:00Z', '2026-11-22T12:05:00Z', ['10', '11', '12']],
  ['2026-11-22T10:59:59.999Z', '2026-11-22T11:00:00.001Z', ['10', '11']],
  ['2026-11-22T10:00:00Z', '2026-11-22T11:00:00Z', ['10']],
])('from %s to %s there are the hours %j, the first and the last in part', (from, to, hours) => {
  expect(valuesOf(empty('UTC', from, to).hours)).toEqual(hours.map((hour) => `2026-11-22T${hour}:00Z`))
})

test('counts of the same day, hour or value add up', () => {
  const zone = zoneOf('UTC')
  const counting = reporter(defaults.pages)
  const sides = (visits: number, bots: number): Sides => ({
    counted: { visits, visitors: 1 },
    bots: { visits: bots, visitors: 1 },
  })
  for (const one of [sides(2, 7), sides(3, 1)]) {
    counting.add(one, '2026-11-22')
    counting.addDay('2026-11-22', one)
    counting.addHour('2026-11-22T15:00Z', one)
    counting.addBreakdown('page', {
      values: [{ value: '/', ...one.counted }],
      others: { values: 1, ...one.bots },
    })
  }
  const period = parsePeriod({ from: '2026-11-22T15:00Z', to: '2026-11-22T16:00Z' })
  expect(counting.report(period, zone, ['day', 'hour', 'page'])).toEqual({
    totals: { visits: 5, visitors: 2, bots: 8 },
    engagement: unreported,
    days: [{ value: '2026-11-22', visits: 5, visitors: 2, bots: 8 }],
    hours: [{ value: '2026-11-22T15:00Z', visits: 5, visitors: 2, bots: 8 }],
    by: new Map([
      [
        'page',
        { values: [{ value: '/', visits: 5, visitors: 2 }], others: { values: 1, visits: 8, visitors: 2 } },
      ],
    ]),
  })
})

test('visits themselves are counted by the clock of the zone, a visitor once in each place', () => {
  const zone = zoneOf('Asia/Shanghai')
  const counting = visitCounter({
    zone,
    by: ['day', 'hour', 'page'],
    pages: defaults.pages,
    internal: 'exclude',
  })
  const at = (time: string, visitor: string | null, page = '/') => described(visitAt(time, { visitor, page }))
  counting.add(at('2026-11-22T15:59:59.999Z', 'a'), 'counted')
  counting.add(at('2026-11-22T16:00:00.000Z', 'a', '/cv'), 'counted')
  counting.add(at('2026-11-22T16:30:00.000Z', 'a'), 'counted')
  counting.add(at('2026-11-22T16:30:00.000Z', null), 'counted')
  counting.add(at('2026-11-22T16:30:00.000Z', 'b'), 'bots')
  const report = reporter(defaults.pages)
  counting.into(report)
  const period = parsePeriod({ from: '2026-11-22T15:00Z', to: '2026-11-22T17:00Z' })
  expect(report.report(period, zone, ['day', 'hour', 'page'])).toEqual({
    totals: { visits: 4, visitors: 1, bots: 1 },
    engagement: unreported,
    days: [
      { value: '2026-11-22', visits: 1, visitors: 1, bots: 0 },
      { value: '2026-11-23', visits: 3, visitors: 1, bots: 1 },
    ],
    hours: [
      { value: '2026-11-22T23:00+08:00', visits: 1, visitors: 1, bots: 0 },
      { value: '2026-11-23T00:00+08:00', visits: 3, visitors: 1, bots: 1 },
    ],
    by: new Map([
      [
        'page',
        {
          values: [
            { value: '/', visits: 3, visitors: 1 },
            { value: '/cv', visits: 1, visitors: 1 },
          ],
          others: { values: 0, visits: 0, visitors: 0 },
        },
      ],
    ]),
  })
})
