import { type Archive, archiveOf } from '../../lambda/archive/archive'
import { dayFolder } from '../../lambda/archive/archive-files'
import { defaults } from '../../lambda/contract'
import { eraseAll } from '../../lambda/counting/erasure'
import { reopenedFor, rollUp } from '../../lambda/counting/roll-up'
import { countShard } from '../../lambda/counting/shards/count-shard'
import type { ShardTask } from '../../lambda/counting/shards/sharding'
import { addTimes, medianOf } from '../../lambda/domain/count/engagement-sum'
import { isReportedOut } from '../../lambda/domain/rollup/late-report'
import { dayLength, endOf, hourLength } from '../../lambda/domain/time/day'
import type { Visit } from '../../lambda/domain/visit/visit'
import { memoryArchive, memoryFiles } from '../support/memory/archive'
import { memoryRollups } from '../support/memory/rollups'
import { memoryShards } from '../support/memory/shards'
import { networks, shardedStore } from '../support/memory/visits'
import { oneOf, random } from '../support/random'
import { randomVisits } from '../support/random-visits'
import { plainReadings, withReadings } from '../support/readings'
import { inFull } from '../support/size'

const site = 'you.github.io'
const days = ['2026-11-20', '2026-11-21']
const table = { ...networks, ids: () => [64496], hash: () => 'first table' }
const first = Date.parse('2026-11-20T00:00:00Z')

/** A site whose visits are reported on when the test says so, by the rules of the route that takes reports. */
function opened(given: readonly Visit[], shards: number) {
  let time = first
  const now = () => new Date(time)
  const visits = given.map((one): Visit => ({ ...one, engagement: null }))
  const store = shardedStore(shards, visits)
  const [rollups, marks, kept, files] = [memoryRollups(now), memoryArchive(), memoryShards(), memoryFiles()]
  const archive: Archive = archiveOf({ files, marks, store, networks: table, archiveDays: 365, now })
  const called: ShardTask[] = []
  const call = async (task: ShardTask) => {
    called.push(task)
  }
  const counts: string[] = []
  const putDay: typeof rollups.putDay = async (its, day, rollup) => {
    counts.push(day)
    await rollups.putDay(its, day, rollup)
  }
  const sharding = { shards: kept, fromVisits: 0, call }
  const parts = {
    ...{ store, networks, pages: defaults.pages, archive, now, rollups: { ...rollups, putDay } },
    ...(shards > 1 && { sharding }),
  }
  return {
    ...{ visits, rollups, counts, files, now },
    to: (moment: number) => {
      time = moment
    },
    async count() {
      await rollUp(parts)
      for (let task = called.shift(); task !== undefined; task = called.shift())
        await countShard({ ...parts, ...sharding }, task)
    },
    report(visit: Visit): void {
      const at = visits.findIndex(({ id }) => id === visit.id)
      const there = visits[at]
      if (there === undefined || Date.parse(visit.time) > time || time - Date.parse(visit.time) > dayLength)
        return
      if ((there.engagement?.seconds ?? -1) >= (visit.engagement?.seconds ?? -1)) return
      visits[at] = { ...there, engagement: visit.engagement }
      const day = visit.time.slice(0, 10)
      if (time >= endOf(day)) rollups.late.add(`${site} ${day}`)
    },
    erase: (gone: readonly Visit[]) => eraseAll({ ...parts, archiveMarks: marks }, gone),
  }
}

/** What the rollup of a day has, of all classes together, in the form of a plain count. */
function countedOn({ rollups }: ReturnType<typeof opened>, day: string) {
  const engagement = rollups.days.get(`${site} ${day}`)?.engagement
  const sums = Object.values(engagement?.sums ?? {})
  return {
    visits: sums.reduce((sum, { visits }) => sum + visits, 0),
    seconds: sums.reduce((sum, { seconds }) => sum + seconds, 0),
    median: medianOf(addTimes(Object.values(engagement?.times ?? {}))),
    reachedEnd: sums.reduce((sum, { reachedEnd }) => sum + reachedEnd, 0),
  }
}

function plainOn({ visits }: ReturnType<typeof opened>, day: string) {
  const { sections, links, ...plain } = plainReadings(visits.filter((one) => one.time.startsWith(day)))
  return plain
}

const cases = [1, 2, 4].flatMap((shards) =>
  Array.from({ length: inFull(20, 3) }, (_, seed) => ({ shards, seed })),
)

test.each(cases)(
  'with $shards shards, seed $seed: a day that is reported on late is counted once more, whatever comes when',
  async ({ shards, seed }) => {
    const next = random(seed)
    const all = withReadings(randomVisits({ seed, count: 60, days }), seed)
    const longer = withReadings(all, seed + 100)
    const book = opened(all, shards)
    for (let time = first; time < first + 4.2 * dayLength; time += next() * 3 * hourLength) {
      book.to(time)
      for (let reports = Math.floor(next() * 12); reports > 0; reports--) {
        const visit = oneOf(next() < 0.5 ? all : longer, next)
        book.report(visit)
        if (next() < 0.3) book.report(visit)
      }
      if (next() < 0.7) await book.count()
    }
    book.to(first + 5 * dayLength)
    await book.count()
    for (const day of days) {
      expect(book.counts.filter((one) => one === day).length).toBeLessThanOrEqual(2)
      expect(countedOn(book, day)).toEqual(plainOn(book, day))
      expect(plainOn(book, day).visits).toBeGreaterThan(0)
    }
    expect(book.rollups.late.size).toBe(0)
    const done = book.counts.length
    await book.count()
    expect(book.counts).toHaveLength(done)
  },
)

const [day, nextDay] = ['2026-11-20', '2026-11-21']
const read = withReadings(randomVisits({ seed: 4, count: 40, days: [day] }), 4)
const reported = read.filter(({ engagement }) => engagement !== null)
const due = endOf(nextDay) + 10 * 60_000

test.each([1, 2])(
  'with %i shards it waits until no report can come any more, and its files are made again',
  async (shards) => {
    const book = opened(read, shards)
    book.to(endOf(day) + hourLength)
    await book.count()
    for (const visit of reported) book.report(visit)
    expect(plainOn(book, day).visits).toBeGreaterThan(5)
    book.to(due - 1)
    await book.count()
    expect([book.counts, countedOn(book, day).visits, book.rollups.late.size]).toEqual([[day], 0, 1])
    book.files.files.clear()
    book.to(due)
    await book.count()
    expect(book.counts).toEqual([day, day])
    expect(countedOn(book, day)).toEqual(plainOn(book, day))
    expect([...book.files.files.keys()].some((name) => name.startsWith(dayFolder(site, day)))).toBe(true)
    expect(book.rollups.late.size).toBe(0)
  },
)

test.each([1, 2])('with %i shards what was erased meanwhile does not come back', async (shards) => {
  const book = opened(read, shards)
  book.to(endOf(day) + hourLength)
  await book.count()
  for (const visit of reported) book.report(visit)
  await book.erase(reported.slice(0, 8))
  for (const visit of reported) book.report(visit) // there is none any more
  book.to(due)
  await book.count()
  book.to(due + reopenedFor + 1)
  await book.count()
  expect(countedOn(book, day)).toEqual(plainOn(book, day))
  expect(plainOn(book, day).visits).toBe(book.visits.filter(({ engagement }) => engagement !== null).length)
  expect([book.rollups.late.size, book.rollups.again.size]).toEqual([0, 0])
})

test.each([
  ['2026-11-22T00:09:59.999Z', false],
  ['2026-11-22T00:10:00.000Z', true],
])('at %s reports of the twentieth are over: %p', (now, isOver) => {
  expect(isReportedOut(day, Date.parse(now))).toBe(isOver)
})
