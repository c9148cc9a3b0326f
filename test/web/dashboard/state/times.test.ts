import { zoneOf } from '../../../../lambda/domain/time/zone'
import type { Period } from '../../../../web/dashboard/state/period'
import { firstTimes, readTimes, timePairs } from '../../../../web/dashboard/state/times'

const read = (search: string, zone = 'Europe/Berlin') => readTimes(new URLSearchParams(search), zoneOf(zone))
const leftOut = (text: string) =>
  text === ''
    ? []
    : text.split('&').map((pair) => {
        const [name, value] = pair.split('=')
        return { name, value }
      })

test.each<[string, Period]>([
  ['', '30d'],
  ['period=today', 'today'],
  ['period=yesterday', 'yesterday'],
  ['period=7d', '7d'],
  ['period=28d', '28d'],
  ['period=12m', '12m'],
  ['period=week', 'week'],
  ['period=last-week', 'last-week'],
  ['period=month', 'month'],
  ['period=last-month', 'last-month'],
  ['period=year', 'year'],
  ['period=last-year', 'last-year'],
  ['to=2026-11-20', { preset: '30d', to: '2026-11-20' }],
  ['period=7d&to=2026-11-20', { preset: '7d', to: '2026-11-20' }],
  ['period=month&to=2026-10-31', { preset: 'month', to: '2026-10-31' }],
  ['from=2026-11-05', { from: '2026-11-05', to: null }],
  ['from=2026-11-16&to=2026-11-22', { from: '2026-11-16', to: '2026-11-22' }],
])('%s is a period, and the period has this address', (search, period) => {
  expect(read(search)).toEqual({ value: { ...firstTimes, period }, leftOut: [] })
  const pairs = timePairs({ ...firstTimes, period }).filter(
    (pair): pair is [string, string] => pair[1] !== null,
  )
  expect(new URLSearchParams(pairs).toString()).toBe(search)
})

test.each<[string, Period, string]>([
  // other spellings
  ['period=7days', '7d', ''],
  ['period=7+days', '7d', ''],
  ['period=30D', '30d', ''],
  ['period=12months', '12m', ''],
  ['period=This+month', 'month', ''],
  ['period=lastMonth', 'last-month', ''],
  ['period=last_week', 'last-week', ''],
  // ends in the other order
  ['from=2026-11-05&to=2026-11-01', { from: '2026-11-01', to: '2026-11-05' }, ''],
  // instants, as days of the zone; the end is excluded
  ['from=2026-10-31T23:00:00Z&to=2026-11-05T23:00:00Z', { from: '2026-11-01', to: '2026-11-05' }, ''],
  ['from=2026-11-01T00:00%2B01:00&to=2026-11-06T00:00%2B01:00', { from: '2026-11-01', to: '2026-11-05' }, ''],
  [
    'from=2026-11-01T10:00:00Z&to=2026-11-05T10:00:00.5z',
    { from: '2026-11-01', to: '2026-11-05' },
    'from=T10:00:00Z&to=T10:00:00.5z',
  ],
  ['from=2026-11-01T23:30:00Z&to=2026-11-05', { from: '2026-11-02', to: '2026-11-05' }, 'from=T23:30:00Z'],
  // what is no period
  ['period=century', '30d', 'period=century'],
  ['period=14d', '30d', 'period=14d'],
  ['period=', '30d', ''],
  ['period=constructor', '30d', 'period=constructor'],
  ['from=2026-02-30&to=2026-03-01', { preset: '30d', to: '2026-03-01' }, 'from=2026-02-30'],
  ['from=2026-02-01&to=tomorrow', { from: '2026-02-01', to: null }, 'to=tomorrow'],
  ['from=2026-11-01T25:00:00Z', '30d', 'from=2026-11-01T25:00:00Z'],
  ['from=2026-02-30T10:00:00Z', '30d', 'from=2026-02-30T10:00:00Z'],
  // what is there twice
  ['period=7d&period=90d', '7d', 'period=90d'],
  ['period=7d&period=7d', '7d', ''],
  ['to=2026-11-05&to=2026-11-06', { preset: '30d', to: '2026-11-05' }, 'to=2026-11-06'],
  // days win over a name
  ['period=7d&from=2026-11-01&to=2026-11-05', { from: '2026-11-01', to: '2026-11-05' }, 'period=7d'],
  ['period=7d&from=2026-11-01', { from: '2026-11-01', to: null }, 'period=7d'],
  ['period=century&to=2026-11-05', { preset: '30d', to: '2026-11-05' }, 'period=century'],
])('%s is taken as %p, and leaves out %j', (search, period, rest) => {
  expect(read(search)).toEqual({ value: { ...firstTimes, period }, leftOut: leftOut(rest) })
})

test('an instant is a day of the page’s zone', () => {
  const search = 'from=2026-11-01T12:00:00Z&to=2026-11-03T12:00:00Z'
  expect(read(search, 'Asia/Tokyo').value.period).toEqual({ from: '2026-11-01', to: '2026-11-03' })
  expect(read(search, 'Pacific/Auckland').value.period).toEqual({ from: '2026-11-02', to: '2026-11-04' })
})

test('what it is compared with, what the chart is made of, and the zone are read too', () => {
  expect(read('compare=year&by=week&tz=Asia/Tokyo')).toEqual({
    value: { period: '30d', compared: 'year', grain: 'week' },
    leftOut: [],
  })
  expect(read('compare=tomorrow&by=quarter&tz=Nowhere/Land')).toEqual({
    value: firstTimes,
    leftOut: leftOut('compare=tomorrow&by=quarter&tz=Nowhere/Land'),
  })
})
