import { AllowanceSpent } from '../errors'
import type { Instant } from '../time/day'
import type { Allowance } from './allowance'
import { type Position, positionOf } from './listing'
import {
  beginningOf,
  firstOf,
  markOf,
  OpenSittings,
  type Sitting,
  type ToldSitting,
  type View,
} from './sitting'
import type { Visit } from './visit'

/** Where a list of sittings goes on: behind the last view of the last one that was told. */
export interface SittingPlace {
  readonly before: Position
  readonly told: readonly ToldSitting[]
}

/** The most sittings that a place remembers, so that it has a length. Those beyond are told in two parts. */
export const mostTold = 100

/** Where views are taken from, the newest first. */
export interface SittingSources<T extends View, V extends View> {
  /** All visits from the page's beginning on. */
  readonly newest: AsyncIterable<T>
  /** Earlier visits of a few visitors. Those of others may be among them. @throws AllowanceSpent */
  readonly earlier: (asked: EarlierViews<V>) => AsyncIterable<T>
}

export interface EarlierViews<V extends View = Visit> {
  /** A view of each visitor whose earlier ones are asked for. */
  readonly of: readonly V[]
  /** Included. */
  readonly from: Instant
  readonly before: Position
  /** Taken from by all that is looked at. */
  readonly allowance: Allowance
}

export interface SittingBounds {
  readonly limit: number
  /** The most visits looked at for one page. Sittings that have not ended by then are told in two parts. */
  readonly reach: number
  /** So many of the newest are read at once, and may as well be looked at. */
  readonly atOnce: number
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
 * whole unless it is one of very many. It has ended when 30 minutes before its first view were looked at: in these a busy
 * site has hundreds of visits of others, so that only the page's visitors are asked for as soon as it is known who they are.
 *
 * @param pick returns a view as the page shows it, or null if it is not wanted
 */
export async function takeSittings<T extends View, V extends View>(
  { newest, earlier }: SittingSources<T, V>,
  pick: (visit: T) => V | null,
  { limit, reach, atOnce, told }: SittingBounds,
): Promise<SittingPage<V>> {
  const open = new OpenSittings<V>(told)
  const add = (visit: T) => {
    const view = pick(visit)
    if (view !== null) open.add(view)
  }
  let ofPage: ReadonlySet<string | null> | null = null
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
    if (ofPage === null || ofPage.has(visit.visitor)) add(visit)
    if (open.size <= limit) continue
    const before = positionOf(visit)
    ofPage ??= visitorsOf(open.goingOn(limit, before))
    if (seen < atOnce) continue
    await endSittings(open, { earlier, add }, { limit, before, allowance: { left: reach - seen } })
    return pageOf(open.taken(limit), told)
  }
  return open.size > limit ? pageOf(open.taken(limit), told) : { sittings: open.taken(limit), next: null }
}

const visitorsOf = (views: readonly View[]): ReadonlySet<string | null> =>
  new Set(views.map(({ visitor }) => visitor))

/**
 * Adds the earlier views of the first `limit` sittings, until all of these have ended or the allowance is spent. A visitor
 * who turns out to have one is asked for further back.
 */
async function endSittings<T extends View, V extends View>(
  open: OpenSittings<V>,
  { earlier, add }: Pick<SittingSources<T, V>, 'earlier'> & { readonly add: (visit: T) => void },
  { limit, before: end, allowance }: Pick<EarlierViews, 'before' | 'allowance'> & { readonly limit: number },
): Promise<void> {
  let before = end
  while (allowance.left > 0) {
    const of = open.goingOn(limit, before)
    if (of.length === 0) return
    const visitors = visitorsOf(of)
    const from = of.map(beginningOf).reduce((one, other) => (one < other ? one : other))
    try {
      for await (const visit of earlier({ of, from, before, allowance })) {
        if (open.ended(visit.time) >= limit) return
        if (visitors.has(visit.visitor)) add(visit)
      }
    } catch (error) {
      if (error instanceof AllowanceSpent) return // what was added goes on where it ends
      throw error
    }
    before = from
  }
}

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
