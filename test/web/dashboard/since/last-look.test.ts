import { readLooks, withLook } from '../../../../web/dashboard/since/last-look'

test.each<[string, string | null, string, string | null]>([
  ['a first look knows of none before', null, '2026-11-22T08:00:00.000Z', null],
  [
    'after half an hour away, the last is the one before',
    '- 2026-11-22T07:30:00.000Z',
    '2026-11-22T08:00:00.000Z',
    '2026-11-22T07:30:00.000Z',
  ],
  [
    'within half an hour the one before stays',
    '2026-11-21T18:02:00.000Z 2026-11-22T07:31:00.000Z',
    '2026-11-22T08:00:00.000Z',
    '2026-11-21T18:02:00.000Z',
  ],
  ['what is no date is none', '<b> no', '2026-11-22T08:00:00.000Z', null],
  [
    'a clock that was put back changes nothing',
    '2026-11-21T18:02:00.000Z 2026-11-23T08:00:00.000Z',
    '2026-11-22T08:00:00.000Z',
    '2026-11-21T18:02:00.000Z',
  ],
])('%s', (_, kept, now, before) => {
  expect(withLook(readLooks(kept), new Date(now))).toEqual({ before, last: now })
})
