import type { DescribedVisit } from '../describe/described-visit'
import type { RecipientCode } from '../visit/recipient-code'
import { type Recipient, unknownRecipient } from './recipient'

/** A visit with the name of the recipient whose link led to it. */
export interface NamedVisit extends DescribedVisit {
  /** Its name, or `unknown` for a code that nobody made; null without a link. */
  readonly recipient: string | null
  readonly recipientCode: RecipientCode | null
}

/** Names the recipients of visits, as they are called now. */
export function recipientNamer(
  recipients: readonly Pick<Recipient, 'code' | 'name'>[],
): (visit: DescribedVisit) => NamedVisit {
  const names = new Map(recipients.map(({ code, name }) => [code, name]))
  return (visit) => {
    const { recipient: code } = visit
    const name = code === null ? null : (names.get(code) ?? unknownRecipient)
    return { recipientCode: code, ...visit, recipient: name } // in this order it costs little, see `describer`
  }
}
