import { InvalidInput } from '../../../lambda/domain/errors'
import { daysBetween, instantOf } from '../../../lambda/domain/time/day'
import { hourNameOf, zoneOf } from '../../../lambda/domain/time/zone'
import { thrownBy } from '../../support/thrown'

const at = (instant: string) => Date.parse(instant)

describe('a day begins', () => {
  test.each([
    ['UTC', '2026-11-22', '2026-11-22T00:00:00.000Z'],
    ['Asia/Shanghai', '2026-11-22', '2026-11-21T16:00:00.000Z'],
    ['Asia/Kolkata', '2026-11-22', '2026-11-21T18:30:00.000Z'],
    ['Asia/Kathmandu', '2026-11-22', '2026-11-21T18:15:00.000Z'],
    ['Pacific/Kiritimati', '2026-11-22', '2026-11-21T10:00:00.000Z'],
    ['Pacific/Pago_Pago', '2026-11-22', '2026-11-22T11:00:00.000Z'],
    // the clock is put forward, and back, by day
    ['America/New_York', '2026-03-08', '2026-03-08T05:00:00.000Z'],
    ['America/New_York', '2026-03-09', '2026-03-09T04:00:00.000Z'],
    ['America/New_York', '2026-11-01', '2026-11-01T04:00:00.000Z'],
    ['America/New_York', '2026-11-02', '2026-11-02T05:00:00.000Z'],
    ['Europe/London', '2026-03-29', '2026-03-29T00:00:00.000Z'],
    ['Europe/London', '2026-03-30', '2026-03-29T23:00:00.000Z'],
    ['Europe/London', '2026-10-25', '2026-10-24T23:00:00.000Z'],
    ['Europe/London', '2026-10-26', '2026-10-26T00:00:00.000Z'],
    // by half an hour
    ['Australia/Lord_Howe', '2026-04-05', '2026-04-04T13:00:00.000Z'],
    ['Australia/Lord_Howe', '2026-04-06', '2026-04-05T13:30:00.000Z'],
    ['Australia/Lord_Howe', '2026-10-04', '2026-10-03T13:30:00.000Z'],
    ['Australia/Lord_Howe', '2026-10-05', '2026-10-04T13:00:00.000Z'],
    // at midnight: there is none when it is put forward
    ['America/Havana', '2026-03-08', '2026-03-08T05:00:00.000Z'],
    ['America/Havana', '2026-11-01', '2026-11-01T04:00:00.000Z'],
    ['America/Havana', '2026-11-02', '2026-11-02T05:00:00.000Z'],
    ['Africa/Cairo', '2026-04-24', '2026-04-23T22:00:00.000Z'],
    ['Africa/Cairo', '2026-10-29', '2026-10-28T21:00:00.000Z'],
    ['Africa/Cairo', '2026-10-30', '2026-10-29T22:00:00.000Z'],
    ['Asia/Beirut', '2026-03-29', '2026-03-28T22:00:00.000Z'],
    ['Asia/Beirut', '2026-10-25', '2026-10-24T22:00:00.000Z'],
    ['Atlantic/Azores', '2026-03-29', '2026-03-29T01:00:00.000Z'],
    ['America/Nuuk', '2026-03-29', '2026-03-29T01:00:00.000Z'],
    ['America/Nuuk', '2026-10-25', '2026-10-25T02:00:00.000Z'],
  ])('in %s, %s, at %s', (name, day, start) => {
    const zone = zoneOf(name)
    expect(instantOf(zone.startOf(day))).toBe(start)
    expect([zone.dayAt(at(start)), zone.dayAt(at(start) - 1) < day]).toEqual([day, true])
  })

  test.each([
    'UTC',
    'Asia/Shanghai',
    'Asia/Kolkata',
    'Asia/Kathmandu',
    'America/New_York',
    'Europe/London',
    'Australia/Lord_Howe',
    'America/Havana',
    'Africa/Cairo',
    'Asia/Beirut',
    'America/Nuuk',
    'Atlantic/Azores',
    'America/Santiago',
    'Pacific/Chatham',
    'Antarctica/Troll',
  ])('where the one before ends, on every day of five years in %s', (name) => {
    const zone = zoneOf(name)
    const wrong = daysBetween('2022-01-01', '2026-12-31').filter((day) => {
      const start = zone.startOf(day)
      return zone.dayAt(start) !== day || zone.dayAt(start - 1) >= day
    })
    expect(wrong).toEqual([])
  })
})

test('the days on which the clock is put have as many hours as they have', () => {
  const lengths = (name: string, ...days: [string, string][]) =>
    days.map(([day, next]) => (zoneOf(name).startOf(next) - zoneOf(name).startOf(day)) / 3_600_000)
  expect(lengths('America/New_York', ['2026-03-08', '2026-03-09'], ['2026-11-01', '2026-11-02'])).toEqual([
    23, 25,
  ])
  expect(lengths('Australia/Lord_Howe', ['2026-04-05', '2026-04-06'], ['2026-10-04', '2026-10-05'])).toEqual([
    24.5, 23.5,
  ])
  expect(lengths('America/Havana', ['2026-03-08', '2026-03-09'], ['2026-11-01', '2026-11-02'])).toEqual([
    23, 25,
  ])
})

test.each([
  ['UTC', '2026-11-22T15:45:00Z', '2026-11-22T15:00Z'],
  ['Asia/Shanghai', '2026-11-22T16:00:00Z', '2026-11-23T00:00+08:00'],
  ['Asia/Kolkata', '2026-11-22T18:29:59Z', '2026-11-22T23:00+05:30'],
  ['Asia/Kolkata', '2026-11-22T18:30:00Z', '2026-11-23T00:00+05:30'],
  ['Asia/Kathmandu', '2026-11-22T18:15:00Z', '2026-11-23T00:00+05:45'],
  ['America/New_York', '2026-11-01T05:30:00Z', '2026-11-01T01:00-04:00'],
  ['America/New_York', '2026-11-01T06:30:00Z', '2026-11-01T01:00-05:00'],
  ['America/St_Johns', '2026-11-22T12:00:00Z', '2026-11-22T08:00-03:30'],
  ['Europe/London', '2026-11-22T12:00:00Z', '2026-11-22T12:00+00:00'],
  // the clock is put back from 02:00 to 01:30, and forward from 02:00 to 02:30: the hour begins where it was put
  ['Australia/Lord_Howe', '2026-04-04T14:59:00Z', '2026-04-05T01:00+11:00'],
  ['Australia/Lord_Howe', '2026-04-04T15:15:00Z', '2026-04-05T01:30+10:30'],
  ['Australia/Lord_Howe', '2026-04-04T15:30:00Z', '2026-04-05T02:00+10:30'],
  ['Australia/Lord_Howe', '2026-10-03T15:29:00Z', '2026-10-04T01:00+10:30'],
  ['Australia/Lord_Howe', '2026-10-03T15:45:00Z', '2026-10-04T02:30+11:00'],
  ['Australia/Lord_Howe', '2026-10-03T16:00:00Z', '2026-10-04T03:00+11:00'],
  // from 03:45 to 02:45, and from 02:45 to 03:45
  ['Pacific/Chatham', '2026-04-04T13:59:00Z', '2026-04-05T03:00+13:45'],
  ['Pacific/Chatham', '2026-04-04T14:10:00Z', '2026-04-05T02:45+12:45'],
  ['Pacific/Chatham', '2026-04-04T14:15:00Z', '2026-04-05T03:00+12:45'],
  ['Pacific/Chatham', '2026-09-26T13:59:00Z', '2026-09-27T02:00+12:45'],
  ['Pacific/Chatham', '2026-09-26T14:10:00Z', '2026-09-27T03:45+13:45'],
  // at midnight, by an hour, by two, and by none
  ['America/Havana', '2026-03-08T05:10:00Z', '2026-03-08T01:00-04:00'],
  ['Africa/Cairo', '2026-10-29T21:10:00Z', '2026-10-29T23:00+02:00'],
  ['Antarctica/Troll', '2026-03-29T01:10:00Z', '2026-03-29T03:00+02:00'],
])('in %s, %s is in the hour %s', (name, time, hour) => {
  expect(hourNameOf(zoneOf(name), at(time))).toBe(hour)
})

/** The clock changes of one year, as the bins around them are named. */
test.each([
  ['Europe/Berlin', '2026-03-29T00:00Z', ['01:00+01:00', '03:00+02:00']],
  ['Europe/Berlin', '2026-10-25T00:00Z', ['02:00+02:00', '02:00+01:00', '03:00+01:00']],
  ['Europe/London', '2026-10-25T00:00Z', ['01:00+01:00', '01:00+00:00', '02:00+00:00']],
  ['America/New_York', '2026-03-08T06:00Z', ['01:00-05:00', '03:00-04:00']],
  ['America/St_Johns', '2026-11-01T03:30Z', ['01:00-02:30', '01:00-03:30', '02:00-03:30']],
  ['America/Sao_Paulo', '2018-11-04T02:00Z', ['23:00-03:00', '01:00-02:00']],
  ['America/Santiago', '2026-09-06T03:00Z', ['23:00-04:00', '01:00-03:00']],
  ['Asia/Tehran', '2022-03-21T19:30Z', ['23:00+03:30', '01:00+04:30']],
  ['Asia/Pyongyang', '2018-05-04T14:30Z', ['23:00+08:30', '00:00+09:00', '01:00+09:00']],
  ['America/Caracas', '2016-05-01T06:30Z', ['02:00-04:30', '03:00-04:00']],
  ['Pacific/Apia', '2011-12-30T09:00Z', ['23:00-10:00', '00:00+14:00']],
  ['Antarctica/Casey', '2018-03-10T16:00Z', ['03:00+11:00', '01:00+08:00', '02:00+08:00']],
  ['Australia/Lord_Howe', '2026-04-04T14:00Z', ['01:00+11:00', '01:30+10:30', '02:00+10:30']],
  ['Pacific/Chatham', '2026-09-26T13:15Z', ['02:00+12:45', '03:45+13:45', '04:00+13:45']],
])('in %s the hours from %s on are %j, and each is named by the moment it begins', (name, from, hours) => {
  const zone = zoneOf(name)
  const quarters = Array.from({ length: 4 * hours.length + 4 }, (_, one) => at(from) + one * 900_000)
  const begun = new Map(quarters.toReversed().map((time) => [hourNameOf(zone, time), time]))
  const named = [...begun].toReversed()
  expect(named.slice(0, hours.length).map(([hour]) => hour.slice(11))).toEqual(hours)
  expect(named.map(([hour]) => instantOf(Date.parse(hour)))).toEqual(named.map(([, time]) => instantOf(time)))
})

test('an offset is that of the moment before and after the clock is put', () => {
  const { offsetAt } = zoneOf('Australia/Lord_Howe')
  expect(['2026-04-04T14:59:59.999Z', '2026-04-04T15:00:00Z'].map((time) => offsetAt(at(time)))).toEqual([
    660, 630,
  ])
})

test.each([
  '',
  ' ',
  'Nowhere/Land',
  '+05:30',
  '5',
  'Asia/',
  'Asia/Shanghai ',
  'x'.repeat(10_000),
  '__proto__',
])('%j is no time zone, and the refusal names tz', (name) => {
  const error = thrownBy(() => zoneOf(name))
  expect(error).toBeInstanceOf(InvalidInput)
  expect(error).toMatchObject({
    field: 'tz',
    message: 'tz must be the name of a time zone such as Europe/Berlin',
  })
})
