import type { StatsAnswer } from '../../../../lambda/api/stats'
import { pointsOf } from '../../../../web/dashboard/chart/series'

const counts = { visits: 2, visitors: 1, bots: 3 }
const stats = (fields: Pick<StatsAnswer, 'by' | 'refusals'>) => fields as StatsAnswer

test('a day has its refusals, none where none are named', () => {
  const day = ['2026-11-21', '2026-11-22'].map((value) => ({ value, ...counts }))
  const refusals = { total: 4, complete: true, day: [{ value: '2026-11-22', refusals: 4 }] }
  expect(pointsOf(stats({ by: { day }, refusals }))).toEqual([
    { value: '2026-11-21', ...counts, refusals: 0, time: new Date(2026, 10, 21).getTime() / 1000 },
    { value: '2026-11-22', ...counts, refusals: 4, time: new Date(2026, 10, 22).getTime() / 1000 },
  ])
})

test('an hour has its own', () => {
  const value = '2026-11-22T15:00+01:00'
  const refusals = { total: 1, complete: true, hour: [{ value, refusals: 1 }] }
  expect(pointsOf(stats({ by: { hour: [{ value, ...counts }] }, refusals }))).toEqual([
    { value, ...counts, refusals: 1, time: Date.parse('2026-11-22T14:00:00Z') / 1000 },
  ])
})
