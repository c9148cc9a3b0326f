import { archiveOf, type Place } from '../../../lambda/archive/archive'
import { type DayDifference, differenceOf } from '../../../lambda/archive/archive-check'
import { closedUntil } from '../../../lambda/counting/roll-up'
import { dayOf, endOf } from '../../../lambda/domain/time/day'
import { canonicalHost } from '../../../lambda/domain/visit/host'
import { openNetworks } from '../../../lambda/network/networks'
import { dynamoArchiveStore } from '../../../lambda/store/dynamo/archive-store'
import { dynamoQueryStore } from '../../../lambda/store/dynamo/query-store'
import type { QueryStore } from '../../../lambda/store/visit-store'
import { networkTableFile } from '../../../lib/assets/network-table/file'
import { awsFailure } from '../api/aws-failure'
import { Failure, wrongUsage } from '../failure'
import { openTable } from '../import/import-table'
import { dayProgress } from '../terminal/day-progress'
import { interruption } from '../terminal/interruption'
import { plural } from '../terminal/plural'
import type { ArchiveOptions } from './archive-command'
import { openFiles } from './archive-place'

/** The setting archiveDays is not known here; what is too old, the functions remove. */
const longestDays = 36_500

/** Writes days to the archive, or compares them, with progress. @throws Failure saying how far it came, or what differs */
export async function archiveDays(options: ArchiveOptions): Promise<void> {
  const { site, from, to } = options
  if (site !== undefined && canonicalHost(site) === null)
    throw wrongUsage('--site must be a host such as you.github.io')
  if (from !== undefined && to !== undefined && from > to) throw wrongUsage('--from must not be after --to')
  const { client, tableName, close } = await openTable(options)
  const progress = dayProgress()
  try {
    const files = await openFiles(options)
    const store = dynamoQueryStore({ client, tableName, now })
    const networks = openNetworks(networkTableFile())
    const marks = dynamoArchiveStore({ client, tableName })
    const archive = archiveOf({ files, marks, store, networks, archiveDays: longestDays, now })
    const places = await placesOf(store, options)
    if (options.check) {
      const differing = await eachDay(places, progress.onDay, async (place) => {
        const difference = await differenceOf(files, store, place)
        return isNone(difference) ? [] : [textOf(place, difference)]
      })
      await progress.stop()
      for (const line of differing) console.log(line)
      if (differing.length > 0)
        throw new Failure(`${plural(differing.length, 'day')} of ${places.length} differ`, 1)
      console.error(`${plural(places.length, 'day')} compared: the archive has the visits of the table`)
      return
    }
    await eachDay(places, progress.onDay, async (place) => {
      await archive.writeDay(place, () => undefined)
      return []
    })
    await archive.tidy([...new Set(places.map((place) => place.site))])
    await progress.stop()
    console.error(`${plural(places.length, 'day')} written`)
  } catch (error) {
    await progress.stop()
    if (error instanceof Failure) throw error
    const done = plural(progress.done(), 'day')
    const { message } = awsFailure(error) as Error
    throw new Failure(`${message}; ${done} were done, and running it again is safe`, 1, { cause: error })
  } finally {
    await close()
  }
}

const now = () => new Date()

/** The days that are over, of one site or of each, oldest first. */
async function placesOf(store: QueryStore, { site: name, from, to }: ArchiveOptions): Promise<Place[]> {
  const sites = name === undefined ? await store.sites() : [{ site: canonicalHost(name) ?? name }]
  const closed = Date.parse(closedUntil(now()))
  const found = await Promise.all(
    sites.map(async ({ site }) => {
      const days = await store.daysOf(site, from ?? '0000-01-01', to ?? dayOf(closedUntil(now())))
      return days.filter(({ day }) => endOf(day) <= closed).map(({ day }) => ({ site, day }))
    }),
  )
  return found.flat().toSorted((a, b) => (a.day < b.day ? -1 : 1))
}

async function eachDay<T>(
  places: readonly Place[],
  onDay: ReturnType<typeof dayProgress>['onDay'],
  act: (place: Place) => Promise<readonly T[]>,
): Promise<T[]> {
  const stop = interruption()
  const found: T[] = []
  for (const [at, place] of places.entries()) {
    stop.throwIfAborted()
    found.push(...(await act(place)))
    onDay({ ...place, done: at + 1, of: places.length })
  }
  return found
}

const isNone = ({ missing, surplus }: DayDifference): boolean => missing + surplus === 0

const textOf = ({ site, day }: Place, { missing, surplus }: DayDifference): string =>
  `${day} of ${site}: the archive lacks ${plural(missing, 'visit')} of the table and has ${plural(surplus, 'visit')} too many`
