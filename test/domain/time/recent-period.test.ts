import { recentPeriod } from '../../../lambda/domain/time/recent-period'

const now = new Date('2026-11-22T15:45:50.123Z')
const end = '9999-12-31T23:59:59.999Z'

test.each([
  ['nothing', {}, '2026-10-23T15:45:50.123Z', end],
  ['an end', { to: '2026-10-31' }, '2026-10-02T00:00:00.000Z', '2026-11-01T00:00:00.000Z'],
  ['an end to come', { to: '2027-01-01' }, '2026-10-23T15:45:50.123Z', '2027-01-02T00:00:00.000Z'],
  ['the first days of all', { to: '1970-01-05' }, '1970-01-01T00:00:00.000Z', '1970-01-06T00:00:00.000Z'],
  ['a beginning', { from: '2026-01-01' }, '2026-01-01T00:00:00.000Z', end],
])('asked for %s, of 30 days', (_, asked, start, until) => {
  expect(recentPeriod(asked, now, 30)).toEqual({ start, end: until })
})
