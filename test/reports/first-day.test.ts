import { firstDay } from '../../lambda/reports/first-day'

const period = { start: '2026-11-01T00:00:00.000Z', end: '2026-11-29T00:00:00.000Z' }
const site = (name: string, first: string | null) => ({ site: name, firstDay: first, lastDay: first })

/** Sites with their first day that is kept, and with the first that was counted. */
const partsOf = (kept: Record<string, string | null>, counted: Record<string, string> = {}) => ({
  store: { sites: async () => Object.entries(kept).map(([name, day]) => site(name, day)) },
  rollups: { firstDay: async (name: string) => counted[name] ?? null },
})

test.each([
  ['the first kept', partsOf({ a: '2026-10-01', b: '2026-11-05' }), 'b', true, '2026-11-05'],
  ['the first of all sites', partsOf({ a: '2026-10-01', b: '2026-11-05' }), null, true, '2026-10-01'],
  [
    'the first counted, where visits have expired',
    partsOf({ a: '2026-11-10' }, { a: '2025-01-01' }),
    'a',
    true,
    '2025-01-01',
  ],
  [
    'the first counted, where all have expired',
    partsOf({ a: null }, { a: '2025-01-01' }),
    'a',
    true,
    '2025-01-01',
  ],
  [
    'the first kept, where only visits can answer',
    partsOf({ a: '2026-11-10' }, { a: '2025-01-01' }),
    'a',
    false,
    '2026-11-10',
  ],
  ['none of a site that has no visits', partsOf({ a: '2026-11-10' }), 'c', true, null],
  ['none of no sites', partsOf({}), null, true, null],
] as const)('it is %s', async (_, parts, of, isRolled, day) => {
  expect(await firstDay(parts, { site: of, period, isRolled, found: [null, '2026-11-02'] })).toBe(day)
})

test('nothing is asked where the first day of the period is among the days that are known', async () => {
  const parts = {
    store: { sites: () => Promise.reject(new Error('asked for the sites')) },
    rollups: { firstDay: () => Promise.reject(new Error('asked for a rollup')) },
  }
  const found = ['2026-11-05', '2026-11-01', null]
  expect(await firstDay(parts, { site: null, period, isRolled: true, found })).toBe('2026-11-01')
})
