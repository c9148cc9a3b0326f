import type { StatsAnswer } from '../../../../lambda/api/stats'
import { labelled, labelOf, pointsOf } from '../../../../web/dashboard/chart/series'
import { addDays } from '../../../../web/dashboard/state/day'

const counts = { visits: 2, visitors: 1, bots: 3 }
const stats = (fields: Pick<StatsAnswer, 'by' | 'refusals'>) => fields as StatsAnswer
const none = { total: 0, complete: true }
const hours = (...values: string[]) =>
  pointsOf(stats({ by: { hour: values.map((value) => ({ value, ...counts })) }, refusals: none }), 'hour')
const days = (from: string, count: number) =>
  Array.from({ length: count }, (_, at) => ({ value: addDays(from, at), ...counts }))

test('a day has its refusals, none where none are named', () => {
  const day = ['2026-11-21', '2026-11-22'].map((value) => ({ value, ...counts }))
  const refusals = { total: 4, complete: true, day: [{ value: '2026-11-22', refusals: 4 }] }
  expect(pointsOf(stats({ by: { day }, refusals }), 'day')).toEqual([
    { value: '2026-11-21', to: '2026-11-21', name: 'Nov 21, 2026', ...counts, refusals: 0 },
    { value: '2026-11-22', to: '2026-11-22', name: 'Nov 22, 2026', ...counts, refusals: 4 },
  ])
})

test('an hour has its own', () => {
  const value = '2026-11-22T15:00+01:00'
  const refusals = { total: 1, complete: true, hour: [{ value, refusals: 1 }] }
  expect(pointsOf(stats({ by: { hour: [{ value, ...counts }] }, refusals }), 'hour')).toEqual([
    { value, to: '2026-11-22', name: 'Nov 22, 2026, 03:00 PM', ...counts, refusals: 1 },
  ])
})

test('weeks begin on Mondays, and the first and last have the days that there are', () => {
  const refusals = { total: 1, complete: true, day: [{ value: '2026-11-15', refusals: 1 }] }
  const points = pointsOf(stats({ by: { day: days('2026-11-14', 10) }, refusals }), 'week')
  expect(points.map(({ value, to, visits, refusals }) => [value, to, visits, refusals])).toEqual([
    ['2026-11-14', '2026-11-15', 4, 1],
    ['2026-11-16', '2026-11-22', 14, 0],
    ['2026-11-23', '2026-11-23', 2, 0],
  ])
  expect(points.map(({ visitors, bots }) => [visitors, bots])).toEqual([
    [2, 6],
    [7, 21],
    [1, 3],
  ])
  expect(points.map(({ name }) => name.replaceAll('\u2009', ' '))).toEqual([
    'Nov 14 – 15, 2026',
    'Nov 16 – 22, 2026',
    'Nov 23, 2026',
  ])
})

test('months have their days', () => {
  const points = pointsOf(stats({ by: { day: days('2026-10-31', 32) }, refusals: none }), 'month')
  expect(points.map(({ value, name, visits }) => [value, name, visits])).toEqual([
    ['2026-10-31', 'October 2026', 2],
    ['2026-11-01', 'November 2026', 60],
    ['2026-12-01', 'December 2026', 2],
  ])
})

describe('when a clock is put', () => {
  test('the hour that comes twice is told by its offset', () => {
    const points = hours('2026-10-25T01:00+02:00', '2026-10-25T02:00+02:00', '2026-10-25T02:00+01:00')
    expect(points.map(({ name }) => name)).toEqual([
      'Oct 25, 2026, 01:00 AM',
      'Oct 25, 2026, 02:00 AM (+02:00)',
      'Oct 25, 2026, 02:00 AM (+01:00)',
    ])
  })

  test.each([
    ['Apr 5', '2026-04-05', ['01:00+11:00', '01:30+10:30', '02:00+10:30']], // on Lord Howe Island
    ['Oct 4', '2026-10-04', ['01:00+10:30', '02:30+11:00', '03:00+11:00']],
    ['Apr 5', '2026-04-05', ['03:00+13:45', '02:45+12:45']], // on Chatham
    ['Sep 27', '2026-09-27', ['02:00+12:45', '03:45+13:45', '04:00+13:45']],
  ])('of %s, %s, the hours %j are labelled by the clock', (name, day, all) => {
    const points = hours(...all.map((hour) => `${day}T${hour}`))
    const labels = all.map((hour) => `${hour.slice(0, 5)} AM`)
    expect(points.map((point) => labelOf(point, points, 'hour'))).toEqual(labels)
    expect(points.map((point) => point.name)).toEqual(labels.map((label) => `${name}, 2026, ${label}`))
  })

  test('labels stay at the same hours', () => {
    const day = (date: string, from: number, to: number, offset: string) =>
      Array.from(
        { length: to - from },
        (_, at) => `${date}T${String(from + at).padStart(2, '0')}:00${offset}`,
      )
    const points = hours(...day('2026-10-25', 0, 3, '+02:00'), ...day('2026-10-25', 2, 24, '+01:00'))
    const labels = labelled(points, 12).map((at) => points[at]?.value.slice(11, 13))
    expect(labels).toEqual(['00', '03', '06', '09', '12', '15', '18', '21'])
  })
})

test.each([
  [7, 10, [0, 1, 2, 3, 4, 5, 6]],
  [30, 10, [0, 7, 14, 21, 28]],
  [365, 10, [0, 56, 112, 168, 224, 280, 336]],
  [1, 10, [0]],
  [0, 10, []],
])('of %i days with room for %i labels, these have one: %j', (count, most, places) => {
  const points = pointsOf(stats({ by: { day: days('2026-01-01', count) }, refusals: none }), 'day')
  expect(labelled(points, most)).toEqual(places)
})

test('several days by hour have the day at midnight', () => {
  const points = hours('2026-11-21T23:00Z', '2026-11-22T00:00Z', '2026-11-22T01:00Z')
  expect(points.map((point) => labelOf(point, points, 'hour'))).toEqual(['11:00 PM', 'Nov 22', '01:00 AM'])
  const [midnight] = hours('2026-11-22T00:00Z')
  expect(midnight && labelOf(midnight, [midnight], 'hour')).toBe('12:00 AM')
})
