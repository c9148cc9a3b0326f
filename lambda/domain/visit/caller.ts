import type { Day } from '../time/day'
import type { Viewer } from './viewer'
import type { Visit } from './visit'

/** What is known about the sender of a beacon, apart from what the beacon says. */
export interface Caller {
  readonly ip: string
  readonly userAgent: string
  /** Whether it sent `Sec-GPC: 1` or `DNT: 1`. */
  readonly optsOut: boolean
  /** What an edge tells of it, where there is one. */
  readonly viewer?: Viewer | undefined
}

/**
 * Returns the visitor that a caller is on a site on a day, by the site. Null where a visit of the caller's would have none,
 * and where nobody has come on that day yet.
 */
export type TodaysVisitor = (day: Day, caller: Caller) => Promise<((site: string) => string) | null>

/** Adds to a visit what may be kept about its visitor. */
export type Identify = (visit: Visit, caller: Caller) => Promise<Visit>
