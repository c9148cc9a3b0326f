import type { RecipientMessage } from '../message'
import { durationText } from './amounts'
import { asciiName, subjectOf } from './ascii'
import { dashboardAddress } from './dashboard-address'
import { momentText } from './days'
import { type Letter, name, note, paragraph, type Setting, title, type Words } from './letter'
import { organisationName, siteName } from './organisation-letter'
import { strangersText } from './strangers-text'
import { originWords, pageWords, titleText } from './visit-words'

/** Columns of a recipient's name, and in a subject. */
const [nameColumns, shortColumns] = [100, 50]

export const recipientName = (text: string): string => strangersText(text, nameColumns)

/** `Jane at Acme read what you sent: 4 min on Résumé`. */
const recipientTitle = (message: RecipientMessage): Words => [
  name(recipientName(message.name ?? '') || nameless(message)),
  ` read what you sent: ${timeOn(message)}`,
  name(titleText(message.visit)),
]

/** In a list, where its page is told as well, it is said for how long. */
export const recipientItem = (message: RecipientMessage): Words => [
  name(recipientName(message.name ?? '') || nameless(message)),
  ` read what you sent: ${timeOn(message)}`,
  title(titleText(message.visit)),
]

const nameless = ({ subject }: RecipientMessage): string => `The recipient of ${strangersText(subject, 20)}`

const timeOn = ({ seconds }: RecipientMessage): string => (seconds > 0 ? `${durationText(seconds)} on ` : '')

const body = ({ site, visit, organisation }: RecipientMessage): Words => [
  'It was ',
  ...pageWords(visit),
  ` on ${siteName(site)}`,
  ...originWords(visit, site),
  ...(organisation === null ? [] : [', through the network of ', name(organisationName(organisation))]),
  '.',
]

export function recipientLetter(message: RecipientMessage, { service, zone }: Setting): Letter {
  const short = asciiName(strangersText(message.name ?? '', shortColumns), 'A recipient')
  return {
    subject: subjectOf(
      `${short} read what you sent: ${timeOn(message)}${asciiName(titleText(message.visit), 'a page')}`,
    ),
    title: recipientTitle(message),
    parts: [paragraph(...body(message)), note(momentText(message.visit.time, zone))],
    url: dashboardAddress(service, { view: 'recipients' }),
    link: 'See what became of your links',
  }
}
