import type { DescribedVisit } from '../describe/described-visit'
import { type Pages, pageKey } from '../visit/page-key'
import { sittingMs } from '../visit/sitting'
import { isScannerNetwork } from './scanner-network'

/**
 * What became of a link, never mixed: it was asked for and no beacon ran; a beacon ran, but nothing shows a person; a person
 * read. Only the last one is called opened. Each outdoes those before it.
 */
export const openingStates = ['fetched', 'loaded', 'read'] as const
export type OpeningState = (typeof openingStates)[number]

/** Why a link is in its state. */
export const openingReasons = [
  'no page loaded',
  'bot',
  'network of scanners',
  'no sign of a person',
  'input',
  'time in front',
  'second page',
] as const
export type OpeningReason = (typeof openingReasons)[number]

export interface Opening {
  readonly state: OpeningState
  readonly reason: OpeningReason
}

/** A visit as far as it tells what became of the link. */
export type LinkVisit = Pick<
  DescribedVisit,
  | 'id'
  | 'time'
  | 'site'
  | 'page'
  | 'visitor'
  | 'recipient'
  | 'fetched'
  | 'engagement'
  | 'bot'
  | 'asn'
  | 'organisationKey'
  | 'kind'
>

/** Seconds in front that show a person: alone, or with input. */
const [longSeconds, shortSeconds] = [10, 2]

/** In milliseconds. Nobody reads a page sooner, and who opens all links of a message at once is no reader. */
const soonestMs = shortSeconds * 1000

/**
 * Returns what became of a link by one visit.
 *
 * @param others visits by the same recipient's link, or by the same visitor
 */
export function openingOf(visit: LinkVisit, others: readonly LinkVisit[], pages: Pages): Opening {
  if (visit.fetched) return { state: 'fetched', reason: 'no page loaded' }
  if (visit.bot !== null) return { state: 'loaded', reason: 'bot' }
  if (isScannerNetwork(visit)) return { state: 'loaded', reason: 'network of scanners' }
  const { seconds, acted } = visit.engagement ?? { seconds: 0, acted: false }
  if (acted && seconds >= shortSeconds) return { state: 'read', reason: 'input' }
  if (seconds >= longSeconds) return { state: 'read', reason: 'time in front' }
  if (others.some((other) => isSecondPage(other, visit, pages)))
    return { state: 'read', reason: 'second page' }
  return { state: 'loaded', reason: 'no sign of a person' }
}

/** Whether a visit is another page that the reader of the first went to. */
function isSecondPage(second: LinkVisit, first: LinkVisit, pages: Pages): boolean {
  if (second.fetched || second.bot !== null || second.site !== first.site) return false
  const after = Date.parse(second.time) - Date.parse(first.time)
  return (
    after >= soonestMs &&
    after <= sittingMs &&
    isSameReader(second, first) &&
    pageKey(second.page, pages) !== pageKey(first.page, pages)
  )
}

/** Where nothing is kept by which a visitor is known again, the link tells. */
const isSameReader = (one: LinkVisit, other: LinkVisit): boolean =>
  one.visitor === null || other.visitor === null
    ? one.recipient !== null && one.recipient === other.recipient
    : one.visitor === other.visitor

const rank = (opening: Opening | null): number =>
  opening === null
    ? -1
    : openingStates.indexOf(opening.state) * openingReasons.length + openingReasons.indexOf(opening.reason)

/** Returns the one that says most; of equals the first. */
export const better = (one: Opening | null, other: Opening | null): Opening | null =>
  rank(other) > rank(one) ? other : one
