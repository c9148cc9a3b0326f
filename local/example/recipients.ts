import type { Recipient } from '../../lambda/domain/recipient/recipient'
import { exampleSite } from '../../web/dashboard/example/example-site'

/** Whose links led to the résumé. Their names say what they are, as a list has the recipients of all sites. */
export const recipients = [
  { code: 'examp1eaaa', name: 'Example: Acme, Jane Doe' },
  { code: 'examp1ebbb', name: 'Example: Looms & Sons' },
  { code: 'examp1eccc', name: 'Example: has not looked yet' },
] as const

/** The recipients as the service keeps them. @param created a moment */
export const keptRecipients = (created: string): Recipient[] =>
  recipients.map(({ code, name }) => ({
    code,
    name,
    page: `https://${exampleSite}/cv`,
    created,
    withdrawn: null,
    muted: false,
  }))
