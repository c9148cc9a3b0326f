import type { Visit } from './visit'

/** What is known about the sender of a beacon, apart from what the beacon says. */
export interface Caller {
  readonly ip: string
  readonly userAgent: string
  /** Whether it sent `Sec-GPC: 1` or `DNT: 1`. */
  readonly optsOut: boolean
}

/** Adds to a visit what may be kept about its visitor. */
export type Identify = (visit: Visit, caller: Caller) => Promise<Visit>
