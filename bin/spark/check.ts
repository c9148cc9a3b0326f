import { countedColumns } from '../../lambda/archive/visit-of-row'
import { archivedDay, UncountableDay } from '../../lambda/counting/archived/archived-day'
import { closedUntil } from '../../lambda/counting/roll-up'
import { type Day, daysBetween, endOf } from '../../lambda/domain/time/day'
import { canonicalHost } from '../../lambda/domain/visit/host'
import { wrongUsage } from '../cli/failure'
import type { CheckedDay, CountOrder } from './order'
import { openPlace, type PlaceOptions } from './place'

export interface CheckOptions extends PlaceOptions {
  readonly site: string
  readonly from: Day
  readonly to: Day
}

/** Tells of each day that had visits whether it can be counted from the archive, and with what. Nothing is put. */
export async function checkDays({ site: name, from, to, ...options }: CheckOptions): Promise<CheckedDay[]> {
  const site = siteOf(name)
  if (from > to) throw wrongUsage('--from must not be after --to')
  const place = await openPlace(options)
  try {
    const closed = Date.parse(closedUntil(place.now()))
    const [recorded, archived, corrections] = await Promise.all([
      place.store.daysOf(site, from, to),
      place.marks.archivedDays(site),
      place.store.corrections(),
    ])
    const known = new Set([...recorded.map(({ day }) => day), ...archived.keys()])
    const checked: CheckedDay[] = []
    for (const day of daysBetween(from, to).filter((one) => known.has(one)))
      checked.push(
        endOf(day) > closed
          ? { day, refused: `${day} of ${site} is not over; functions count its hours` }
          : await checkedDay(place, { site, day, pages: place.pages, corrections }),
      )
    return checked
  } finally {
    await place.close()
  }
}

/** A wildcard is a site as well. */
function siteOf(name: string): string {
  const [, star = '', host = ''] = /^(\*\.)?(.*)$/.exec(name) ?? []
  const canonical = canonicalHost(host)
  if (canonical === null) throw wrongUsage('--site must be a host such as you.github.io')
  return star + canonical
}

async function checkedDay(
  place: Awaited<ReturnType<typeof openPlace>>,
  order: CountOrder,
): Promise<CheckedDay> {
  const { site, day } = order
  try {
    const asked = await archivedDay(place, site, day)
    const files = asked.parts.map((part) => part.name)
    return { day, visits: asked.visits, files, columns: countedColumns, order, asked }
  } catch (error) {
    if (!(error instanceof UncountableDay)) throw error
    return { day, refused: error.message }
  }
}
