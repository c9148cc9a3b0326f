import { defaults } from '../../lambda/contract'
import { parseVisitFilter } from '../../lambda/domain/report/visit-filter'
import { maxVisitsRead, type SearchParts, search } from '../../lambda/reports/visit-search'
import type { VisitRange } from '../../lambda/store/visit-store'
import { memoryRecipients } from '../support/memory/recipients'
import { networks, visitAt } from '../support/memory/visits'

/** More than a search reads, a millisecond apart. */
const many = Array.from({ length: 20_100 }, (_, at) =>
  visitAt(new Date(Date.UTC(2026, 10, 22) + 50_000 - at).toISOString()),
)

/** A store of many visits that notes what is asked of it. */
function endless() {
  const ranges: VisitRange[] = []
  const store: SearchParts['store'] = {
    sites: async () => [{ site: 'you.github.io', firstDay: '2026-11-22', lastDay: '2026-11-22' }],
    corrections: async () => [],
    daysOf: async () => [{ day: '2026-11-22', expiry: 2e9, hasDomains: true, shards: 1 }],
    async *visitsOfNetwork(range) {
      ranges.push(range)
      yield visitAt(
        '2026-11-22T15:45:50Z',
        typeof range.network === 'number' ? { asn: range.network } : { holder: range.network },
      )
    },
    async *visitsOfRecipient(range) {
      ranges.push(range)
      yield visitAt('2026-11-22T15:45:50Z', { recipient: range.recipient })
    },
    async *visitsOf(range) {
      ranges.push(range)
      yield* many
    },
  }
  return { parts: { store, recipients: memoryRecipients(), networks, pages: defaults.pages }, ranges }
}

test('a search that finds nothing ends within reach and says where to go on', async () => {
  const filter = parseVisitFilter({ page: '/nobody' })
  const { visits, next } = await search(endless().parts, { filter, before: null, limit: 50 })
  expect(visits).toEqual([])
  expect(maxVisitsRead).toBe(20_000)
  expect(next?.slice(0, 24)).toBe('2026-11-22T00:00:30.001Z') // the 20,000th, from 50,000 down
})

test.each([
  ['all that is read is listed: one more than the page', { bot: 'include', mine: 'include' }, 51],
  ['only bots are left out: twice the page', {}, 100],
  ['an organisation that is in the index', { organisation: '64496' }, 100],
  ['an organisation that is not', { organisation: '64498' }, 1000],
  ['an organisation of which nothing is known', { organisation: '1' }, 1000],
  ['only bots', { bot: 'only' }, 1000],
  ['some kinds', { kind: 'isp' }, 1000],
  ['much is read for little', { page: '/' }, 1000],
  ['what one recipient’s link led to', { recipient: '7k2m9qxw4c' }, 51],
  ['what no link led to', { recipient: 'none' }, 1000],
  ['links that nobody made', { recipient: 'unknown' }, 1000],
])('reads at once: %s', async (_, query, atOnce) => {
  const { parts, ranges } = endless()
  await search(parts, { filter: parseVisitFilter(query), before: null, limit: 50 })
  expect(ranges.map((range) => range.atOnce)).toEqual([atOnce])
})

test.each([
  ['64496', 64496],
  ['64499', undefined], // others may be behind it, by their domains
  ['64498', undefined],
  ['1', undefined],
])('visits of AS%s are read from the index where its kind is in it', async (organisation, asn) => {
  const { parts, ranges } = endless()
  await search(parts, { filter: parseVisitFilter({ organisation }), before: null, limit: 50 })
  expect(ranges.map((range) => (range as { network?: number }).network)).toEqual([asn])
})
