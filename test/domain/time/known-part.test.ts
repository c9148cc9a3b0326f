import { knownPart } from '../../../lambda/domain/time/known-part'
import { parsePeriod } from '../../../lambda/domain/time/period'
import { zoneOf } from '../../../lambda/domain/time/zone'

const now = new Date('2026-11-28T15:45:50.123Z')

test.each([
  // period, zone, first day, known from, known to
  ['2026-11-01', '2026-11-07', 'UTC', '2026-01-01', '2026-11-01T00:00:00.000Z', '2026-11-08T00:00:00.000Z'],
  ['2026-11-01', '2026-11-30', 'UTC', '2026-01-01', '2026-11-01T00:00:00.000Z', '2026-11-28T15:45:50.123Z'],
  ['2026-11-01', '2026-11-30', 'UTC', '2026-11-20', '2026-11-20T00:00:00.000Z', '2026-11-28T15:45:50.123Z'],
  ['2026-11-28', '2026-11-28', 'UTC', '2026-11-28', '2026-11-28T00:00:00.000Z', '2026-11-28T15:45:50.123Z'],
  // the first day of the zone is the one on which the UTC day begins
  [
    '2026-11-01',
    '2026-11-07',
    'Asia/Tokyo',
    '2026-11-03',
    '2026-11-02T15:00:00.000Z',
    '2026-11-07T15:00:00.000Z',
  ],
  [
    '2026-11-01',
    '2026-11-07',
    'America/New_York',
    '2026-11-03',
    '2026-11-02T05:00:00.000Z',
    '2026-11-08T05:00:00.000Z',
  ],
  [
    '2026-11-01',
    '2026-11-07',
    'Pacific/Chatham',
    '2026-11-03',
    '2026-11-02T10:15:00.000Z',
    '2026-11-07T10:15:00.000Z',
  ],
])(
  'of %s to %s in %s, with a first visit on %s, anything is known from %s to %s',
  (from, to, tz, firstDay, start, end) => {
    const zone = zoneOf(tz)
    expect(knownPart(parsePeriod({ from, to }, zone), { firstDay, zone, now })).toEqual({ start, end })
  },
)

test.each([
  ['2026-11-01', '2026-11-07', null],
  ['2026-11-01', '2026-11-07', '2026-11-08'],
  ['2026-11-29', '2026-11-30', '2026-01-01'],
])('of %s to %s, with a first visit on %s, nothing is known', (from, to, firstDay) => {
  const zone = zoneOf('UTC')
  expect(knownPart(parsePeriod({ from, to }), { firstDay, zone, now })).toBeNull()
})
