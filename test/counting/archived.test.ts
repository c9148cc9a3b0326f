import { archiveOf } from '../../lambda/archive/archive'
import { dayFolder } from '../../lambda/archive/archive-files'
import { type ParquetRow, rowsOf } from '../../lambda/archive/parquet-rows'
import { columnsVersion } from '../../lambda/archive/visit-columns'
import { type VisitRow, visitOfRow } from '../../lambda/archive/visit-of-row'
import { defaults } from '../../lambda/contract'
import { archivedDay } from '../../lambda/counting/archived/archived-day'
import { partialCounter, type SpanCounts, spanAdder } from '../../lambda/counting/archived/count-rows'
import { putCountedDay } from '../../lambda/counting/archived/put-day'
import { reopenedFor, rollUp } from '../../lambda/counting/roll-up'
import { failedAgain } from '../../lambda/domain/rollup/day-failure'
import type { Visit } from '../../lambda/domain/visit/visit'
import { oddVisits } from '../engines/odd-visits'
import { memoryArchive, memoryFiles } from '../support/memory/archive'
import { memoryRollups } from '../support/memory/rollups'
import { memoryShards } from '../support/memory/shards'
import { networks, shardedStore } from '../support/memory/visits'
import { random, shuffled } from '../support/random'
import { inFull } from '../support/size'

const [site, day] = ['*.example.com', '2026-11-22']
const facts = { networks, corrections: [], pages: defaults.pages }
const table = { ...networks, ids: () => [64496], hash: () => 'table' }
const count = inFull(5000, 500)
const visits = oddVisits({ seed: 3, count, days: [day], sites: [site], visitors: count / 5, pages: 50 })

/** A day that is counted and archived, and what is known of it. @param step is told of each put, and may throw */
async function counted(given: readonly Visit[] = visits, shards = 1) {
  let clock = new Date('2026-11-23T00:30:00.000Z')
  let step: (what: string) => void = () => {}
  const now = () => clock
  const store = shardedStore(shards, [...given])
  const [stored, marks, kept, files] = [memoryRollups(now), memoryArchive(), memoryShards(), memoryFiles()]
  const rollups = new Proxy(stored, {
    get: (target, name) => {
      if (/^(put|clear|drop)/.test(String(name))) step(String(name))
      return Reflect.get(target, name)
    },
  })
  const archive = archiveOf({ files, marks, store, networks: table, archiveDays: 365, now })
  await rollUp({ store, rollups, networks, pages: defaults.pages, archive, now })
  const parts = { files, marks, rollups, shards: kept, networks, pages: defaults.pages, now }
  const found = () => ({
    days: new Map(stored.days),
    hours: new Map([...stored.hours].toSorted()),
    first: stored.first,
  })
  return {
    ...{ files, marks, kept, rollups: stored, parts, archive, found },
    pass: (milliseconds: number) => {
      clock = new Date(clock.getTime() + milliseconds)
    },
    onPut: (act: typeof step) => {
      step = act
    },
    empty: () => {
      for (const map of [stored.days, stored.hours, stored.first]) map.clear()
    },
    check: () => archivedDay(parts, site, day),
  }
}

/** A row as Spark gives it: nulls are left out, and a moment is a number. */
const rowOf = (row: ParquetRow): VisitRow =>
  JSON.parse(
    JSON.stringify(
      Object.fromEntries(
        Object.entries(row)
          .filter(([, value]) => value !== null)
          .map(([name, value]) => [
            name,
            value instanceof Date ? value.getTime() : typeof value === 'bigint' ? Number(value) : value,
          ]),
      ),
    ),
  )

async function rowsIn({ files }: Awaited<ReturnType<typeof counted>>): Promise<VisitRow[]> {
  const listed = await files.list(dayFolder(site, day))
  const all = await Promise.all(listed.map(async ({ name }) => rowsOf((await files.get(name)) as Uint8Array)))
  return all.flat().map(rowOf)
}

/** Counts as Spark does: visitors split over some processes, in any order, and what they counted added up in any order. */
function countedApart(rows: readonly VisitRow[], processes: number, seed: number) {
  const counters = Array.from({ length: processes }, () => partialCounter(facts))
  const placeOf = (visit: Visit) =>
    [...(visit.visitor ?? visit.id)].reduce((sum, one) => sum + one.charCodeAt(0), 0)
  for (const row of shuffled(rows, random(seed))) {
    const visit = visitOfRow(site, row)
    counters[placeOf(visit) % processes]?.add(visit)
  }
  const counts: SpanCounts[] = shuffled(
    counters.flatMap((counter) => [...counter.counts(day)]),
    random(seed),
  )
  const adder = spanAdder(day, defaults.pages)
  for (const one of counts) adder.add(one)
  return adder.counters()
}

const sorted = (all: readonly Visit[]) => all.toSorted((a, b) => (a.id < b.id ? -1 : 1))

test('every visit comes back from its row', async () => {
  const book = await counted()
  const back = (await rowsIn(book)).map((row) => visitOfRow(site, row))
  expect(sorted(back)).toEqual(sorted(visits))
})

test.each([
  [1, 1],
  [3, 1],
  [8, 1],
  [5, 4],
])(
  'visits counted from their files by %d processes, of %d shards, are counted as from the table',
  async (processes, shards) => {
    const book = await counted(visits, shards)
    const before = structuredClone(book.found())
    const asked = await book.check()
    book.empty()
    const totals = await putCountedDay(
      book.parts,
      asked,
      countedApart(await rowsIn(book), processes, processes),
    )
    expect(book.found()).toEqual(before)
    expect(Object.values(totals).reduce((sum, one) => sum + one.visits, 0)).toBe(count)
  },
)

test('killed at each put, and run again, it puts the same', async () => {
  const book = await counted()
  const before = structuredClone(book.found())
  const [asked, counters] = [await book.check(), countedApart(await rowsIn(book), 3, 1)]
  book.empty()
  let puts = 0
  book.onPut(() => void puts++)
  await putCountedDay(book.parts, asked, counters)
  expect(puts).toBeGreaterThan(25)
  for (let killed = 1; killed <= puts; killed++) {
    book.empty()
    let left = killed
    book.onPut(() => {
      left -= 1
      if (left === 0) throw new Error('killed')
    })
    await expect(putCountedDay(book.parts, asked, counters)).rejects.toThrow('killed')
    book.onPut(() => {})
    await putCountedDay(book.parts, await book.check(), counters)
    expect(book.found()).toEqual(before)
  }
})

test('an hour that was counted before and has no visits goes', async () => {
  const book = await counted(visits.filter(({ time }) => !time.includes('T07:')))
  const before = structuredClone(book.found())
  book.rollups.hours.set(`${site} ${day}T07`, [...book.rollups.hours.values()][0] as never)
  await putCountedDay(book.parts, await book.check(), countedApart(await rowsIn(book), 2, 1))
  expect(book.found()).toEqual(before)
})

test('a day that functions could not count, or had begun, is done', async () => {
  const book = await counted()
  await book.rollups.putFailure(site, day, failedAgain(null, 'it was too much', new Date(0)))
  const moment = '2026-11-23T00:00:00.000Z'
  const round = { id: 'r', day, shards: 4, hours: [], isOver: true, clears: null, from: 'partition' as const }
  await book.kept.putRound(site, { ...round, began: moment, called: moment }, null)
  await putCountedDay(book.parts, await book.check(), countedApart(await rowsIn(book), 2, 1))
  expect(book.rollups.failing.size).toBe(0)
  expect(book.kept.items.size).toBe(0)
})

type Book = Awaited<ReturnType<typeof counted>>

const partOf = ({ files }: Book) => [...files.files.keys()].find((name) => name.includes('part-')) as string

test.each<readonly [string, (book: Book) => Promise<unknown> | unknown, string]>([
  [
    'that is not archived',
    ({ marks }) => marks.putArchivedDay(site, day, null),
    '2026-11-22 of *.example.com is not archived; ./visitbook archive --from 2026-11-22 --to 2026-11-22 writes it',
  ],
  [
    'of which a part is missing',
    (book) => book.files.files.delete(partOf(book)),
    `the archive of 2026-11-22 of *.example.com is not whole: its files (0) have 0 visits, and ${count} were written`,
  ],
  [
    'with a part too many',
    (book) =>
      book.files.put(
        partOf(book).replace('part-0', 'part-1'),
        book.files.files.get(partOf(book)) as Uint8Array,
      ),
    `is not whole: its files (2) have ${2 * count} visits, and ${count} were written`,
  ],
  [
    'with columns of before the promise',
    (book) => inVersion(book, '0.9'),
    'has columns of version 0.9, and counting needs 1.1 or what was added to it',
  ],
  [
    'with columns that do not say what was read',
    (book) => inVersion(book, '1.0'),
    'has columns of version 1.0',
  ],
  ['with columns that are no longer ours', (book) => inVersion(book, '2.0'), 'has columns of version 2.0'],
  [
    'of which visits were erased for good',
    ({ marks }) => marks.withdraw(site, day, ['a']),
    'were erased and are still in its files; the next hourly run takes them out',
  ],
  [
    'that is marked for recounting since',
    async (book) => {
      book.pass(reopenedFor)
      await book.rollups.markForRecount(site, day)
    },
    'its files may be of before; a quarter of an hour after that ./visitbook archive',
  ],
])('a day %s is refused in words', async (_, change, words) => {
  const book = await counted()
  await change(book)
  await expect(book.check()).rejects.toThrow(words)
})

/** A digit of the version in the file's metadata, which is not compressed. */
async function inVersion(book: Book, version: string): Promise<void> {
  const name = partOf(book)
  const bytes = Buffer.from(book.files.files.get(name) as Uint8Array)
  const at = bytes.indexOf('visitbook.columns') + 'visitbook.columns'.length
  const found = bytes.indexOf(columnsVersion, at)
  bytes.write(version, found)
  await book.files.put(name, bytes)
}

test.each(['1.1', '1.7'])('a day with columns of version %s is counted', async (version) => {
  const book = await counted()
  await inVersion(book, version)
  await expect(book.check()).resolves.toMatchObject({ visits: count })
})

test('a mark for recounting that is older than the files is cleared', async () => {
  const book = await counted()
  await book.rollups.markForRecount(site, day)
  book.pass(reopenedFor + 1)
  await book.archive.writeDay({ site, day }, () => undefined)
  await putCountedDay(book.parts, await book.check(), countedApart(await rowsIn(book), 2, 1))
  expect(book.rollups.again.size).toBe(0)
})

test('a day that was changed while it was counted is not put, and one changed while it was put is counted again', async () => {
  const book = await counted()
  const [asked, counters] = [await book.check(), countedApart(await rowsIn(book), 2, 1)]
  book.empty()
  await book.marks.putArchivedDay(site, day, { visits: count, at: '2026-11-24T00:00:00.000Z' })
  await expect(putCountedDay(book.parts, asked, counters)).rejects.toThrow('nothing was put, run it again')
  expect(book.found().days.size).toBe(0)
  const again = await book.check()
  book.onPut((what) => {
    if (what === 'putDay') void book.marks.withdraw(site, day, ['a'])
  })
  await expect(putCountedDay(book.parts, again, counters)).rejects.toThrow('it is marked to be counted again')
  expect([...book.rollups.again.keys()]).toEqual([`${site} ${day}`])
})

test('not every visit counted: nothing is put', async () => {
  const book = await counted()
  const [asked, rows] = [await book.check(), await rowsIn(book)]
  book.empty()
  const put = putCountedDay(book.parts, asked, countedApart(rows.slice(1), 2, 1))
  await expect(put).rejects.toThrow(
    `${count - 1} visits of 2026-11-22 of *.example.com were counted, and its files have ${count}`,
  )
  expect(book.found().hours.size).toBe(0)
})
