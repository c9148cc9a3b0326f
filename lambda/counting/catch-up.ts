import type { Archive, Place } from '../archive/archive'
import { eachAtOnce } from '../domain/at-once'

/** What could not be written to the archive, or done there. */
export interface UnarchivedDay {
  /** Null where it belongs to no day: what was erased, or the file of networks. */
  readonly site: string | null
  readonly day: string | null
  readonly reason: string
}

/** A day, and over how many shards its visits are spread. */
export interface PlaceOfShards extends Place {
  readonly shards: number
}

interface Settled {
  readonly sites: readonly string[]
  /** By site, the days that are over and counted. */
  readonly settled: readonly (readonly PlaceOfShards[])[]
}

interface Times {
  /** Asked before each day. */
  readonly mayGoOn?: (() => boolean) | undefined
  /** Asked for each visit. */
  readonly mayRead?: (() => boolean) | undefined
  /** Has a day written by other functions if it is too much for one. */
  readonly handOutBig?: ((place: PlaceOfShards) => Promise<boolean>) | undefined
}

/**
 * Writes days that were counted before the archive began or while it failed, the newest first, and tidies it. Whatever fails
 * does not stop the rest, and is tried again by the next run.
 */
export async function catchUp(
  archive: Archive,
  { sites, settled }: Settled,
  { mayGoOn = () => true, mayRead = () => true, handOutBig = async () => false }: Times,
): Promise<UnarchivedDay[]> {
  const failed: UnarchivedDay[] = []
  const trying = <T>(act: Promise<T>, at: { site: string | null; day: string | null }) =>
    act.catch((error: Error) => {
      failed.push({ ...at, reason: error.message })
      return null
    })
  const missing = await eachAtOnce(settled, async (places) => {
    const [first] = places
    if (first === undefined) return []
    const days = archive.missing(
      first.site,
      places.map(({ day }) => day),
    )
    const lacking = new Set(await trying(days, { site: first.site, day: null }))
    return places.filter(({ day }) => lacking.has(day))
  })
  for (const place of missing.flat().toSorted((a, b) => (a.day > b.day ? -1 : 1))) {
    if (!mayGoOn()) break
    const writing = async () => {
      if (!(await handOutBig(place))) await archive.writeDay(place, readingWhile(mayRead))
    }
    await trying(writing(), place)
  }
  await trying(archive.tidy(sites), { site: null, day: null })
  return failed
}

const readingWhile = (mayRead: () => boolean) => () => {
  if (!mayRead()) throw new Error('there was no time left')
  return undefined
}
