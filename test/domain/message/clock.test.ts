import { dueDigest } from '../../../lambda/domain/message/digest-moment'
import { quietEnd } from '../../../lambda/domain/message/quiet-hours'
import { dueAfterHour } from '../../../lambda/domain/message/summary-window'
import { instantOf } from '../../../lambda/domain/time/day'
import { zoneOf } from '../../../lambda/domain/time/zone'

/** Clocks go forward in Berlin on 29 March 2026 at 2, and back on 25 October at 3; in Lord Howe by half an hour. */
const nights: [zone: string, from: number, to: number, now: string, end: string | null][] = [
  ['UTC', 22, 7, '2026-03-02T21:59:59.999Z', null],
  ['UTC', 22, 7, '2026-03-02T22:00:00.000Z', '2026-03-03T07:00:00.000Z'],
  ['UTC', 22, 7, '2026-03-03T06:59:59.999Z', '2026-03-03T07:00:00.000Z'],
  ['UTC', 22, 7, '2026-03-03T07:00:00.000Z', null],
  ['UTC', 1, 5, '2026-03-03T00:59:00.000Z', null],
  ['UTC', 1, 5, '2026-03-03T04:00:00.000Z', '2026-03-03T05:00:00.000Z'],
  ['UTC', 5, 5, '2026-03-03T05:00:00.000Z', null],
  ['Europe/Berlin', 22, 7, '2026-03-28T21:30:00.000Z', '2026-03-29T05:00:00.000Z'],
  ['Europe/Berlin', 22, 2, '2026-03-29T00:30:00.000Z', '2026-03-29T01:00:00.000Z'],
  ['Europe/Berlin', 22, 7, '2026-10-24T20:30:00.000Z', '2026-10-25T06:00:00.000Z'],
  ['Europe/Berlin', 22, 3, '2026-10-25T00:30:00.000Z', '2026-10-25T02:00:00.000Z'],
  ['America/New_York', 22, 2, '2026-11-01T05:30:00.000Z', '2026-11-01T07:00:00.000Z'],
  ['Asia/Kolkata', 22, 7, '2026-03-02T17:00:00.000Z', '2026-03-03T01:30:00.000Z'],
  ['Australia/Lord_Howe', 1, 3, '2026-04-04T14:30:00.000Z', '2026-04-04T16:30:00.000Z'],
]

test.each(nights)('quiet hours in %s from %d to %d end, at %s, at %s', (zone, from, to, now, end) => {
  expect(quietEnd(zoneOf(zone), [from, to], now)).toBe(end)
})

test.each([
  [null, '2026-03-02T10:30:00.000Z', '2026-03-02T11:01:00.000Z'],
  [[11, 13], '2026-03-02T10:30:00.000Z', '2026-03-02T13:01:00.000Z'],
  [[22, 7], '2026-03-02T21:59:59.999Z', '2026-03-03T07:01:00.000Z'],
] as const)('with quiet hours %j, what is too much for the hour of %s is told at %s', (quiet, now, due) => {
  expect(dueAfterHour(zoneOf('UTC'), quiet, now)).toBe(due)
})

const digests: [
  every: 'daily' | 'weekly',
  hour: number,
  zone: string,
  now: string,
  moment: string,
  last: string,
][] = [
  ['daily', 8, 'UTC', '2026-03-02T08:00:00.000Z', '2026-03-02T08:00:00.000Z', '2026-03-01'],
  ['daily', 8, 'UTC', '2026-03-02T07:59:59.999Z', '2026-03-01T08:00:00.000Z', '2026-02-28'],
  ['daily', 0, 'UTC', '2026-03-02T00:00:00.000Z', '2026-03-02T00:00:00.000Z', '2026-03-01'],
  ['daily', 8, 'Asia/Tokyo', '2026-03-02T00:00:00.000Z', '2026-03-01T23:00:00.000Z', '2026-03-01'],
  ['daily', 2, 'Europe/Berlin', '2026-03-29T12:00:00.000Z', '2026-03-29T01:00:00.000Z', '2026-03-28'], // there is no 2 o'clock
  ['daily', 2, 'Europe/Berlin', '2026-10-25T00:30:00.000Z', '2026-10-25T00:00:00.000Z', '2026-10-24'],
  ['weekly', 8, 'UTC', '2026-03-02T08:00:00.000Z', '2026-03-02T08:00:00.000Z', '2026-03-01'], // a Monday
  ['weekly', 8, 'UTC', '2026-03-02T07:00:00.000Z', '2026-02-23T08:00:00.000Z', '2026-02-22'],
  ['weekly', 8, 'UTC', '2026-03-08T23:00:00.000Z', '2026-03-02T08:00:00.000Z', '2026-03-01'],
]

test.each(digests)('the %s digest of %d o’clock in %s that was due last at %s was so at %s', (...row) => {
  const [every, hour, zone, now, moment, lastDay] = row
  const due = dueDigest({ every, hour, zone: zoneOf(zone) }, Date.parse(now))
  expect([instantOf(due.moment), due.lastDay]).toEqual([moment, lastDay])
})
