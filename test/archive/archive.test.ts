import { type Archive, archiveOf } from '../../lambda/archive/archive'
import { dayFolder, networksName } from '../../lambda/archive/archive-files'
import { rowsOf } from '../../lambda/archive/parquet-rows'
import { defaults } from '../../lambda/contract'
import { eraseAll } from '../../lambda/counting/erasure'
import { type RollUpOptions, reopenedFor, rollUp } from '../../lambda/counting/roll-up'
import type { Visit } from '../../lambda/domain/visit/visit'
import { memoryArchive, memoryFiles } from '../support/memory/archive'
import { memoryRollups } from '../support/memory/rollups'
import { memoryStore, networks, shardedStore } from '../support/memory/visits'
import { oneOf, random } from '../support/random'
import { randomVisits } from '../support/random-visits'

const site = 'you.github.io'
const days = ['2026-11-20', '2026-11-21', '2026-11-22']
const table = { ...networks, ids: () => [64496, 64498, 'example-institute'], hash: () => 'first table' }

/** A table of visits with an archive, and a clock that stands where it is put. */
function opened(visits: readonly Visit[], mayPut?: (name: string) => void, shards = 1) {
  let clock = new Date('2026-11-23T00:30:00.000Z')
  const now = () => clock
  const [store, rollups, marks] = [shardedStore(shards, [...visits]), memoryRollups(now), memoryArchive()]
  const files = memoryFiles(mayPut)
  const archive: Archive = archiveOf({ files, marks, store, networks: table, archiveDays: 365, now })
  const parts = { store, rollups, networks, pages: defaults.pages, archive, now }
  return {
    ...{ store, rollups, marks, files, archive, now },
    pass: (milliseconds: number) => {
      clock = new Date(clock.getTime() + milliseconds)
    },
    count: (options: RollUpOptions = {}) => rollUp(parts, options),
    idsOn: async (day: string) => {
      const listed = await files.list(dayFolder(site, day))
      const rows = await Promise.all(
        listed.map(async ({ name }) => rowsOf((await files.get(name)) as Uint8Array)),
      )
      return rows.flat().map((row) => String(row.visit_id))
    },
    all: () =>
      new Map([...files.files].map(([name, bytes]) => [name, Buffer.from(bytes).toString('base64')])),
  }
}

const some = randomVisits({ seed: 1, count: 300, days })
const idsOf = (visits: readonly Visit[], day: string) =>
  visits
    .filter(({ time }) => time.startsWith(day))
    .map(({ id }) => id)
    .toSorted()

test('the run that counts a day writes its visits, and a file of networks', async () => {
  const { count, idsOn, files, marks } = opened(some)
  expect(await count()).toMatchObject({ days: 3, unarchived: [] })
  for (const day of days) expect((await idsOn(day)).toSorted()).toEqual(idsOf(some, day))
  expect([...files.files.keys()].toSorted()).toEqual([
    networksName,
    ...days.map((day) => `visits/site=${site}/day=${day}/part-0.parquet`),
  ])
  expect((await marks.archivedDays(site)).get('2026-11-20')?.visits).toBe(idsOf(some, '2026-11-20').length)
})

test('a day that is not over is not written', async () => {
  const { count, idsOn } = opened([...randomVisits({ seed: 2, count: 20, days: ['2026-11-23'] })])
  await count()
  expect(await idsOn('2026-11-23')).toEqual([])
})

test('what is counted again without a change is not put again', async () => {
  const { count, files } = opened(some)
  await count()
  const before = files.puts.length
  await count({ days: { from: '2026-11-20', to: '2026-11-22' } })
  await count()
  expect(files.puts).toHaveLength(before)
})

test('days in any order, twice, by two runs at once and killed at each put make the same files', async () => {
  const whole = opened(some)
  await whole.count()
  const sets = whole.files.puts.length
  for (let killed = 0; killed < sets + 2; killed++) {
    const next = random(killed)
    const shuffled = some.map((visit) => [next(), visit] as const).toSorted(([a], [b]) => a - b)
    let left = killed
    const book = opened(
      shuffled.map(([, visit]) => visit),
      () => {
        if (left-- === 0) throw new Error('killed')
      },
    )
    const day = oneOf(days, next)
    await Promise.all([book.count({ days: { from: day, to: day } }), book.count()])
    await book.count()
    expect(book.all()).toEqual(whole.all())
  }
})

test('the parts of a day of several shards are named by shard, whoever writes them, and a visitor is in one shard', async () => {
  const { count, files, idsOn, marks, archive } = opened(some, undefined, 4)
  const day = '2026-11-21'
  files.files.set(`${dayFolder(site, day)}part-0.parquet`, new Uint8Array([1])) // of before it had shards
  files.files.set(`${dayFolder(site, day)}part-4-0.parquet`, new Uint8Array([1]))
  await count()
  expect((await files.list(dayFolder(site, day))).map(({ name }) => name.slice(-16))).toEqual(
    [0, 1, 2, 3].map((shard) => `part-${shard}-0.parquet`),
  )
  expect((await idsOn(day)).toSorted()).toEqual(idsOf(some, day))
  expect((await marks.archivedDays(site)).get(day)?.visits).toBe(idsOf(some, day).length)
  const shardsOfVisitors = new Map<unknown, Set<string>>()
  for (const { name } of await files.list(dayFolder(site, day)))
    for (const { visitor } of await rowsOf((await files.get(name)) as Uint8Array))
      if (visitor !== null)
        shardsOfVisitors.set(visitor, (shardsOfVisitors.get(visitor) ?? new Set()).add(name))
  expect(Math.max(...[...shardsOfVisitors.values()].map(({ size }) => size))).toBe(1)
  const puts = files.puts.length
  await archive.writeDay({ site, day }, () => undefined)
  expect(files.puts).toHaveLength(puts)
})

test('a failing archive stops no counting, and is made up for by the next run', async () => {
  let isBroken = true
  const { count, rollups, idsOn } = opened(some, () => {
    if (isBroken) throw new Error('the bucket is gone')
  })
  const first = await count()
  expect([first.days, first.failing, rollups.days.size]).toEqual([3, [], 3])
  expect(first.unarchived.map(({ day, reason }) => [day, reason])).toEqual([
    ...['2026-11-22', '2026-11-21', '2026-11-20'].map((day) => [day, 'the bucket is gone']),
    [null, 'the bucket is gone'],
  ])
  isBroken = false
  expect((await count()).unarchived).toEqual([])
  for (const day of days) expect((await idsOn(day)).toSorted()).toEqual(idsOf(some, day))
})

test('days that were counted before there was an archive are written too', async () => {
  const { store, rollups, count, idsOn } = opened(some)
  const now = () => new Date('2026-11-23T00:20:00.000Z')
  await rollUp({ store, rollups, networks, pages: defaults.pages, now })
  expect(await idsOn('2026-11-20')).toEqual([])
  expect(await count()).toMatchObject({ days: 0, unarchived: [] })
  for (const day of days) expect((await idsOn(day)).toSorted()).toEqual(idsOf(some, day))
})

test('an erased visit is in no file after the next run, and a surplus file is removed', async () => {
  const { store, rollups, count, idsOn, files, pass } = opened(some)
  await count()
  files.files.set(`${dayFolder(site, '2026-11-21')}part-1.parquet`, new Uint8Array([1]))
  const [gone] = idsOf(some, '2026-11-21') as [string]
  await rollups.markForRecount(site, '2026-11-21')
  await store.erase(site, gone)
  pass(reopenedFor)
  await count()
  expect((await idsOn('2026-11-21')).toSorted()).toEqual(idsOf(some, '2026-11-21').slice(1))
})

test('an erased visit goes out of the files also where its day expires before it is counted again', async () => {
  const book = opened(some)
  await book.count()
  const [gone] = some.filter(({ time }) => time.startsWith('2026-11-20')) as [Visit]
  const own = { store: book.store, rollups: book.rollups, archiveMarks: book.marks, now: book.now }
  expect(await eraseAll({ ...own, networks, pages: defaults.pages }, [gone])).toBe(1)
  for (const [day, said] of await book.rollups.recountMarks({ site, from: '2026-11-20', to: '2026-11-20' }))
    await book.rollups.clearRecountMark(site, day, said) // as a run does that comes too late
  await book.archive.tidy([site])
  expect((await book.idsOn('2026-11-20')).toSorted()).toEqual(
    idsOf(some, '2026-11-20').filter((id) => id !== gone.id),
  )
})

test('a visit that the table no longer has is taken out of its files', async () => {
  const { marks, count, idsOn, files } = opened(some)
  await count()
  const [gone, ...rest] = idsOf(some, '2026-11-20') as [string, ...string[]]
  await marks.withdraw(site, '2026-11-20', [gone])
  await count()
  expect((await idsOn('2026-11-20')).toSorted()).toEqual(rest)
  expect((await marks.archivedDays(site)).get('2026-11-20')?.visits).toBe(rest.length)
  expect(await marks.withdrawals(site)).toEqual([])
  await marks.withdraw(site, '2026-11-20', rest)
  await count()
  expect(await files.list(dayFolder(site, '2026-11-20'))).toEqual([])
})

test('the files of a removed site go, but not those of days it has had since', async () => {
  const { marks, count, files } = opened(some)
  await count()
  await marks.noteRemoval(site)
  for (const day of days.slice(0, 2)) await marks.putArchivedDay(site, day, null)
  files.files.set('visits/site=you.github.io.example/day=2026-11-20/part-0.parquet', new Uint8Array([1]))
  const untouched = await files.list('visits/site=you.github.io.example/')
  await marks.putArchivedDay(site, '2026-11-20', null)
  await (await import('../../lambda/archive/archive'))
    .archiveOf({
      ...{
        files,
        marks,
        store: memoryStore(),
        networks: table,
        archiveDays: 365,
        now: () => new Date('2026-11-23'),
      },
    })
    .tidy([])
  expect((await files.list(`visits/site=${site}/`)).map(({ name }) => name)).toEqual([
    `visits/site=${site}/day=2026-11-22/part-0.parquet`,
  ])
  expect(await files.list('visits/site=you.github.io.example/')).toEqual(untouched)
  expect(await marks.removedSites()).toEqual([])
})

test('days older than archiveDays are removed, but not while the table has them', async () => {
  const { store, count, files, pass } = opened(some)
  const names = async () => (await files.list('visits/')).map(({ name }) => name)
  await count()
  const whole = await names()
  pass(364 * 86_400_000)
  await count()
  expect(await names()).toEqual(whole)
  jest.spyOn(store, 'daysOf').mockResolvedValue([])
  await count()
  expect(await names()).toEqual([`visits/site=${site}/day=2026-11-22/part-0.parquet`])
})

test('a correction rewrites the file of networks alone', async () => {
  const { store, count, files } = opened(some)
  await count()
  const before = files.puts.length
  await store.correct({
    subject: 64496,
    name: 'Other Bank',
    kind: 'government',
    domain: null,
    mine: true,
    muted: false,
    star: false,
    note: null,
  })
  await store.correct({
    subject: 'firm.example',
    name: 'A Firm',
    kind: 'business',
    domain: null,
    mine: false,
    muted: false,
    star: false,
    note: null,
  })
  await count()
  await count()
  expect(files.puts.slice(before)).toEqual([networksName])
  const rows = await rowsOf(files.files.get(networksName) as Uint8Array)
  expect(
    rows.map((row) => [row.network_id, row.organisation_name, row.organisation_kind, row.is_own]),
  ).toEqual([
    ['64496', 'Other Bank', 'government', true],
    ['64498', 'Example Broadband', 'isp', false],
    ['example-institute', 'Example Institute', 'education', false],
    ['firm.example', 'A Firm', 'business', false],
  ])
})
