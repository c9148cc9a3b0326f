import { addDays, dayOf, isDay, startOf } from '../../../../web/dashboard/state/day'
import {
  type DayRange,
  instantsOf,
  isByHour,
  lengthOf,
  type Period,
  periodBefore,
  periodOf,
  rangeOf,
  stepPeriod,
} from '../../../../web/dashboard/state/period'

const today = '2026-11-22'
const days = (from: string, to: string): DayRange => ({ from, to })

test.each<[Period, DayRange, number]>([
  ['today', days('2026-11-22', '2026-11-22'), 1],
  ['7d', days('2026-11-16', '2026-11-22'), 7],
  ['30d', days('2026-10-24', '2026-11-22'), 30],
  ['90d', days('2026-08-25', '2026-11-22'), 90],
  ['12m', days('2025-11-23', '2026-11-22'), 365],
  [days('2026-01-01', '2026-01-31'), days('2026-01-01', '2026-01-31'), 31],
])('%p is %p, %i days', (choice, range, length) => {
  expect(rangeOf(choice, today)).toEqual(range)
  expect(lengthOf(range)).toBe(length)
})

test('twelve months from 29 February begin on 1 March of the year before', () => {
  expect(rangeOf('12m', '2028-02-29')).toEqual(days('2027-03-01', '2028-02-29'))
})

test.each<[Period, DayRange]>([
  ['today', days('2026-11-21', '2026-11-21')],
  ['7d', days('2026-11-09', '2026-11-15')],
  [days('2026-03-01', '2026-03-31'), days('2026-01-29', '2026-02-28')],
])('the period before %p is %p, and the one after that is the first again', (period, earlier) => {
  expect(stepPeriod(period, today, -1)).toEqual(earlier)
  expect(stepPeriod(earlier, today, 1)).toEqual(period)
})

test('days that have a name today get it', () => {
  expect(periodOf(days('2026-10-24', today), today)).toBe('30d')
  expect(periodOf(days('2026-10-24', '2026-11-21'), today)).toEqual(days('2026-10-24', '2026-11-21'))
})

test.each([
  ['today', true],
  [days('2026-11-20', '2026-11-21'), true],
  [days('2026-11-19', '2026-11-21'), false],
] as const)('%p is shown by hour: %p', (choice, byHour) => {
  expect(isByHour(rangeOf(choice, today))).toBe(byHour)
})

test('a period that is over is compared with the whole one before', () => {
  expect(periodBefore(days('2026-11-01', '2026-11-07'), new Date(2026, 10, 22, 15, 40))).toEqual(
    days('2026-10-25', '2026-10-31'),
  )
})

test('a period that is not over is compared with as much of the one before as has passed, to the full hour', () => {
  expect(periodBefore(rangeOf('7d', today), new Date(2026, 10, 22, 15, 40))).toEqual({
    from: '2026-11-09',
    to: new Date(2026, 10, 15, 15).toISOString(),
  })
})

test('in the first hour of a day, that day is compared with the whole one before, and a longer period without its last day', () => {
  const now = new Date(2026, 10, 22, 0, 20)
  expect(periodBefore(rangeOf('today', today), now)).toEqual(days('2026-11-21', '2026-11-21'))
  expect(periodBefore(rangeOf('7d', today), now)).toEqual({
    from: '2026-11-09',
    to: new Date(2026, 10, 15).toISOString(),
  })
})

test('the instants of days are their edges by the reader’s clock', () => {
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

test('a day is that of the reader’s clock', () => {
  expect(dayOf(new Date(2026, 0, 5, 23, 59))).toBe('2026-01-05')
  expect(startOf('2026-01-05')).toEqual(new Date(2026, 0, 5))
  expect(addDays('2026-12-31', 1)).toBe('2027-01-01')
})
