import { parsePeriod, recentPeriod } from '../../../lambda/domain/time/period'
import { thrownBy } from '../../support/thrown'

const first = '1970-01-01T00:00:00.000Z'
const last = '9999-12-31T23:59:59.999Z'

test.each([
  ['everything', {}, first, last],
  [
    'one day',
    { from: '2026-11-22', to: '2026-11-22' },
    '2026-11-22T00:00:00.000Z',
    '2026-11-23T00:00:00.000Z',
  ],
  [
    'days, the last one included',
    { from: '2026-11-01', to: '2026-11-30' },
    '2026-11-01T00:00:00.000Z',
    '2026-12-01T00:00:00.000Z',
  ],
  [
    'instants, the last one excluded',
    { from: '2026-11-22T08:00Z', to: '2026-11-22T09:00:30Z' },
    '2026-11-22T08:00:00.000Z',
    '2026-11-22T09:00:30.000Z',
  ],
  [
    'a day and an instant',
    { from: '2026-11-22', to: '2026-11-22T00:00:00.001Z' },
    '2026-11-22T00:00:00.000Z',
    '2026-11-22T00:00:00.001Z',
  ],
  ['another time zone', { from: '2026-11-22T00:30+01:00' }, '2026-11-21T23:30:00.000Z', last],
  ['tenths of a second', { from: '2026-11-22T00:00:00.5Z' }, '2026-11-22T00:00:00.500Z', last],
  ['digits beyond the millisecond', { from: '2026-11-22T00:00:00.5009Z' }, '2026-11-22T00:00:00.500Z', last],
  ['lower case', { from: '2026-11-22t00:30:00z' }, '2026-11-22T00:30:00.000Z', last],
  ['a day before every visit', { from: '0001-01-01' }, first, last],
  ['an instant before every visit', { from: '1970-01-01T00:00+00:01' }, first, last],
  ['an instant after every visit', { to: '9999-12-31T23:59:59.999-00:01' }, first, last],
  ['only an end', { to: '2026-11-22' }, first, '2026-11-23T00:00:00.000Z'],
  ['a leap day', { from: '2028-02-29' }, '2028-02-29T00:00:00.000Z', last],
  ['the first day there is', { from: '1970-01-01' }, first, last],
  ['the last day there is', { from: '9999-12-31', to: '9999-12-31' }, '9999-12-31T00:00:00.000Z', last],
])('%s', (_, asked, start, end) => {
  expect(parsePeriod(asked)).toEqual({ start, end })
})

test.each([
  ['2026-02-30'],
  ['2026-02-30T00:00:00Z'],
  ['2026-02-29'],
  ['2026-13-01'],
  ['2026-00-10'],
  ['2026-11-22T25:00Z'],
  ['2026-11-22T15:60Z'],
  ['2026-11-22T15:00'],
  ['2026-11-22 15:00Z'],
  ['2026-11-22\n'],
  ['2026-1-2'],
  ['22.11.2026'],
  ['10000-01-01'],
  ['+010000-01-01T00:00:00Z'],
  ['yesterday'],
  ['1795362350000'],
  [''],
])('%j is neither a day nor an instant', (text) => {
  const detail = 'must be a day such as 2026-11-22 or an instant such as 2026-11-22T15:00:00Z'
  expect(thrownBy(() => parsePeriod({ from: text }))).toMatchObject({
    detail: `from ${detail}`,
    field: 'from',
  })
  expect(thrownBy(() => parsePeriod({ to: text }))).toMatchObject({ detail: `to ${detail}`, field: 'to' })
})

test('a period ends in 1970 at the earliest', () => {
  expect(thrownBy(() => parsePeriod({ to: '1969-12-31' }))).toMatchObject({ field: 'from' })
})

test.each([
  [{ from: '2026-11-23', to: '2026-11-22' }],
  [{ from: '2026-11-22T15:00Z', to: '2026-11-22T15:00Z' }],
  [{ from: '2026-11-23', to: '2026-11-23T00:00Z' }],
])('%j ends before it begins', (asked) => {
  expect(thrownBy(() => parsePeriod(asked))).toMatchObject({
    name: 'InvalidInput',
    detail: 'from must be before to',
    field: 'from',
  })
})

const now = new Date('2026-11-22T15:45:50.123Z')
test.each([
  ['nothing', {}, '2026-10-23T15:45:50.123Z', last],
  ['an end', { to: '2026-10-31' }, '2026-10-02T00:00:00.000Z', '2026-11-01T00:00:00.000Z'],
  ['an end to come', { to: '2027-01-01' }, '2026-10-23T15:45:50.123Z', '2027-01-02T00:00:00.000Z'],
  ['the first days of all', { to: '1970-01-05' }, '1970-01-01T00:00:00.000Z', '1970-01-06T00:00:00.000Z'],
  ['a beginning', { from: '2026-01-01' }, '2026-01-01T00:00:00.000Z', last],
])('asked for %s, of 30 days', (_, asked, start, until) => {
  expect(recentPeriod(asked, now, 30)).toEqual({ start, end: until })
})
