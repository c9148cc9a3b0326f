import type { Instant } from '../time/day'
import type { RecipientCode } from '../visit/recipient-code'

/** The person or firm that a link was made for, as the service keeps it. */
export interface Recipient {
  readonly code: RecipientCode
  /** What its owner calls it: `Acme, Jane Doe`. */
  readonly name: string
  /** The whole address of the page or file that the link leads to. */
  readonly page: string
  readonly created: Instant
  /** When its owner withdrew it; null while it holds. It leads to the page all the same. */
  readonly withdrawn: Instant | null
  /** Whether its owner wants no message about it. */
  readonly muted: boolean
}

/** The most recipients to keep: they are read all at once where a list names them. */
export const maxRecipients = 1000

/** Bytes of UTF-8 that a name may have. */
export const recipientNameBytes = 100

/** What stands for the code of a recipient that nobody made, or whose name was erased. */
export const unknownRecipient = 'unknown'
