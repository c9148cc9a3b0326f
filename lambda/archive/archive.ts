import { eachAtOnce } from '../domain/at-once'
import { type Day, dayLength, dayOf, endOf, instantOf, startOf } from '../domain/time/day'
import type { Visit } from '../domain/visit/visit'
import type { ArchiveStore } from '../store/archive-store'
import type { QueryStore } from '../store/visit-store'
import { type ArchiveFiles, dayFolder, siteFolder } from './archive-files'
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

/** All visits as files that engines read. It throws Unavailable where table or files are out of reach. */
export interface Archive {
  /** Begins to write a day whose visits somebody reads anyway. */
  dayAt(place: Place): DayArchiving
  /** Reads the visits of a day and writes them. @param onVisit may throw to stop */
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
  const { marks, store, now } = parts
  const oldest = (): Day => dayOf(instantOf(now().getTime() - parts.archiveDays * dayLength))

  const dayAt = dayOpener(parts)

  return {
    dayAt,
    async writeDay(place, onVisit) {
      const writing = dayAt(place)
      await writing.begin()
      const period = { start: instantOf(startOf(place.day)), end: instantOf(endOf(place.day)) }
      for await (const visit of store.visitsOf({ site: place.site, period, before: null, atOnce })) {
        const pause = onVisit()
        if (pause !== undefined) await pause // a needless await would cost a million a day
        const put = writing.add(visit)
        if (put !== undefined) await put
      }
      await writing.end()
    },
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

function dayOpener({ files, marks, networks, now }: ArchiveParts): Archive['dayAt'] {
  const archived = archivedVisits(networks)
  return ({ site, day }) => {
    let writer: DayWriter | null = null
    return {
      async begin() {
        writer = await dayWriter(files, dayFolder(site, day))
      },
      add: (visit) => writer?.add(archived(visit)),
      async end() {
        if (writer === null) throw new Error(`${day} of ${site} was not begun`)
        const visits = await writer.finish()
        await marks.putArchivedDay(site, day, { visits, at: instantOf(now().getTime()) })
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
    await takeOut(files, dayFolder(site, withdrawal.day), withdrawal.visits)
    await marks.endWithdrawal(site, withdrawal)
  }
}
