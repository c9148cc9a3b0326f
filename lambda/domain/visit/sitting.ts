import { type Instant, instantOf } from '../time/day'
import { type Position, positionOf } from './listing'
import type { Visit } from './visit'

/** In milliseconds: a visitor's views within this time of each other are one sitting. */
export const sittingMs = 30 * 60_000

/** As much of a visit as tells which sitting it belongs to. */
type View = Pick<Visit, 'id' | 'time' | 'visitor'>

/**
 * Views of one visitor, each within 30 minutes of the one before. A visitor is known for one UTC day, so midnight ends a
 * sitting; a view without a visitor is one of its own.
 */
export interface Sitting<V extends View = Visit> {
  /** The newest first, at least one. */
  readonly views: readonly [V, ...V[]]
}

/** A sitting that an earlier page told, and that goes on behind that page's end. */
export interface ToldSitting {
  readonly visitor: string
  /** The oldest view that was told. */
  readonly since: Position
}

/** Where a list of sittings goes on: behind the last view of the last one that was told. */
export interface SittingPlace {
  readonly before: Position
  readonly told: readonly ToldSitting[]
}

/** The most sittings that a place remembers, so that it has a length. Those beyond are told in two parts. */
export const mostTold = 100

export interface SittingBounds {
  readonly limit: number
  /** The most visits looked at for one page. Sittings that have not ended by then are told in two parts. */
  readonly reach: number
  /** What was told before. */
  readonly told: readonly ToldSitting[]
}

export interface SittingPage<V extends View = Visit> {
  /** By their last views, newest first. */
  readonly sittings: readonly Sitting<V>[]
  /** Null at the end. */
  readonly next: SittingPlace | null
}

/**
 * Takes sittings from visits that come newest first. Every view is told once, whatever the pages, and a sitting is told
 * whole unless it is one of very many.
 *
 * @param pick returns a view as the page shows it, or null if it is not wanted
 */
export async function takeSittings<T extends View, V extends View>(
  newest: AsyncIterable<T>,
  pick: (visit: T) => V | null,
  { limit, reach, told }: SittingBounds,
): Promise<SittingPage<V>> {
  const open = new OpenSittings<V>(told)
  let seen = 0
  let last: T | null = null
  for await (const visit of newest) {
    if (open.ended(visit.time) >= limit) return pageOf(open.taken(limit), told)
    if (last !== null && seen === reach)
      return open.size > limit
        ? pageOf(open.taken(limit), told)
        : cutPage(open.taken(limit), positionOf(last), told)
    seen += 1
    last = visit
    const view = pick(visit)
    if (view !== null) open.add(view)
  }
  return open.size > limit ? pageOf(open.taken(limit), told) : { sittings: open.taken(limit), next: null }
}

/** Puts visits that come newest first together into sittings, all at once. */
export function sittingsOf<V extends View>(newest: Iterable<V>): Sitting<V>[] {
  const open = new OpenSittings<V>([])
  for (const visit of newest) open.add(visit)
  return open.taken(open.size)
}

/** The sittings that may go on, in the order of their last views. */
class OpenSittings<V extends View> {
  private readonly all: [V, ...V[]][] = []
  private readonly latest = new Map<string, [V, ...V[]]>()
  private readonly told: ReadonlyMap<string, Position>
  /** How many from the front on have ended. */
  private front = 0

  constructor(told: readonly ToldSitting[]) {
    this.told = new Map(told.map(({ visitor, since }) => [visitor, since]))
  }

  get size(): number {
    return this.all.length
  }

  /** Returns how many from the front on have ended, seen from a view that is older than all that were added. */
  ended(time: Instant): number {
    const since = instantOf(Date.parse(time) + sittingMs)
    for (;;) {
      const views = this.all[this.front]
      if (views === undefined || (firstOf(views).visitor !== null && firstOf(views).time <= since))
        return this.front
      this.front += 1
    }
  }

  add(view: V): void {
    const { visitor, time } = view
    if (visitor === null) {
      this.all.push([view])
      return
    }
    if (positionOf(view) >= (this.told.get(markOf(visitor)) ?? '~')) return
    const views = this.latest.get(visitor)
    if (views !== undefined && Date.parse(firstOf(views).time) - Date.parse(time) <= sittingMs) {
      views.push(view)
      return
    }
    const begun: [V, ...V[]] = [view]
    this.all.push(begun)
    this.latest.set(visitor, begun)
  }

  taken(limit: number): Sitting<V>[] {
    return this.all.slice(0, limit).map((views) => ({ views }))
  }
}

const firstOf = <V>(views: readonly [V, ...V[]]): V => views.at(-1) as V

/** Enough of a visitor to tell the visitors of a few days apart. */
const markOf = (visitor: string): string => visitor.slice(0, 12)

/** A full page: what goes on behind its end is remembered, or is told in two parts where that is too much. */
function pageOf<V extends View>(
  sittings: readonly Sitting<V>[],
  told: readonly ToldSitting[],
): SittingPage<V> {
  const before = positionOf((sittings.at(-1) as Sitting<V>).views[0])
  const remembered = told.filter(({ since }) => since < before)
  const whole = sittings.map(({ views }) => {
    const { visitor } = firstOf(views)
    const since = positionOf(firstOf(views))
    if (visitor === null || since >= before) return { views }
    if (remembered.length < mostTold) {
      remembered.push({ visitor: markOf(visitor), since })
      return { views }
    }
    return { views: views.filter((view) => positionOf(view) >= before) as [V, ...V[]] }
  })
  return { sittings: whole, next: { before, told: remembered } }
}

/** A page that ends because too much was looked at. All that was seen is told, as far as it was seen. */
function cutPage<V extends View>(
  sittings: readonly Sitting<V>[],
  before: Position,
  told: readonly ToldSitting[],
): SittingPage<V> {
  return { sittings, next: { before, told: told.filter(({ since }) => since < before) } }
}
