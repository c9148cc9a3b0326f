import type { StatsAnswer } from '../../lambda/api/stats'
import { rollUpRefusals } from '../../lambda/counting/roll-up-refusals'
import { authorized, book, now } from '../support/book'
import { memoryRefusals, refusalAt } from '../support/memory/refusals'
import { memoryRollups } from '../support/memory/rollups'

/** A book with refusals a millisecond apart, the first one at a moment. */
function opened(count: number, from: string) {
  const refusals = memoryRefusals()
  for (let at = 0; at < count; at++)
    refusals.refusals.push(refusalAt(new Date(Date.parse(from) + at).toISOString()))
  const rollups = memoryRollups(() => new Date(now))
  const ask = book({ refusals, rollups })
  return {
    count: (closed: string) => rollUpRefusals({ refusals, rollups }, closed),
    refusals: async () => {
      const got = await ask({ route: 'GET /stats', path: '/stats?by=day', headers: authorized })
      return (got.json as StatsAnswer).refusals
    },
  }
}

test.each([
  [25_000, { total: 25_000, complete: true }],
  [25_001, { total: 25_000, complete: false }],
])('of %d refusals since the last count a report says %j', async (made, said) => {
  const { refusals } = opened(made, '2026-11-22T15:00:00Z')
  expect(await refusals()).toMatchObject(said)
})

test('however many are counted, a report has them all', async () => {
  const { refusals, count } = opened(30_001, '2026-11-22T13:59:50Z')
  await count('2026-11-22T14:00:00.000Z')
  await count('2026-11-22T15:00:00.000Z')
  expect(await refusals()).toEqual({
    ...{ total: 30_001, complete: true },
    day: [{ value: '2026-11-22', refusals: 30_001 }],
  })
})
