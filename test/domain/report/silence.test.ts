import { silenceOf } from '../../../lambda/domain/report/silence'
import { dayOf, instantOf, startOf } from '../../../lambda/domain/time/day'

const today = '2026-11-22'
const ago = (days: number): string => dayOf(instantOf(startOf(today) - days * 86_400_000))

test.each<[string, number[], null | { days: number; usualGap: number }]>([
  ['nobody ever came', [], null],
  ['somebody came today', [0], null],
  ['one day is known, a week ago', [7], null],
  ['one day is known, longer ago', [8], { days: 8, usualGap: 1 }],
  ['it is daily, and nobody came for a week', [10, 9, 8, 7], null],
  ['it is daily, and nobody came for longer', [11, 10, 9, 8], { days: 8, usualGap: 1 }],
  ['it is weekly, for three weeks', [42, 35, 28, 21], null],
  ['it is weekly, for longer', [43, 36, 29, 22], { days: 22, usualGap: 7 }],
  ['it is monthly, for two months', [150, 120, 90, 60], null],
  ['one long gap among short ones makes nothing usual', [200, 30, 29, 28, 27, 9], { days: 9, usualGap: 1 }],
  [
    'only what is recent is usual',
    [
      ...Array.from({ length: 30 }, (_, at) => 500 + 30 * at),
      ...Array.from({ length: 30 }, (_, at) => 8 + at),
    ],
    { days: 8, usualGap: 1 },
  ],
])('where %s', (_, days, expected) => {
  const found = silenceOf(days.map(ago), today)
  expect(found).toEqual(expected && { lastDay: ago(expected.days), ...expected })
})
