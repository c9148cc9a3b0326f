import type { MineMark } from '../domain/visit/mine-mark'

/**
 * The port to marks of the owner's own visits. Whoever reads visits gets them as their marks say, so that lists, reports
 * and counts agree. Throws Unavailable when the table is throttled or out of reach.
 */
export interface MineStore {
  /** Returns what was said before of a visitor or visit; null where nothing was. */
  mineMark(about: Omit<MineMark, 'mine'>): Promise<boolean | null>
  /** Puts a mark in place of any other. It expires with the day's visits. */
  putMineMark(mark: MineMark): Promise<void>
  /** Puts a mark, unless something was said before. */
  addMineMark(mark: MineMark): Promise<void>
}
