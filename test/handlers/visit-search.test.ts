import { parseVisitFilter } from '../../lambda/domain/visit-filter'
import { reach, type Searchable, search } from '../../lambda/handlers/visit-search'
import type { VisitRange } from '../../lambda/store/visit-store'
import { visitAt } from '../support/visits'

/** A store of many visits, a millisecond apart, that notes what is asked of it. */
function endless() {
  const ranges: VisitRange[] = []
  const store: Searchable = {
    sites: async () => [{ site: 'you.github.io', firstDay: null, lastDay: null }],
    async *visitsOf(range) {
      ranges.push(range)
      for (let at = 50_000; at > 0; at--) yield visitAt(new Date(Date.UTC(2026, 10, 22) + at).toISOString())
    },
  }
  return { store, ranges }
}

test('a search that finds nothing ends within reach and says where to go on', async () => {
  const filter = parseVisitFilter({ page: '/nobody' })
  const { visits, next } = await search(endless().store, { filter, before: null, limit: 50 })
  expect(visits).toEqual([])
  expect(reach).toBe(20_000)
  expect(next?.slice(0, 24)).toBe('2026-11-22T00:00:30.001Z') // the 20,000th, from 50,000 down
})

test.each([
  ['all that is read is listed: one more than the page', {}, 51],
  ['much is read for little', { page: '/' }, 1000],
])('reads at once: %s', async (_, query, atOnce) => {
  const { store, ranges } = endless()
  await search(store, { filter: parseVisitFilter(query), before: null, limit: 50 })
  expect(ranges.map((range) => range.atOnce)).toEqual([atOnce])
})
