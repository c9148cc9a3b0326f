import type { Fuse } from '../domain/fuse/fuse'

/** The port to what the fuse remembers. Throws Unavailable when the table is throttled or out of reach. */
export interface FuseStore {
  /** As it is now; null before it was ever put. */
  fuse(): Promise<Fuse | null>
  putFuse(fuse: Fuse): Promise<void>
}
