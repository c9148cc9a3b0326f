import { clockOf } from '../../../bin/cli/clock/clock'
import { type Edge, readByClock } from '../../../bin/cli/clock/local-time'
import { zoneOf } from '../../../lambda/domain/time/zone'
import { visitbookHere } from '../visitbook'

const berlin = zoneOf('Europe/Berlin')

test.each<[string, Edge, string]>([
  ['2026-11-22', 'from', '2026-11-21T23:00:00.000Z'],
  ['2026-11-22', 'to', '2026-11-22T23:00:00.000Z'],
  ['2026-11-22T08:30', 'from', '2026-11-22T07:30:00.000Z'],
  ['2026-11-22 08:30:15', 'to', '2026-11-22T07:30:15.000Z'],
  ['2026-07-01T08:30:15.5', 'from', '2026-07-01T06:30:15.500Z'],
  // The day on which the clock is put forward has 23 hours, and no 02:30.
  ['2026-03-29', 'from', '2026-03-28T23:00:00.000Z'],
  ['2026-03-29', 'to', '2026-03-29T22:00:00.000Z'],
  ['2026-03-29T01:59', 'from', '2026-03-29T00:59:00.000Z'],
  ['2026-03-29T02:30', 'from', '2026-03-29T01:30:00.000Z'],
  ['2026-03-29T03:00', 'from', '2026-03-29T01:00:00.000Z'],
  // The day on which it is put back has 25, and 02:30 twice: a period has both.
  ['2026-10-25', 'from', '2026-10-24T22:00:00.000Z'],
  ['2026-10-25', 'to', '2026-10-25T23:00:00.000Z'],
  ['2026-10-25T02:30', 'from', '2026-10-25T00:30:00.000Z'],
  ['2026-10-25T02:30', 'to', '2026-10-25T01:30:00.000Z'],
  ['2026-10-25T03:00', 'to', '2026-10-25T02:00:00.000Z'],
])('in Berlin %s is, as %s, %s', (text, edge, expected) => {
  expect(readByClock(text, edge, berlin)).toBe(expected)
})

test.each([
  '2026-11-22T08:30:00Z',
  '2026-11-22T08:30:00+05:30',
  '2026-02-30',
  '2026-02-30T25:00',
  'yesterday',
])('%s is left for the API to judge', (text) => expect(readByClock(text, 'from', berlin)).toBe(text))

test('by UTC a day stays a day', () => {
  expect(readByClock('2026-11-22', 'to', zoneOf('UTC'))).toBe('2026-11-22')
  expect(readByClock('2026-11-22T08:30', 'to', zoneOf('UTC'))).toBe('2026-11-22T08:30:00.000Z')
})

test.each([
  ['America/New_York', 'TIME (New York)', '2026-11-22 11:01'],
  ['Asia/Kathmandu', 'TIME (Kathmandu)', '2026-11-22 21:46'],
  ['UTC', 'TIME (UTC)', '2026-11-22 16:01'],
])('the clock of %s is named in the head, and tells times to the minute', (zone, head, minute) => {
  const clock = clockOf({ zone })
  expect([clock.head('TIME'), clock.minute('2026-11-22T16:01:59.999Z'), clock.minute(null)]).toEqual([
    head,
    minute,
    null,
  ])
})

describe('the clock', () => {
  const own = process.env.VISITBOOK_ZONE
  afterEach(() => {
    process.env.VISITBOOK_ZONE = own
    if (own === undefined) delete process.env.VISITBOOK_ZONE
  })

  test('is that of --utc, else of --zone, else of the setting', () => {
    process.env.VISITBOOK_ZONE = 'Asia/Tokyo'
    expect(clockOf({}).zone.name).toBe('Asia/Tokyo')
    expect(clockOf({ zone: 'Europe/Berlin' }).zone.name).toBe('Europe/Berlin')
    expect(clockOf({ utc: true }).zone.name).toBe('UTC')
  })
})

test('a zone that is none is refused, and so are two clocks', async () => {
  const env = { VISITBOOK_TOKEN: 'x' }
  const ran = await visitbookHere(['visits', '--zone', 'Berlin'], { env })
  expect(ran).toMatchObject({
    code: 2,
    stderr: expect.stringContaining('--zone must be the name of a time zone'),
  })
  expect(await visitbookHere(['visits', '--zone', 'Europe/Berlin', '--utc'], { env })).toMatchObject({
    code: 2,
  })
})
