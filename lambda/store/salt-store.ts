import type { Day } from '../domain/time/day'

/** The port to the salt of a day for those who make none. @returns null where there is none yet */
export type SaltReader = (day: Day) => Promise<Uint8Array | null>

/** The port to the secrets that turn an address and a user agent into a visitor. */
export interface SaltStore {
  /** The salt of `day`, 32 random bytes. The first call on a new day overwrites the salt of the day before. */
  saltOf(day: Day): Promise<Uint8Array>
}
