import type { Merged, SummaryMessage } from '../message'
import { amount, listText, numberText } from './amounts'
import { subjectOf } from './ascii'
import { dashboardAddress } from './dashboard-address'
import { momentText } from './days'
import { type Letter, list, note, paragraph, type Setting, type Words } from './letter'
import { organisationBody, organisationTitle } from './organisation-letter'
import { recipientItem } from './recipient-letter'

/** @param most messages to tell, so that the letter has a size */
export function summaryLetter(
  { merged, more, at }: SummaryMessage,
  { service, zone }: Setting,
  most: number,
): Letter {
  const total = merged.length + more
  const told = merged.slice(0, most)
  const untold = total - told.length
  const days = merged.map(({ visit }) => zone.dayAt(Date.parse(visit.time))).toSorted()
  const [from, to] = [days[0], days.at(-1)]
  return {
    subject: subjectOf(`${amount(total, 'message')} in one: ${kindsText(merged, more)}`),
    title: [`${amount(total, 'message')} in one: ${kindsText(merged, more)}`],
    parts: [
      paragraph('They came too close together to be sent one by one, or in your quiet hours.'),
      list(told.map(itemWords)),
      ...(untold === 0 ? [] : [paragraph(`And ${numberText(untold)} more, which are in the dashboard.`)]),
      note(`Put together on ${momentText(at, zone)}`),
    ],
    url: dashboardAddress(service, from === undefined || to === undefined ? {} : { from, to }),
    link: 'See all who came',
  }
}

/** `2 organisations came for the first time, 1 recipient read what you sent and 3 more`. */
function kindsText(merged: readonly Merged[], more: number): string {
  const came = merged.filter(({ kind }) => kind === 'organisation').length
  const read = merged.length - came
  const parts = [
    came > 0 && `${amount(came, 'organisation')} came for the first time`,
    read > 0 && `${amount(read, 'recipient')} read what you sent`,
  ]
  return listText(
    parts.filter((part) => part !== false),
    more,
  )
}

const itemWords = (message: Merged): Words =>
  message.kind === 'recipient'
    ? [...recipientItem(message), '.']
    : [...organisationTitle(message), '. ', ...organisationBody(message)]
