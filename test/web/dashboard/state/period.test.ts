import { zoneOf } from '../../../../lambda/domain/time/zone'
import { addDays, addMonths, dayOf, isDay, mondayOf, startOf } from '../../../../web/dashboard/state/day'
import {
  type Comparison,
  comparedWith,
  type DayRange,
  type Grain,
  grainOf,
  grainsOf,
  instantsOf,
  lengthOf,
  type Period,
  rangeOf,
  stepPeriod,
} from '../../../../web/dashboard/state/period'

const today = '2026-11-22' // a Sunday
const days = (from: string, to: string): DayRange => ({ from, to })

test.each<[Period, DayRange, number]>([
  ['today', days('2026-11-22', '2026-11-22'), 1],
  ['yesterday', days('2026-11-21', '2026-11-21'), 1],
  ['7d', days('2026-11-16', '2026-11-22'), 7],
  ['28d', days('2026-10-26', '2026-11-22'), 28],
  ['30d', days('2026-10-24', '2026-11-22'), 30],
  ['90d', days('2026-08-25', '2026-11-22'), 90],
  ['12m', days('2025-11-23', '2026-11-22'), 365],
  ['week', days('2026-11-16', '2026-11-22'), 7],
  ['last-week', days('2026-11-09', '2026-11-15'), 7],
  ['month', days('2026-11-01', '2026-11-22'), 22],
  ['last-month', days('2026-10-01', '2026-10-31'), 31],
  ['year', days('2026-01-01', '2026-11-22'), 326],
  ['last-year', days('2025-01-01', '2025-12-31'), 365],
  [{ preset: '7d', to: '2026-11-15' }, days('2026-11-09', '2026-11-15'), 7],
  [{ preset: 'month', to: '2026-02-10' }, days('2026-02-01', '2026-02-28'), 28],
  [{ preset: 'yesterday', to: '2026-02-10' }, days('2026-02-09', '2026-02-09'), 1],
  [days('2026-01-01', '2026-01-31'), days('2026-01-01', '2026-01-31'), 31],
  [days('2026-11-01', '2026-11-30'), days('2026-11-01', '2026-11-30'), 30],
  [{ from: '2026-11-05', to: null }, days('2026-11-05', '2026-11-22'), 18],
  [{ from: '2026-12-05', to: null }, days('2026-12-05', '2026-12-05'), 1],
])('%p is %p, %i days', (choice, range, length) => {
  expect(rangeOf(choice, today)).toEqual(range)
  expect(lengthOf(range)).toBe(length)
})

test.each<[Period, string, DayRange]>([
  ['week', '2026-11-23', days('2026-11-23', '2026-11-23')],
  ['week', '2026-11-25', days('2026-11-23', '2026-11-25')],
  ['last-month', '2026-01-31', days('2025-12-01', '2025-12-31')],
  ['last-month', '2028-03-31', days('2028-02-01', '2028-02-29')],
  ['12m', '2028-02-29', days('2027-03-01', '2028-02-29')],
  ['last-year', '2026-01-01', days('2025-01-01', '2025-12-31')],
])('%p on %s is %p', (choice, on, range) => {
  expect(rangeOf(choice, on)).toEqual(range)
})

test.each<[Period, Period, DayRange]>([
  ['today', { preset: 'today', to: '2026-11-21' }, days('2026-11-21', '2026-11-21')],
  ['7d', { preset: '7d', to: '2026-11-15' }, days('2026-11-09', '2026-11-15')],
  ['12m', { preset: '12m', to: '2025-11-22' }, days('2024-11-23', '2025-11-22')],
  ['week', { preset: 'week', to: '2026-11-15' }, days('2026-11-09', '2026-11-15')],
  ['month', { preset: 'month', to: '2026-10-31' }, days('2026-10-01', '2026-10-31')],
  [
    { preset: 'month', to: '2026-03-31' },
    { preset: 'month', to: '2026-02-28' },
    days('2026-02-01', '2026-02-28'),
  ],
  ['year', { preset: 'year', to: '2025-12-31' }, days('2025-01-01', '2025-12-31')],
  [days('2026-03-01', '2026-03-31'), days('2026-01-29', '2026-02-28'), days('2026-01-29', '2026-02-28')],
])('the period before %p is %p, %p, and the one after that is the first again', (period, before, range) => {
  expect(stepPeriod(period, today, -1)).toEqual(before)
  expect(rangeOf(before, today)).toEqual(range)
  expect(stepPeriod(before, today, 1)).toEqual(period)
})

test.each<[Period, Period, Period]>([
  ['yesterday', { preset: 'today', to: '2026-11-20' }, 'today'],
  ['last-week', { preset: 'week', to: '2026-11-08' }, 'week'],
  ['last-month', { preset: 'month', to: '2026-09-30' }, 'month'],
  ['last-year', { preset: 'year', to: '2024-12-31' }, 'year'],
  [{ preset: '30d', to: '2026-11-10' }, { preset: '30d', to: '2026-10-11' }, '30d'],
])('before %p comes %p, and after it %p', (period, before, after) => {
  expect([stepPeriod(period, today, -1), stepPeriod(period, today, 1)]).toEqual([before, after])
})

test('a week that was picked stays that week, even while it is the last seven days', () => {
  const picked = days('2026-11-16', '2026-11-22')
  expect(rangeOf(picked, addDays(today, 30))).toEqual(picked)
  expect(stepPeriod(stepPeriod(picked, today, -1), today, 1)).toEqual(picked)
})

describe('a period is compared', () => {
  interface Row {
    readonly now?: string
    readonly zone?: string
    readonly by?: Comparison
  }
  const compare = (period: Period, { now = '2026-11-28T15:40:00Z', zone = 'UTC', by = 'before' }: Row) =>
    comparedWith({ period, comparison: by, now: new Date(now), zone: zoneOf(zone) })

  test.each<[Period, Row, { from: string; to: string } | null]>([
    // over
    [days('2026-11-01', '2026-11-07'), {}, days('2026-10-25', '2026-10-31')],
    ['last-month', {}, days('2026-09-01', '2026-09-30')],
    ['yesterday', {}, days('2026-11-26', '2026-11-26')],
    [{ preset: 'month', to: '2026-03-31' }, {}, days('2026-02-01', '2026-02-28')],
    // not over, wherever it ends: as much as has passed, to the full hour
    ['today', {}, days('2026-11-27', '2026-11-27T15:30:00.000Z')], // of a single day to the quarter
    ['7d', {}, days('2026-11-15', '2026-11-21T15:00:00.000Z')],
    [days('2026-11-01', '2026-11-30'), {}, days('2026-10-02', '2026-10-29T15:00:00.000Z')],
    [days('2026-11-20', '2027-01-18'), {}, days('2026-09-21', '2026-09-29T15:00:00.000Z')],
    ['month', {}, days('2026-10-01', '2026-10-28T15:00:00.000Z')],
    ['week', {}, days('2026-11-16', '2026-11-21T15:00:00.000Z')],
    ['year', {}, days('2025-01-01', '2025-11-28T15:00:00.000Z')],
    [{ from: '2026-11-20', to: null }, {}, days('2026-11-11', '2026-11-19T15:00:00.000Z')],
    // the month before is shorter than what has passed
    ['month', { now: '2027-03-30T10:00:00Z' }, days('2027-02-01', '2027-02-28')],
    // in the first hour, or of a day in its first quarter
    ['today', { now: '2026-11-28T00:14:00Z' }, null],
    ['today', { now: '2026-11-28T00:16:00Z' }, days('2026-11-27', '2026-11-27T00:15:00.000Z')],
    ['7d', { now: '2026-11-28T00:59:00Z' }, days('2026-11-15', '2026-11-20')],
    // not begun
    [days('2026-11-29', '2026-11-30'), {}, null],
    // with a year ago, or with nothing
    ['month', { by: 'year' }, days('2025-11-01', '2025-11-28T15:00:00.000Z')],
    [
      days('2028-02-01', '2028-02-29'),
      { by: 'year', now: '2028-06-01T00:00:00Z' },
      days('2027-02-01', '2027-02-28'),
    ],
    ['30d', { by: 'none' }, null],
  ])('%p, %p, with %p', (period, row, expected) => {
    expect(compare(period, row)).toEqual(expected)
  })

  test.each<[string, string, string, string]>([
    // zone, now, until when on the day before, and what the clock shows at both
    ['Europe/Berlin', '2026-03-29T10:00:00Z', '2026-03-28T11:00:00.000Z', '12:00'],
    ['Europe/Berlin', '2026-03-30T10:00:00Z', '2026-03-29T10:00:00.000Z', '12:00'],
    ['Europe/Berlin', '2026-10-25T11:00:00Z', '2026-10-24T10:00:00.000Z', '12:00'],
    ['Europe/London', '2026-10-26T12:00:00Z', '2026-10-25T12:00:00.000Z', '12:00'],
    ['America/New_York', '2026-03-08T16:00:00Z', '2026-03-07T17:00:00.000Z', '12:00'],
    ['America/New_York', '2026-11-01T17:00:00Z', '2026-10-31T16:00:00.000Z', '12:00'],
    ['America/St_Johns', '2026-11-01T15:30:00Z', '2026-10-31T14:30:00.000Z', '12:00'],
    ['America/Havana', '2026-03-08T16:00:00Z', '2026-03-07T17:00:00.000Z', '12:00'],
    ['America/Santiago', '2026-09-06T15:00:00Z', '2026-09-05T16:00:00.000Z', '12:00'],
    ['America/Nuuk', '2026-03-29T13:00:00Z', '2026-03-28T14:00:00.000Z', '12:00'],
    ['Africa/Cairo', '2026-04-24T09:00:00Z', '2026-04-23T10:00:00.000Z', '12:00'],
    ['Africa/Casablanca', '2026-02-15T12:00:00Z', '2026-02-14T11:00:00.000Z', '12:00'],
    ['Asia/Beirut', '2026-03-29T09:00:00Z', '2026-03-28T10:00:00.000Z', '12:00'],
    ['Asia/Jerusalem', '2026-03-27T09:00:00Z', '2026-03-26T10:00:00.000Z', '12:00'],
    ['Asia/Kolkata', '2026-11-22T06:30:00Z', '2026-11-21T06:30:00.000Z', '12:00'],
    ['Asia/Kathmandu', '2026-11-22T06:15:00Z', '2026-11-21T06:15:00.000Z', '12:00'],
    ['Atlantic/Azores', '2026-10-25T13:00:00Z', '2026-10-24T12:00:00.000Z', '12:00'],
    ['Australia/Lord_Howe', '2026-04-05T01:30:00Z', '2026-04-04T01:00:00.000Z', '12:00'],
    ['Australia/Lord_Howe', '2026-10-04T01:00:00Z', '2026-10-03T01:30:00.000Z', '12:00'],
    ['Australia/Sydney', '2026-10-04T01:00:00Z', '2026-10-03T02:00:00.000Z', '12:00'],
    ['Pacific/Chatham', '2026-04-04T23:15:00Z', '2026-04-03T22:15:00.000Z', '12:00'],
    ['Pacific/Chatham', '2026-09-26T22:15:00Z', '2026-09-25T23:15:00.000Z', '12:00'],
    ['Pacific/Auckland', '2026-09-26T23:00:00Z', '2026-09-26T00:00:00.000Z', '12:00'],
    ['Antarctica/Troll', '2026-03-29T10:00:00Z', '2026-03-28T12:00:00.000Z', '12:00'],
  ])(
    'in %s at %s with the day before until %s, when its clock shows the same, %s',
    (zone, now, to, clock) => {
      expect(compare('today', { now, zone })?.to).toBe(to)
      const shown = new Intl.DateTimeFormat('en-GB', { timeZone: zone, timeStyle: 'short' })
      expect([now, to].map((moment) => shown.format(new Date(moment)))).toEqual([clock, clock])
    },
  )
})

test.each<[Grain | null, DayRange, Grain, readonly Grain[]]>([
  [null, days(today, today), 'hour', ['hour', 'day']],
  [null, days('2026-11-20', '2026-11-21'), 'hour', ['hour', 'day']],
  [null, days('2026-11-19', '2026-11-21'), 'day', ['hour', 'day']],
  ['hour', days('2026-11-09', today), 'hour', ['hour', 'day', 'week']],
  ['hour', days('2026-10-24', today), 'day', ['day', 'week']],
  ['week', days('2026-10-24', today), 'week', ['day', 'week']],
  ['month', days('2025-11-23', today), 'month', ['day', 'week', 'month']],
  ['month', days(today, today), 'hour', ['hour', 'day']],
])('asked for by %p, the chart of %p is by %s, of %p', (chosen, range, grain, all) => {
  expect([grainOf(chosen, range), grainsOf(range)]).toEqual([grain, all])
})

test('the instants of days are their edges by the page’s clock', () => {
  expect(instantsOf(days('2026-11-21', '2026-11-22'))).toEqual({
    from: new Date(2026, 10, 21).toISOString(),
    to: new Date(2026, 10, 23).toISOString(),
  })
})

test.each([
  ['2026-02-28', true],
  ['2026-02-29', false],
  ['2026-2-8', false],
  ['today', false],
])('%s is a day: %p', (text, is) => {
  expect(isDay(text)).toBe(is)
})

test('a day is that of the zone’s clock', () => {
  expect(dayOf(new Date(2026, 0, 5, 23, 59))).toBe('2026-01-05')
  expect(startOf('2026-01-05')).toEqual(new Date(2026, 0, 5))
  expect(dayOf(new Date('2026-01-05T23:59:00Z'), zoneOf('Asia/Tokyo'))).toBe('2026-01-06')
  expect(startOf('2026-01-06', zoneOf('Asia/Tokyo'))).toEqual(new Date('2026-01-05T15:00:00Z'))
  expect(addDays('2026-12-31', 1)).toBe('2027-01-01')
})

test.each([
  ['2026-01-31', 1, '2026-02-28'],
  ['2028-01-31', 1, '2028-02-29'],
  ['2026-01-31', -2, '2025-11-30'],
  ['2028-02-29', -12, '2027-02-28'],
  ['2026-11-22', 12, '2027-11-22'],
])('%s and %i months is %s', (day, months, later) => {
  expect(addMonths(day, months)).toBe(later)
})

test.each([
  ['2026-11-22', '2026-11-16'],
  ['2026-11-23', '2026-11-23'],
  ['2027-01-01', '2026-12-28'],
])('the week of %s begins on %s', (day, monday) => {
  expect(mondayOf(day)).toBe(monday)
})
