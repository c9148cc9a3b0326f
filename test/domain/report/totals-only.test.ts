import {
  holdsPages,
  hourStartIn,
  partBefore,
  withoutRarePages,
} from '../../../lambda/domain/report/totals-only'
import { instantOf } from '../../../lambda/domain/time/day'
import { zoneOf } from '../../../lambda/domain/time/zone'

test.each([
  ['UTC', '2026-11-22T15:45:50.123Z', '2026-11-22T15:00:00.000Z'],
  ['UTC', '2026-11-22T15:00:00.000Z', '2026-11-22T15:00:00.000Z'],
  ['Asia/Kolkata', '2026-11-22T15:29:59.999Z', '2026-11-22T14:30:00.000Z'],
  ['Asia/Kathmandu', '2026-11-22T15:14:00.000Z', '2026-11-22T14:15:00.000Z'],
  // by half an hour forward, and back: of two hours of half a name each begins where the clock was put
  ['Australia/Lord_Howe', '2026-10-03T15:40:00.000Z', '2026-10-03T15:30:00.000Z'],
  ['Australia/Lord_Howe', '2026-04-04T15:20:00.000Z', '2026-04-04T15:00:00.000Z'],
])('in %s the hour of %s began at %s', (zone, time, start) => {
  expect(instantOf(hourStartIn(zoneOf(zone), Date.parse(time)))).toBe(start)
})

test.each([
  ['2026-11-20', '2026-11-23', '2026-11-22', ['2026-11-20', '2026-11-22']],
  ['2026-11-20', '2026-11-21', '2026-11-22', ['2026-11-20', '2026-11-21']],
  ['2026-11-22', '2026-11-23', '2026-11-22', ['2026-11-22', '2026-11-22']],
  ['2026-11-24', '2026-11-25', '2026-11-22', ['2026-11-24', '2026-11-24']],
])('from %s to %s, before %s, is %j', (start, end, moment, part) => {
  expect(partBefore({ start, end }, moment)).toEqual({ start: part[0], end: part[1] })
})

test.each([
  ['UTC', '2026-11-16T00:00:00.000Z', '2026-11-23T00:00:00.000Z', true],
  ['UTC', '2026-11-17T00:00:00.000Z', '2026-11-23T00:00:00.000Z', false],
  ['UTC', '2026-11-17T00:00:00.000Z', '2026-12-01T00:00:00.000Z', false], // what is to come is no day
  ['UTC', '2026-11-01T00:00:00.000Z', '2026-11-08T00:00:00.000Z', true],
  ['Europe/Berlin', '2026-10-23T22:00:00.000Z', '2026-10-30T23:00:00.000Z', true], // the clock is put back
  ['Europe/Berlin', '2026-10-24T22:00:00.000Z', '2026-10-30T23:00:00.000Z', false],
])('on 22 November in %s pages of %s to %s are told: %s', (zone, start, end, told) => {
  expect(holdsPages({ start, end }, zoneOf(zone), new Date('2026-11-22T15:45:50Z'))).toBe(told)
})

test('pages with fewer than five visits are summed with what is told by no page, and not numbered', () => {
  const page = (value: string, visits: number) => ({ value, visits, visitors: visits - 1 })
  const others = { values: 3, visits: 9, visitors: 8 }
  expect(
    withoutRarePages(
      { values: [page('/', 6), page('/cv', 5), page('/a', 4), page('/b', 1)], others },
      { visits: 2, visitors: 1 },
    ),
  ).toEqual({
    values: [page('/', 6), page('/cv', 5)],
    others: { values: 1, visits: 4 + 1 + 9 + 2, visitors: 3 + 0 + 8 + 1 },
  })
  expect(
    withoutRarePages(
      { values: [page('/', 6)], others: { values: 0, visits: 0, visitors: 0 } },
      { visits: 0, visitors: 0 },
    ),
  ).toEqual({
    values: [page('/', 6)],
    others: { values: 0, visits: 0, visitors: 0 },
  })
})
