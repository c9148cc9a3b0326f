import type { Correction } from '../domain/organisation/organisation'

/** The port to the owner's word on networks. Throws Unavailable when the table is throttled or out of reach. */
export interface CorrectionStore {
  /** All of them, as they are now. */
  corrections(): Promise<readonly Correction[]>
  /** Puts a correction, in place of the network's former one. */
  correct(correction: Correction): Promise<void>
  /** Takes a correction back; false when there was none. */
  removeCorrection(asn: number): Promise<boolean>
}
