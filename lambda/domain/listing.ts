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

/** Merges streams that are each newest first (sites now, shards later) into one that is. */
export async function* mergeNewest(streams: readonly AsyncIterable<Visit>[]): AsyncIterable<Visit> {
  const heads = await Promise.all(streams.map(async (stream) => open(stream[Symbol.asyncIterator]())))
  for (;;) {
    const newest = heads.reduce<Head | null>(
      (best, head) => (head.visit !== null && (best === null || isNewer(head, best)) ? head : best),
      null,
    )
    if (newest === null || newest.visit === null) return
    yield newest.visit
    newest.visit = await nextOf(newest.rest)
  }
}

interface Head {
  visit: Visit | null
  readonly rest: AsyncIterator<Visit>
}

const open = async (rest: AsyncIterator<Visit>): Promise<Head> => ({ visit: await nextOf(rest), rest })

const isNewer = (a: Head, b: Head): boolean =>
  a.visit !== null && b.visit !== null && positionOf(a.visit) > positionOf(b.visit)

async function nextOf(stream: AsyncIterator<Visit>): Promise<Visit | null> {
  const { done, value } = await stream.next()
  return done ? null : value
}
