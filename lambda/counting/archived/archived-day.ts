import type { ArchiveFiles } from '../../archive/archive-files'
import { type PartFacts, partsOf } from '../../archive/part-facts'
import { countedVersion } from '../../archive/visit-of-row'
import type { Day, Instant } from '../../domain/time/day'
import type { ArchiveStore } from '../../store/archive-store'
import type { RollupReader } from '../../store/rollup-store'
import { reopenedFor } from '../roll-up'

/** A day that is counted from its files, and what they were when that began. */
export interface ArchivedDayToCount {
  readonly site: string
  readonly day: Day
  readonly visits: number
  readonly parts: readonly PartFacts[]
  /** When reading the visits for the files began. */
  readonly writtenAt: Instant
  /** The recount mark that counting it now clears, because the files are of after it; null if none. */
  readonly clears: Instant | null
}

/** Why a day cannot be counted from the archive, in words that say what to do. */
export class UncountableDay extends Error {}

export interface ArchivedDayParts {
  readonly files: Pick<ArchiveFiles, 'list' | 'tail'>
  readonly marks: Pick<ArchiveStore, 'archivedDays' | 'withdrawals'>
  readonly rollups: Pick<RollupReader, 'recountMarks' | 'erasures'>
}

/**
 * Checks that the archive has all visits of a day and none that was erased. It reads marks, and the ends of the files.
 *
 * @throws UncountableDay
 */
export async function archivedDay(
  parts: ArchivedDayParts,
  site: string,
  day: Day,
): Promise<ArchivedDayToCount> {
  const ofSite = site.startsWith('*') ? '' : ` --site ${site}` // it takes hosts alone, or every site
  const writeAgain = `./visitbook archive${ofSite} --from ${day} --to ${day} writes it`
  const archived = (await parts.marks.archivedDays(site)).get(day)
  if (archived === undefined) throw new UncountableDay(`${day} of ${site} is not archived; ${writeAgain}`)
  await requireNothingErased(parts, site, day)
  const clears = await markBefore(parts, { site, day, writtenAt: archived.at, writeAgain })
  const found = await partsOf(parts.files, { site, day })
  for (const { name, version } of found)
    if (!hasColumns(version))
      throw new UncountableDay(
        `${name} has ${version === null ? 'no version of its columns' : `columns of version ${version}`}, and counting ` +
          `needs ${countedVersion} or what was added to it; ${writeAgain} again`,
      )
  const visits = found.reduce((sum, part) => sum + part.visits, 0)
  if (visits !== archived.visits)
    throw new UncountableDay(
      `the archive of ${day} of ${site} is not whole: its files (${found.length}) have ${visits} visits, and ` +
        `${archived.visits} were written; ${writeAgain} again`,
    )
  return { site, day, visits, parts: found, writtenAt: archived.at, clears }
}

/** Whether a day is still what it was when it was found to be countable. */
export async function isUnchanged(parts: ArchivedDayParts, before: ArchivedDayToCount): Promise<boolean> {
  const now = await archivedDay(parts, before.site, before.day).catch((error) => {
    if (error instanceof UncountableDay) return null
    throw error
  })
  return now !== null && JSON.stringify(now) === JSON.stringify(before)
}

/** Columns are only ever added, which raises the number after the dot. */
function hasColumns(version: string | null): boolean {
  const [[major, minor], [needed, least]] = [version ?? '', countedVersion].map((one) =>
    one.split('.').map(Number),
  ) as [[number, number], [number, number]]
  return major === needed && minor >= least
}

/** What was erased from a day that the table no longer has as a whole stays in its files until the next run takes it out. */
async function requireNothingErased(
  { marks, rollups }: ArchivedDayParts,
  site: string,
  day: Day,
): Promise<void> {
  const isWithdrawn = (await marks.withdrawals(site)).some((one) => one.day === day)
  const erasures = await rollups.erasures({ site, from: day, to: day })
  if (isWithdrawn || erasures.size > 0)
    throw new UncountableDay(
      `visits of ${day} of ${site} were erased and are still in its files; the next hourly run takes them out`,
    )
}

interface Written {
  readonly site: string
  readonly day: Day
  readonly writtenAt: Instant
  readonly writeAgain: string
}

/** The recount mark of a day, which the files must be later than: by as long as a function may take that changes visits. */
async function markBefore(
  { rollups }: ArchivedDayParts,
  { site, day, writtenAt, writeAgain }: Written,
): Promise<Instant | null> {
  const said = (await rollups.recountMarks({ site, from: day, to: day })).get(day) ?? null
  if (said === null || Date.parse(writtenAt) - Date.parse(said) > reopenedFor) return said
  throw new UncountableDay(
    `visits of ${day} of ${site}, or a correction, were changed at ${said}, and its files may be of before; a quarter of ` +
      `an hour after that ${writeAgain} again, as the hourly run does`,
  )
}
