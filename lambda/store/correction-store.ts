import type { NetworkId } from '../domain/organisation/network-id'
import type { Correction } from '../domain/organisation/organisation'

/** The port to the owner's corrections. Throws Unavailable when the table is throttled or out of reach. */
export interface CorrectionStore {
  /** All corrections, as they are now. */
  corrections(): Promise<readonly Correction[]>
  /** Puts a correction, replacing the previous one of its subject. */
  correct(correction: Correction): Promise<void>
  /** Removes a correction; false when there was none. */
  removeCorrection(subject: NetworkId): Promise<boolean>
}
