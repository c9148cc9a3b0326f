import { eachAtOnce } from '../domain/at-once'
import { type Day, dayLength, dayOf, type Instant, instantOf } from '../domain/time/day'
import { periodOfDay } from '../domain/time/period'
import type { Visit } from '../domain/visit/visit'
import type { ArchiveStore } from '../store/archive-store'
import type { QueryStore } from '../store/visit-store'
import { type ArchivedShard, type ArchiveFiles, dayFolder, isPartOf, siteFolder } from './archive-files'
import { archivedVisits } from './archived-visit'
import { type DayWriter, dayWriter } from './day-writer'
import { type ArchivedNetworks, networkFile } from './network-file'
import { takeOut } from './withdrawal'

export interface ArchiveParts {
  readonly files: ArchiveFiles
  readonly marks: ArchiveStore
  readonly store: Pick<QueryStore, 'visitsOf' | 'daysOf' | 'corrections'>
  readonly networks: ArchivedNetworks
  /** Days that the files of a day are kept after it, and longer where the table keeps its visits longer, as an import may say. */
  readonly archiveDays: number
  readonly now: () => Date
}

/** A day of a site. */
export interface Place {
  readonly site: string
  readonly day: Day
}

/** A day that is being written. Visits are given newest first. */
export interface DayArchiving {
  begin(): Promise<void>
  /** Called for each visit, and awaited if it returns a promise. */
  add(visit: Visit): Promise<void> | undefined
  /** Marks the day as archived. */
  end(): Promise<void>
}

/** A shard of a day that is being written. The day is marked as archived once all of its shards are. */
export interface ShardArchiving extends Pick<DayArchiving, 'begin' | 'add'> {
  /** @returns how many visits the shard has */
  end(): Promise<number>
}

/** A day of which each shard is written. */
export interface WrittenDay {
  readonly shards: number
  readonly visits: number
  /** When the first of its visits was read. */
  readonly began: Instant
}

/** All visits as files that engines read. It throws Unavailable where table or files are out of reach. */
export interface Archive {
  /** Begins to write a day of one shard whose visits somebody reads anyway. */
  dayAt(place: Place): DayArchiving
  /** Begins to write one shard of a day. */
  shardAt(place: Place, shard: ArchivedShard): ShardArchiving
  /** Ends a day whose shards are all written: files that are of none of them go, and the day is marked as archived. */
  endShards(place: Place, day: WrittenDay): Promise<void>
  /** Reads the visits of a day and writes them, once for each of its shards. @param onVisit may throw to stop */
  writeDay(place: Place, onVisit: () => Promise<void> | undefined): Promise<void>
  /** Says that the files of a day are not those of its visits, so that they are written again. */
  distrust(place: Place): Promise<void>
  /** The days among these that it does not have and is to have. */
  missing(site: string, days: readonly Day[]): Promise<readonly Day[]>
  /** Removes what was erased elsewhere or is too old, and writes what is known of networks now. */
  tidy(sites: readonly string[]): Promise<void>
}

/** Visits per read. */
const atOnce = 1000

export function archiveOf(parts: ArchiveParts): Archive {
  const { marks, now } = parts
  const oldest = (): Day => dayOf(instantOf(now().getTime() - parts.archiveDays * dayLength))

  return {
    ...dayParts(parts),
    distrust: ({ site, day }) => marks.putArchivedDay(site, day, null),
    async missing(site, days) {
      const there = await marks.archivedDays(site)
      return days.filter((day) => !there.has(day))
    },
    async tidy(sites) {
      await removeSites(parts)
      await eachAtOnce(sites, async (site) => {
        await dropOld(parts, site, oldest())
        await withdrawAll(parts, site)
      })
      await networkFile(parts)
    },
  }
}

/** What writes days. */
function dayParts(parts: ArchiveParts): Pick<Archive, 'dayAt' | 'shardAt' | 'endShards' | 'writeDay'> {
  const { files, marks, store, now } = parts
  const open = shardOpener(parts)
  const moment = () => instantOf(now().getTime())
  const mark = ({ site, day }: Place, visits: number, at: Instant) =>
    marks.putArchivedDay(site, day, { visits, at })

  async function endShards(place: Place, { shards, visits, began }: WrittenDay) {
    const there = (await files.list(dayFolder(place.site, place.day))).map(({ name }) => name)
    await files.remove(there.filter((name) => !isPartOf(name, shards)))
    await mark(place, visits, began)
  }

  return {
    dayAt(place) {
      const writing = open(place, null)
      let began = moment()
      return {
        ...writing,
        begin() {
          began = moment()
          return writing.begin()
        },
        end: async () => mark(place, await writing.end(), began),
      }
    },
    shardAt: open,
    endShards,
    async writeDay(place, onVisit) {
      const [recorded] = await store.daysOf(place.site, place.day, place.day)
      const shards = recorded?.shards ?? 1
      const began = moment()
      let visits = 0
      for (const shard of shardsOf(shards)) {
        const writing = open(place, shard)
        await writing.begin()
        await readInto(writing, store, { place, shard, onVisit })
        visits += await writing.end()
      }
      await endShards(place, { shards, visits, began })
    },
  }
}

/** The shards of a day, or null for a day that has one. A shard is read by itself, so that only one part is in memory. */
const shardsOf = (count: number): (ArchivedShard | null)[] =>
  count === 1 ? [null] : Array.from({ length: count }, (_, number) => ({ number, of: count }))

interface ShardReading {
  readonly place: Place
  readonly shard: ArchivedShard | null
  readonly onVisit: () => Promise<void> | undefined
}

async function readInto(
  writing: ShardArchiving,
  store: ArchiveParts['store'],
  { place: { site, day }, shard, onVisit }: ShardReading,
): Promise<void> {
  const period = periodOfDay(day)
  const of = shard === null ? {} : { shard: { ...shard, from: 'day' as const } }
  for await (const visit of store.visitsOf({ site, period, before: null, atOnce, ...of })) {
    const pause = onVisit()
    if (pause !== undefined) await pause // a needless await would cost a million a day
    const put = writing.add(visit)
    if (put !== undefined) await put
  }
}

function shardOpener({ files, networks }: ArchiveParts) {
  const archived = archivedVisits(networks)
  return ({ site, day }: Place, shard: ArchivedShard | null): ShardArchiving => {
    let writer: DayWriter | null = null
    return {
      async begin() {
        writer = await dayWriter(files, dayFolder(site, day), shard)
      },
      add: (visit) => writer?.add(archived(visit)),
      end() {
        if (writer === null) throw new Error(`${day} of ${site} was not begun`)
        return writer.finish()
      },
    }
  }
}

/** Removes the files of removed sites. Days that a site of that name has had since are marked, and stay. */
async function removeSites({ files, marks }: ArchiveParts): Promise<void> {
  for (const site of await marks.removedSites()) {
    const kept = [...(await marks.archivedDays(site)).keys()].map((day) => dayFolder(site, day))
    const there = (await files.list(siteFolder(site))).map(({ name }) => name)
    await files.remove(there.filter((name) => !kept.some((folder) => name.startsWith(folder))))
    await marks.endRemoval(site)
  }
}

/** A rule of the bucket does it, too; but it counts from when a file was last made, and a folder has no rules. */
async function dropOld({ files, marks, store, now }: ArchiveParts, site: string, oldest: Day): Promise<void> {
  const old = [...(await marks.archivedDays(site)).keys()].filter((day) => day < oldest)
  const [first, last] = [old.toSorted()[0], old.toSorted().at(-1)]
  if (first === undefined || last === undefined) return
  const seconds = now().getTime() / 1000
  const recorded = (await store.daysOf(site, first, last)).filter(({ expiry }) => expiry > seconds)
  const kept = new Set(recorded.map(({ day }) => day))
  for (const day of old) {
    if (kept.has(day)) continue
    await files.remove((await files.list(dayFolder(site, day))).map(({ name }) => name))
    await marks.putArchivedDay(site, day, null)
  }
}

async function withdrawAll({ files, marks }: ArchiveParts, site: string): Promise<void> {
  for (const withdrawal of await marks.withdrawals(site)) {
    const visits = await takeOut(files, dayFolder(site, withdrawal.day), withdrawal.visits)
    const archived = (await marks.archivedDays(site)).get(withdrawal.day)
    if (archived !== undefined) await marks.putArchivedDay(site, withdrawal.day, { ...archived, visits })
    await marks.endWithdrawal(site, withdrawal)
  }
}
