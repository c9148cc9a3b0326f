import { type Instant, instantOf } from '../time/day'
import { type Position, positionOf } from './listing'
import type { Visit } from './visit'

/** In milliseconds: a visitor's views within this time of each other are one sitting. */
export const sittingMs = 30 * 60_000

/** As much of a visit as tells which sitting it belongs to. */
export type View = Pick<Visit, 'id' | 'time' | 'visitor'>

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

/** Puts visits that come newest first together into sittings, all at once. */
export function sittingsOf<V extends View>(newest: Iterable<V>): Sitting<V>[] {
  const open = new OpenSittings<V>([])
  for (const visit of newest) open.add(visit)
  return open.taken(open.size)
}

/** The sittings that may go on, in the order of their last views. */
export class OpenSittings<V extends View> {
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

  /** Returns the first known views of those of the first `limit` that may have one before a place from which on all is known. */
  goingOn(limit: number, place: Position): V[] {
    return this.all
      .slice(0, limit)
      .map(firstOf)
      .filter((view) => view.visitor !== null && beginningOf(view) < place)
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

/** The first view that is known. */
export const firstOf = <V>(views: readonly [V, ...V[]]): V => views.at(-1) as V

/** When the view before may have been, at the earliest, for both to be one sitting. */
export const beginningOf = ({ time }: Pick<Visit, 'time'>): Instant => instantOf(Date.parse(time) - sittingMs)

/** Enough of a visitor to tell the visitors of a few days apart. */
export const markOf = (visitor: string): string => visitor.slice(0, 12)
