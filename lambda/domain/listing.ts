import { eachAtOnce } from './at-once'
import { type Day, dayOf } from './day'
import type { Visit } from './visit'

/** A place in the order of visits: `<time>#<id>`. Sorts as text, across sites and shards. */
export type Position = string

export const positionOf = (visit: Visit): Position => `${visit.time}#${visit.id}`

/** One page of a list, newest first. */
export interface Listing<V extends Visit = Visit> {
  readonly visits: readonly V[]
  /** The last visit that was looked at, when there are more to look at; null at the end. */
  readonly next: Position | null
}

export interface Bounds {
  /** Visits a page holds at most. */
  readonly limit: number
  /** Visits that are looked at for one page, at most; so a page may be short and still not the last. */
  readonly reach: number
}

/**
 * Takes visits from `newest` until the page is full, the end is reached or enough has been looked at.
 *
 * @param pick what the page gets of a visit; null for one that is not wanted
 */
export async function takePage<V extends Visit>(
  newest: AsyncIterable<Visit>,
  pick: (visit: Visit) => V | null,
  { limit, reach }: Bounds,
): Promise<Listing<V>> {
  const visits: V[] = []
  let seen = 0
  let last: Visit | null = null
  for await (const visit of newest) {
    if (last !== null && (visits.length === limit || seen === reach))
      return { visits, next: positionOf(last) }
    seen += 1
    last = visit
    const picked = pick(visit)
    if (picked !== null) visits.push(picked)
  }
  return { visits, next: null }
}

/** Visits of one site or shard, newest first, that are not read before they are opened. */
export interface Source {
  /** The last day on which there may be any. */
  readonly lastDay: Day
  readonly open: () => AsyncIterable<Visit>
}

/** Merges streams that are each newest first into one that is. */
export const mergeNewest = (streams: readonly AsyncIterable<Visit>[]): AsyncIterable<Visit> =>
  mergeSources(streams.map((stream) => ({ lastDay: '9999-12-31', open: () => stream })))

/** The same for sources, each of which is opened only once it may have the newest visit: of sites that nobody visits today, none is read. */
export async function* mergeSources(sources: readonly Source[]): AsyncIterable<Visit> {
  const closed = sources.toSorted((a, b) => (a.lastDay < b.lastDay ? -1 : 1))
  const heads: Head[] = [] // the newest one last
  for (;;) {
    const opening = takeFrom(closed, heads.at(-1))
    const opened = await eachAtOnce(opening, ({ open }) => headOf(open()[Symbol.asyncIterator]()))
    for (const head of opened) insert(heads, head)
    const newest = heads.pop()
    if (newest === undefined) {
      if (closed.length === 0) return
      continue
    }
    yield newest.visit
    insert(heads, await headOf(newest.rest))
  }
}

/** Takes off the sources of the last day that is left, where that may have a visit before `newest`. */
function takeFrom(closed: Source[], newest: Head | undefined): Source[] {
  const day = closed.at(-1)?.lastDay
  if (day === undefined || (newest !== undefined && dayOf(newest.visit.time) > day)) return []
  return closed.splice(closed.findIndex(({ lastDay }) => lastDay === day))
}

interface Head {
  readonly visit: Visit
  readonly position: Position
  readonly rest: AsyncIterator<Visit>
}

async function headOf(rest: AsyncIterator<Visit>): Promise<Head | null> {
  const { done, value } = await rest.next()
  return done ? null : { visit: value, position: positionOf(value), rest }
}

/** Where it belongs among heads that are in order: there may be thousands, and each visit moves one. */
function insert(heads: Head[], head: Head | null): void {
  if (head === null) return
  let [from, to] = [0, heads.length]
  while (from < to) {
    const middle = (from + to) >> 1
    if ((heads[middle] as Head).position < head.position) from = middle + 1
    else to = middle
  }
  heads.splice(from, 0, head)
}
