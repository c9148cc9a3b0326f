import type { Digest, DigestOrganisation, DigestRecipient } from '../digest'
import type { DigestMessage } from '../message'
import { amount, durationText, numberText } from './amounts'
import { subjectOf } from './ascii'
import { dashboardAddress } from './dashboard-address'
import { daysText, dayText } from './days'
import {
  heading,
  type Letter,
  link,
  list,
  name,
  note,
  type Part,
  paragraph,
  type Setting,
  type Words,
} from './letter'
import { kindText, organisationName, shortName } from './organisation-letter'
import { recipientName } from './recipient-letter'
import { strangersText } from './strangers-text'
import { pathText } from './visit-words'

/** Columns of a path in a list, and of what would let refused beacons in, which names every site. */
const [pathColumns, remedyColumns] = [40, 400]

/** @param most organisations, recipients and reasons to tell, so that the letter has a size */
export function digestLetter({ digest }: DigestMessage, { service }: Setting, most: number): Letter {
  const [first] = digest.fresh
  const days = { from: digest.from, to: digest.to, tz: digest.zone }
  return {
    subject: subjectOf(titleText(digest, first && shortName(first.name))),
    title: [titleText(digest, first && organisationName(first.name))],
    parts: [
      ...totalsParts(digest),
      ...organisationParts(digest, most),
      ...section('Recipients', digest.recipients.slice(0, most).map(recipientWords)),
      ...refusalParts(digest, dashboardAddress(service, { view: 'refusals', ...days }), most),
      note(`Days by the clock of ${digest.zone}. Visits of bots, and your own, are not counted.`),
    ],
    url: dashboardAddress(service, days),
    link: 'See these days in the dashboard',
  }
}

/** `Acme Corp and 2 more came for the first time on Sunday 22 November 2026`. */
function titleText(digest: Digest, first: string | undefined): string {
  const when =
    digest.from === digest.to ? `on ${dayText(digest.to)}` : `from ${daysText(digest.from, digest.to)}`
  if (digest.totals.visits === 0) return `Nobody came ${when}`
  if (first === undefined) return `Nobody new ${when}`
  const more = digest.fresh.length - 1
  const others = more === 0 ? '' : ` and ${hasAll(digest) ? '' : 'at least '}${numberText(more)} more`
  return `${first}${others} came for the first time ${when}`
}

const hasAll = ({ totals, fresh, again }: Digest): boolean =>
  totals.organisations === fresh.length + again.length

function totalsParts({ every, totals, before, complete }: Digest): Part[] {
  const earlier = every === 'daily' ? 'the day before' : 'the week before'
  const counts = [
    `${amount(totals.visits, 'visit')} (${numberText(before.visits)} ${earlier})`,
    `${amount(totals.visitors, 'visitor')} (${numberText(before.visitors)})`,
    `${amount(totals.organisations, 'organisation')} (${numberText(before.organisations)})`,
  ]
  const isShort = 'Not everything could be counted: some numbers may be too low.'
  return [paragraph(`${counts.join(', ')}.`), ...(complete ? [] : [paragraph(isShort)])]
}

function organisationParts({ totals, fresh, again }: Digest, most: number): Part[] {
  const [come, back] = [fresh.slice(0, most), again.slice(0, Math.max(0, most - fresh.length))]
  const untold = totals.organisations - come.length - back.length
  return [
    heading('Who is new'),
    come.length === 0 ? paragraph('Nobody new.') : list(come.map(organisationWords)),
    ...section('Who came back', back.map(organisationWords)),
    ...(untold > 0 ? [paragraph(`And ${amount(untold, 'organisation')} more, in the dashboard.`)] : []),
  ]
}

const section = (title: string, items: readonly Words[]): Part[] =>
  items.length === 0 ? [] : [heading(title), list(items)]

function organisationWords(organisation: DigestOrganisation): Words {
  const { visits, seconds, read } = organisation
  const time = seconds > 0 ? `, ${durationText(seconds)} in front` : ''
  const pages = read.flatMap((path, at) => [at === 0 ? '; read ' : ', ', name(pathText(path, pathColumns))])
  return [
    name(organisationName(organisation.name)),
    ` (${kindText(organisation)}): ${amount(visits, 'visit')}${time}`,
    ...pages,
  ]
}

const became = {
  fetched: 'fetched, and no page was loaded',
  loaded: 'loaded, and nothing shows that somebody read',
  read: 'read',
} as const

const recipientWords = ({ name: given, state, seconds }: DigestRecipient): Words => [
  name(recipientName(given) || 'A recipient'),
  `: ${became[state]}${state === 'read' && seconds > 0 ? `, ${durationText(seconds)}` : ''}`,
]

function refusalParts({ refusals }: Digest, address: string, most: number): Part[] {
  if (refusals.length === 0) return []
  const items = refusals
    .slice(0, most)
    .map(
      ({ reason, count, remedy }): Words => [
        `${amount(count, 'beacon')}, ${reason}: `,
        name(strangersText(remedy, remedyColumns)),
      ],
    )
  return [
    heading('Turned away'),
    list(items),
    link('Copy from the dashboard what would let them in', address),
  ]
}
