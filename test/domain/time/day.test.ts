import { dayOf, endOf, instantOf, startOf } from '../../../lambda/domain/time/day'

test.each([
  ['2026-11-22T00:00:00.000Z', '2026-11-22'],
  ['2026-11-22T23:59:59.999Z', '2026-11-22'],
])('%s lies on %s', (instant, day) => {
  expect(dayOf(instant)).toBe(day)
})

test.each([
  ['2026-11-22', '2026-11-22T00:00:00.000Z', '2026-11-23T00:00:00.000Z'],
  ['2028-02-28', '2028-02-28T00:00:00.000Z', '2028-02-29T00:00:00.000Z'],
  ['2026-12-31', '2026-12-31T00:00:00.000Z', '2027-01-01T00:00:00.000Z'],
])('%s is from %s until %s', (day, start, end) => {
  expect([instantOf(startOf(day)), instantOf(endOf(day))]).toEqual([start, end])
})
