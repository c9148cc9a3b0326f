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

/** Adds to a visit what may be kept about its visitor. */
export type Identify = (visit: Visit, caller: Caller) => Promise<Visit>
