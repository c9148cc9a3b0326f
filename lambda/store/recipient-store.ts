import type { Recipient } from '../domain/recipient/recipient'
import type { Period } from '../domain/time/period'
import type { Visit } from '../domain/visit/visit'

/** The port to a link that is followed. Throws Unavailable when the table is throttled or out of reach. */
export interface LinkStore {
  /** The recipient of a code, or null. */
  recipient(code: string): Promise<Recipient | null>
  /**
   * Keeps that a page's link was asked for; no visit, because the page's own beacon tells of that. Of one day and code there
   * are only so many, and one for each browser.
   */
  addFetch(fetch: Visit): Promise<void>
}

/** The port to all recipients. Throws Unavailable when the table is throttled or out of reach. */
export interface RecipientStore {
  /** All of them, as they are now. */
  recipients(): Promise<readonly Recipient[]>
  /** The recipient of a code, or null. */
  recipient(code: string): Promise<Recipient | null>
  /** Keeps a recipient; false when there is one of this code already. */
  addRecipient(recipient: Recipient): Promise<boolean>
  /** Keeps a recipient in the place of the one that is there; false when there is none. */
  replaceRecipient(recipient: Recipient): Promise<boolean>
  /** Removes a recipient, and who asked for its link on these sites; false when there was none. */
  removeRecipient(code: string, sites: readonly string[]): Promise<boolean>
  /** Who asked for a page's link before any beacon ran, as visits, newest day first. */
  fetchesOf(range: { site: string; code: string; period: Period; most: number }): Promise<readonly Visit[]>
}
