import { type Archive, archiveOf } from '../../lambda/archive/archive'
import { dayFolder } from '../../lambda/archive/archive-files'
import { defaults } from '../../lambda/contract'
import { type RollUpOptions, reopenedFor, rollUp } from '../../lambda/counting/roll-up'
import { countShard } from '../../lambda/counting/shards/count-shard'
import type { ShardTask } from '../../lambda/counting/shards/sharding'
import { failedAgain } from '../../lambda/domain/rollup/day-failure'
import type { Visit } from '../../lambda/domain/visit/visit'
import { memoryArchive, memoryFiles } from '../support/memory/archive'
import { memoryRollups } from '../support/memory/rollups'
import { memoryShards } from '../support/memory/shards'
import { networks, shardedStore } from '../support/memory/visits'
import { random, shuffled } from '../support/random'
import { randomVisits } from '../support/random-visits'
import { withReadings } from '../support/readings'
import { inFull } from '../support/size'

const [site, day] = ['you.github.io', '2026-11-22']
const table = { ...networks, ids: () => [64496], hash: () => 'first table' }

interface Given {
  readonly shards?: number
  readonly astray?: (visit: Visit) => boolean
  /** May throw, to stop the function there. */
  readonly step?: (what: string) => void
  readonly fromVisits?: number
  readonly at?: string
}

/** A site whose functions are called one by one, when a test says so. */
function opened(
  visits: readonly Visit[],
  { shards = 4, astray, step = () => {}, fromVisits = 0, at = '2026-11-23T00:30:00.000Z' }: Given = {},
) {
  let clock = new Date(at)
  const now = () => clock
  const store = shardedStore(shards, [...visits], astray)
  const [rollups, marks, kept] = [memoryRollups(now), memoryArchive(), memoryShards()]
  const files = memoryFiles(step)
  const archive: Archive = archiveOf({ files, marks, store, networks: table, archiveDays: 365, now })
  const called: ShardTask[] = []
  const sharding = {
    shards: stepping(kept, step),
    fromVisits,
    call: async (task: ShardTask) => {
      called.push(task)
    },
  }
  const parts = { store, rollups: stepping(rollups, step), networks, pages: defaults.pages, archive, now }
  return {
    ...{ store, rollups, marks, kept, files, called },
    pass: (milliseconds: number) => {
      clock = new Date(clock.getTime() + milliseconds)
    },
    byOne: () => rollUp({ ...parts, rounds: kept }),
    plan: (options: RollUpOptions = {}) => rollUp({ ...parts, sharding }, options),
    shard: (task: ShardTask, shareSize?: number) =>
      countShard({ ...parts, ...sharding }, task, { shareSize }),
    found: () => ({
      days: new Map(rollups.days),
      hours: new Map([...rollups.hours].toSorted()),
      first: rollups.first,
      files: [...files.files]
        .filter(([name]) => name.startsWith(dayFolder(site, day)))
        .map(([name, bytes]) => [name, Buffer.from(bytes).toString('base64')])
        .toSorted(),
    }),
  }
}

/** Asks before each put of a store. */
const stepping = <T extends object>(store: T, step: (what: string) => void): T =>
  new Proxy(store, {
    get(target, name) {
      const found = Reflect.get(target, name)
      if (typeof found !== 'function' || !/^(put|end|clear|drop)/.test(String(name))) return found
      return async (...given: unknown[]) => {
        step(String(name))
        return Reflect.apply(found, target, given)
      }
    },
  })

/** Calls functions until none is left, each as often as Lambda does: three times at most. */
async function runAll(book: ReturnType<typeof opened>, next = random(1), shareSize?: number) {
  while (book.called.length > 0) {
    const tasks = shuffled(book.called.splice(0), next)
    for (const task of tasks)
      for (let tries = 0; tries < 3; tries++) {
        const isDone = await book.shard(task, shareSize).then(
          () => true,
          () => false,
        )
        if (isDone) break
      }
  }
}

const some = withReadings(
  randomVisits({ seed: 5, count: inFull(2000, 600), days: [day], visitors: 300, pages: 200 }),
  5,
)

async function countedByOne(visits: readonly Visit[], shards: number) {
  const book = opened(visits, { shards })
  await book.byOne()
  expect(book.rollups.days.size).toBe(1)
  return book.found()
}

test.each(
  inFull(
    [1, 2, 3, 4, 5, 6, 7, 8].flatMap((seed) => [2, 4, 8].map((shards) => [seed, shards] as const)),
    [
      [1, 2],
      [2, 4],
      [3, 8],
    ] as const,
  ),
)('visits of seed %d in %d shards, in any order, are counted as by one function', async (seed, shards) => {
  const given = { seed, count: 300 * seed, visitors: 60 * seed, pages: 40 * seed }
  const visits = withReadings(randomVisits({ ...given, days: [day] }), 6)
  const book = opened(shuffled(visits, random(seed)), { shards })
  await book.plan()
  expect(book.called).toHaveLength(shards)
  expect(book.rollups.days.size).toBe(0)
  await runAll(book, random(seed))
  expect(book.found()).toEqual(await countedByOne(visits, shards))
  expect(book.kept.items.size).toBe(0)
  expect(await book.plan()).toMatchObject({ days: 0, failing: [], unarchived: [] })
  expect(book.called).toEqual([])
})

test('more visitors than a function may hold are counted in shares of a shard', async () => {
  const book = opened(some)
  await book.plan()
  await runAll(book, random(1), 20)
  expect(book.found()).toEqual(await countedByOne(some, 4))
})

test('functions that are killed at each put, and tried again, count the same', async () => {
  const whole = await countedByOne(some, 4)
  let puts = 0
  const counting = opened(some, { step: () => void puts++ })
  await counting.plan()
  await runAll(counting)
  const each = Array.from({ length: puts }, (_, at) => at)
  for (const killed of inFull(
    each,
    each.filter((at) => at % 23 === 0),
  )) {
    let left = killed
    const book = opened(some, {
      step: () => {
        if (left-- === 0) throw new Error('killed')
      },
    })
    for (let hours = 0; hours < 4; hours++) {
      await book.plan().catch(() => {})
      await runAll(book, random(killed))
      book.pass(3_600_000)
    }
    expect([killed, book.found()]).toEqual([killed, whole])
    expect(book.called).toEqual([])
  }
})

test('a day of very many visits in four shards, one killed and tried again, has the rollup of one function', async () => {
  const count = inFull(1_000_000, 5000)
  const visits = randomVisits({ seed: 9, count, days: [day], visitors: count / 4, pages: 5000 })
  let [puts, isKilled] = [0, false]
  const step = () => {
    puts += 1
    if (puts !== 60 || isKilled) return // in the midst of a shard
    isKilled = true
    throw new Error('killed')
  }
  const [book, one] = [opened(visits, { step, fromVisits: count }), opened(visits)]
  await book.rollups.putFailure(site, day, failedAgain(null, 'it was too much for one', new Date(0)))
  await book.plan()
  expect(book.called).toHaveLength(4)
  await runAll(book)
  await one.byOne()
  expect(isKilled).toBe(true)
  expect(book.found()).toEqual(one.found())
}, 3_600_000)

test('a day that one process counts after all is no longer a matter of the functions that had begun it', async () => {
  const book = opened(some)
  await book.plan()
  const [first, second] = book.called.splice(0) as [ShardTask, ShardTask]
  await book.shard(first)
  expect(book.kept.items.size).toBeGreaterThan(1)
  await book.byOne()
  expect(book.kept.items.size).toBe(0)
  expect(await book.shard(second)).toEqual({ isDone: false, unarchived: null })
  expect(book.found()).toEqual(await countedByOne(some, 4))
  expect(await book.plan()).toMatchObject({ days: 0, failing: [] })
})

test('all functions at once, each twice, count the same', async () => {
  const book = opened(some)
  await book.plan()
  const tasks = book.called.splice(0)
  await Promise.all([...tasks, ...tasks].map((task) => book.shard(task)))
  expect(book.found()).toEqual(await countedByOne(some, 4))
  expect(book.kept.items.size).toBe(0)
})

test('a shard that is missing an hour later is called again alone, and the day is said to fail meanwhile', async () => {
  const book = opened(some)
  await book.plan()
  for (const task of book.called.splice(0)) if (task.shard !== 2) await book.shard(task)
  await book.plan()
  expect(book.called).toEqual([]) // it may still be at work
  book.pass(3_600_000)
  const { failing } = await book.plan()
  expect(failing.map(({ reason }) => reason)).toEqual(['shard 2 ended without a count'])
  expect(book.called.map(({ shard }) => shard)).toEqual([2])
  await runAll(book)
  expect(book.found()).toEqual(await countedByOne(some, 4))
  expect(book.rollups.failing.size).toBe(0)
})

test('hours of a day that is not over are counted by shards too', async () => {
  const at = '2026-11-22T15:45:00.000Z'
  const [book, one] = [opened(some, { at }), opened(some, { at })]
  await book.plan()
  await runAll(book)
  await one.byOne()
  expect(book.found()).toEqual(one.found())
  expect(book.rollups.hours.size).toBe(15)
})

test.each([
  ['of a raised number of shards', { astray: (visit: Visit) => visit.page === '/3' }],
  ['of one shard alone', { astray: (visit: Visit) => visit.visitor === null }],
])('a visit in the partition of another shard, %s, has all read by each function', async (_, given) => {
  const book = opened(some, given)
  await book.plan()
  await runAll(book)
  expect(book.found()).toEqual(await countedByOne(some, 4))
})

test('a message that reached two shards is counted once', async () => {
  const [first] = some as [Visit]
  const twin = { ...first, visitor: (first.visitor ?? '').replace(/.$/, (end) => (end === '1' ? '2' : '1')) }
  const book = opened(some)
  const visitsOf = book.store.visitsOf.bind(book.store)
  const reads: (string | undefined)[] = []
  book.store.visitsOf = async function* (range) {
    reads.push(range.shard?.from)
    yield* visitsOf(range)
    if (range.shard?.from === 'partition' && range.shard.number === 3) yield twin
  }
  await book.plan()
  await runAll(book)
  expect(reads).toContain('day')
  expect(book.found()).toEqual(await countedByOne(some, 4))
})

test('a small day stays in one function', async () => {
  const book = opened(some, { fromVisits: 500_000 })
  expect(await book.plan()).toMatchObject({ days: 1, failing: [] })
  expect(book.called).toEqual([])
  expect(book.found()).toEqual(await countedByOne(some, 4))
})

test('hours that were counted before tell that a day is big', async () => {
  const book = opened(some, { fromVisits: 0.7 * some.length, at: '2026-11-22T15:45:00.000Z' })
  await book.plan()
  expect(book.called).toEqual([])
  book.pass(9 * 3_600_000)
  await book.plan()
  expect(book.called).toHaveLength(4)
  await runAll(book)
  expect(book.found()).toEqual(await countedByOne(some, 4))
})

test('what is erased while shards are counted is in no rollup and no file', async () => {
  const book = opened(some)
  await book.plan()
  const [first, ...others] = book.called.splice(0) as [ShardTask, ...ShardTask[]]
  await book.shard(first)
  book.pass(1000)
  const [gone] = some as [Visit]
  await book.rollups.markForRecount(site, day)
  await book.store.erase(site, gone.id)
  for (const task of others) await book.shard(task)
  expect(book.rollups.days.size).toBe(0)
  book.pass(reopenedFor + 1)
  await book.plan()
  await runAll(book)
  expect(book.found()).toEqual(await countedByOne(some.slice(1), 4))
  expect(book.rollups.again.size).toBe(0)
  for (const task of [first, ...others]) await book.shard(task) // delivered late
  expect(book.found()).toEqual(await countedByOne(some.slice(1), 4))
})

test('an archive that fails in one shard stops no counting, and the shards write it again an hour later', async () => {
  let isBroken = true
  const book = opened(some, {
    step: (what) => {
      if (isBroken && what.includes('part-1-')) throw new Error('the bucket is gone')
    },
  })
  await book.plan()
  for (const task of book.called.splice(0))
    expect(await book.shard(task)).toMatchObject({
      unarchived: task.shard === 3 ? 'the bucket is gone' : null,
    })
  expect(book.rollups.days.size).toBe(1)
  expect((await book.marks.archivedDays(site)).size).toBe(0)
  isBroken = false
  book.pass(3_600_000)
  await book.plan()
  expect(book.called).toHaveLength(4)
  await runAll(book)
  expect(book.found()).toEqual(await countedByOne(some, 4))
  expect((await book.marks.archivedDays(site)).get(day)?.visits).toBe(some.length)
})
