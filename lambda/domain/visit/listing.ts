import { eachAtOnce } from '../at-once'
import { type Day, dayOf } from '../time/day'
import type { Visit } from './visit'

/** A place in the order of visits: `<time>#<id>`. Sorts as text, across sites and shards. */
export type Position = string

/** Something that has a position. */
export type Placed = Pick<Visit, 'time' | 'id'>

export const positionOf = ({ time, id }: Placed): Position => `${time}#${id}`

/** One page of a list, newest first. */
export interface Listing<V extends Visit = Visit> {
  readonly visits: readonly V[]
  /** The last visit examined, if there are more to examine; null at the end. */
  readonly next: Position | null
}

export interface Bounds {
  /** The most visits in a page. */
  readonly limit: number
  /** The most visits examined for one page. So a short page is not always the last. */
  readonly reach: number
}

/**
 * Takes visits from `newest` until the page is full, the end is reached or `reach` visits have been examined.
 *
 * @param pick returns a visit as the page shows it, or null if it is not wanted
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

/** The visits of one site or shard, newest first. None is read until the source is opened. */
export interface Source<T extends Placed = Visit> {
  /** The last day on which there may be any. */
  readonly lastDay: Day
  readonly open: () => AsyncIterable<T>
}

/** Merges streams that are sorted newest first into one that is too. */
export const mergeNewest = <T extends Placed>(streams: readonly AsyncIterable<T>[]): AsyncIterable<T> =>
  mergeSources(streams.map((stream) => ({ lastDay: '9999-12-31', open: () => stream })))

/**
 * Merges sources, opening each only when it may have the newest visit, so sites with no visits today need no reads. A visit that is
 * newer than one before it came after its source was said to end: it is left out, as it would come again on the next page.
 */
export async function* mergeSources<T extends Placed>(sources: readonly Source<T>[]): AsyncIterable<T> {
  const closed = sources.toSorted((a, b) => (a.lastDay < b.lastDay ? -1 : 1))
  const heads: Head<T>[] = [] // the newest is last
  let last: Position | null = null
  for (;;) {
    const opening = takeFrom(closed, heads.at(-1))
    const before = last
    const opened = await eachAtOnce(opening, ({ open }) => headBelow(open()[Symbol.asyncIterator](), before))
    for (const head of opened) insert(heads, head)
    if (opening.length > 0) continue // what they begin with may be older than the last day of others
    const newest = heads.pop()
    if (newest === undefined) return
    last = newest.position
    yield newest.visit
    insert(heads, await headOf(newest.rest))
  }
}

/** Removes and returns the sources of the last remaining day, if they may have a visit newer than `newest`. */
function takeFrom<T extends Placed>(closed: Source<T>[], newest: Head<T> | undefined): Source<T>[] {
  const day = closed.at(-1)?.lastDay
  if (day === undefined || (newest !== undefined && dayOf(newest.visit.time) > day)) return []
  return closed.splice(closed.findIndex(({ lastDay }) => lastDay === day))
}

interface Head<T> {
  readonly visit: T
  readonly position: Position
  readonly rest: AsyncIterator<T>
}

async function headOf<T extends Placed>(rest: AsyncIterator<T>): Promise<Head<T> | null> {
  const { done, value } = await rest.next()
  return done ? null : { visit: value, position: positionOf(value), rest }
}

async function headBelow<T extends Placed>(
  rest: AsyncIterator<T>,
  last: Position | null,
): Promise<Head<T> | null> {
  let head = await headOf(rest)
  while (head !== null && last !== null && head.position > last) head = await headOf(rest)
  return head
}

/** Inserts a head in order, by binary search: there may be thousands, and each visit moves one. */
function insert<T>(heads: Head<T>[], head: Head<T> | null): void {
  if (head === null) return
  let [from, to] = [0, heads.length]
  while (from < to) {
    const middle = (from + to) >> 1
    if ((heads[middle] as Head<T>).position < head.position) from = middle + 1
    else to = middle
  }
  heads.splice(from, 0, head)
}
