import { defaults } from '../../lambda/contract'
import { rollUp } from '../../lambda/counting/roll-up'
import { memoryRollups } from '../support/memory/rollups'
import { described, memoryStore, networks } from '../support/memory/visits'
import { plainCount } from '../support/plain-count'
import { randomVisits } from '../support/random-visits'
import { inFull } from '../support/size'

const [site, day] = ['you.github.io', '2026-11-20']
const now = () => new Date('2026-11-22T15:45:50.123Z')
const visits = randomVisits({ seed: 11, count: 6000, days: [day], visitors: 5000 })

/** What is counted of them where so many visitors are kept at once, with the reads that took. */
async function counted(shareSize: number, { hoursBefore = false, some = visits } = {}) {
  const [store, rollups] = [memoryStore(...some), memoryRollups(now)]
  const parts = { store, rollups, networks, pages: defaults.pages, now }
  if (hoursBefore) await rollUp(parts)
  if (hoursBefore) rollups.days.clear()
  const reads = jest.spyOn(store, 'visitsOf')
  const { failing } = await rollUp(parts, { shareSize })
  expect(failing).toEqual([])
  return {
    rollups: [rollups.days, new Map([...rollups.hours].toSorted()), rollups.first],
    day: rollups.days.get(`${site} ${day}`),
    reads: reads.mock.calls.length,
  }
}

const rows: [number, string, { hoursBefore: boolean; reads?: number }][] = [
  [2000, 'the day outgrows a share', { hoursBefore: false, reads: 1 + 3 }],
  [2000, 'the day does, and its hours were counted before', { hoursBefore: true, reads: 3 }],
  [150, 'its hours do too', { hoursBefore: false }],
]

test.each(inFull(rows, rows, rows.slice(0, 1)))(
  'where %d visitors are kept and %s, all is counted to the same',
  async (size, _, given) => {
    const [all, shared] = [await counted(1e6), await counted(size, given)]
    expect(shared.rollups).toEqual(all.rollups)
    expect(all.reads).toBe(1)
    if (given.reads !== undefined) expect(shared.reads).toBe(given.reads)
  },
)

test('visitors whose names are no hash and lie beside each other are counted by shares too', async () => {
  const some = visits.map((visit) => ({ ...visit, visitor: visit.visitor && `old ${visit.visitor}` }))
  const [all, shared] = [await counted(1e6, { some }), await counted(1500, { some })]
  expect(shared.rollups).toEqual(all.rollups)
  const people = some.filter((visit) => described(visit).bot === null)
  expect(shared.day?.totals.people).toEqual(plainCount(people))
})
