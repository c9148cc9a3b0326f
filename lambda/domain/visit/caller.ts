import type { Visit } from './visit'

/** What is known of who sent a beacon, apart from what the beacon says. */
export interface Caller {
  readonly ip: string
  readonly userAgent: string
  /** Sent `Sec-GPC: 1` or `DNT: 1`. */
  readonly optsOut: boolean
}

/** Adds to a visit what may be kept of who made it. */
export type Identify = (visit: Visit, caller: Caller) => Promise<Visit>
