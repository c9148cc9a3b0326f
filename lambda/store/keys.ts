import { table } from '../contract'
import type { NetworkId } from '../domain/organisation/network-id'
import { type Day, dayOf, type Grain, type Hour, type Instant, instantOf } from '../domain/time/day'
import type { Position } from '../domain/visit/listing'
import { type MineMark, markName } from '../domain/visit/mine-mark'
import type { Visit } from '../domain/visit/visit'
import { timeOfId } from '../domain/visit/visit-id'

/** Every key of the table is built and read here. docs/table.md lists the access patterns, one per line. */

const { partitionKey: pk, sortKey: sk } = table

/** The primary key of an item. */
export type Key = Readonly<Record<typeof pk | typeof sk, string>>

const siteMark = 'SITE#'
const dayMark = '#DAY#'
const visitMark = 'VISIT#'
const daysMark = '#DAYS'

/** Visits of one site on one UTC day: all of them, unless the site has several shards. */
export const visitsPartition = (site: string, day: Day, shard = 0): string =>
  `${siteMark}${site}${dayMark}${day}#${shard}`

/**
 * The shard that a visit is put into: that of its visitor, so that shards counted separately add up. Without a visitor,
 * the random end of the id decides; a name that is no hash goes into the first. One partition takes about 1,000 writes
 * a second.
 */
export const shardOf = ({ id, visitor }: Pick<Visit, 'id' | 'visitor'>, shards: number): number =>
  (Number.parseInt((visitor ?? id).slice(-8), 16) || 0) % shards

/** A visit's sort key: its time leads, so a day's visits are in order. */
export const visitSortKey = (position: Position): string => visitMark + position

/** A visit is found by its site and id, because the id carries the time. */
export function visitKey(site: string, id: string, shard = 0): Key {
  const time = instantOf(timeOfId(id))
  return { pk: visitsPartition(site, dayOf(time), shard), sk: visitSortKey(`${time}#${id}`) }
}

/**
 * Every key that a visit of a day spread over `shards` shards may have. This needs neither its visitor, nor the number
 * of shards when it was put, nor whether it was put by its id, as in earlier versions.
 */
export const visitKeys = (site: string, id: string, shards: number): Key[] =>
  Array.from({ length: shards }, (_, shard) => visitKey(site, id, shard))

/** What came by one recipient's link to a site: a pointer for each visit, and who asked for the link before any beacon ran. */
export const recipientPartition = (site: string, code: string): string =>
  `${siteMark}${site}#RECIPIENT#${code}`
export const pointerKey = (visit: Pick<Visit, 'site' | 'time' | 'id'>, code: string): Key => ({
  pk: recipientPartition(visit.site, code),
  sk: visitSortKey(`${visit.time}#${visit.id}`),
})

/** One of the places that fetches of a day have, so that there are only so many. */
const fetchMark = 'FETCH#'
export const fetchKey = (site: string, code: string, { day, slot }: { day: Day; slot: number }): Key => ({
  pk: recipientPartition(site, code),
  sk: `${fetchMark}${day}#${String(slot).padStart(2, '0')}`,
})
export const fetchSortKey = (day: Day): string => fetchMark + day

/** Names the visit that a message became when its own id was not believed. */
export const deliveryKey = (site: string, id: string): Key => ({
  pk: `${siteMark}${site}#DELIVERY#${id}`,
  sk: 'VISIT',
})

/** Whether a visit itself lies there, and not what points at one. */
export const isVisitKey = ({ pk, sk }: Key): boolean => sk.startsWith(visitMark) && pk.includes(dayMark)

/** Reads what a visit's key says about it. */
export function readVisitKey({ pk, sk }: Key): { site: string; time: string; id: string } {
  const [time, id] = sk.slice(visitMark.length).split('#') as [string, string]
  return { site: pk.slice(siteMark.length, pk.lastIndexOf(dayMark)), time, id }
}

/** A network is named by its number, a holder of ranges by its key; a domain and a range that the owner corrected are themselves. */
const asnMark = 'ASN#'
const holderMark = 'HOLDER#'
const networkText = (id: NetworkId): string => (typeof id === 'number' ? asnMark : holderMark) + id
const networkIn = (text: string): NetworkId =>
  text.startsWith(asnMark) ? Number(text.slice(asnMark.length)) : text.slice(holderMark.length)

/** Visits of one network or of one holder, in the sparse index. */
export const networkPartition = (site: string, id: NetworkId): string =>
  `${siteMark}${site}#${networkText(id)}`
export const networkIndexKey = (
  { site, time, id }: { site: string; time: string; id: string },
  network: NetworkId,
) => ({
  [table.index.partitionKey]: networkPartition(site, network),
  [table.index.sortKey]: `${time}#${id}`,
})

/** Marks of the owner's own visits to a site. The day leads, so that those of a month are read together. */
export const minePartition = (site: string): string => `${siteMark}${site}#MINE`
export const mineKey = ({ site, ...about }: Omit<MineMark, 'mine'>): Key => ({
  pk: minePartition(site),
  sk: markName(about),
})
/** The bounds of a month such as `2026-11`, whose last day is the 31st or before it. */
export const mineSortKeys = (month: string): readonly [from: string, to: string] => [
  `${month}-01`,
  `${month}-32`,
]
export const readMineName = ({ sk }: Key): string => sk

/** The owner's corrections: of an AS, of an organisation by its key, or of a range. */
export const correctionsPartition = 'CORRECTIONS'
export const correctionKey = (subject: NetworkId): Key => ({
  pk: correctionsPartition,
  sk: networkText(subject),
})

/** The tokens that are made while the service runs. */
export const tokensPartition = 'TOKEN'
export const tokenKey = (id: string): Key => ({ pk: tokensPartition, sk: id })

/** The people and firms that links were made for. */
export const recipientsPartition = 'RECIPIENTS'
export const recipientKey = (code: string): Key => ({ pk: recipientsPartition, sk: code })

/** The networks and holders that came to a site, and when each was first seen. */
export const organisationsPartition = (site: string): string => `${siteMark}${site}#ORGANISATIONS`
export const firstSeenKey = (site: string, id: NetworkId): Key => ({
  pk: organisationsPartition(site),
  sk: networkText(id),
})

/** Reads which network a correction or a first moment is about. */
export const readNetworkId = ({ sk }: Key): NetworkId => networkIn(sk)

/** The days on which a site had visits. */
export const daysPartition = (site: string): string => siteMark + site + daysMark
export const dayKey = (site: string, day: Day): Key => ({ pk: daysPartition(site), sk: day })
export const isDayKey = ({ pk }: Key): boolean => pk.endsWith(daysMark)

/** The UTC day of a visit, or of a day's marker; null for any other item. */
export function dayOfKey({ pk, sk }: Key): Day | null {
  if (sk.startsWith(visitMark)) return dayOf(sk.slice(visitMark.length))
  return pk.endsWith(daysMark) ? sk : null
}

/** Rollups of a site's days and hours. Each part is an item of its own, so that a report reads only the parts it needs. */
export const rollupPartition = (site: string): string => `${siteMark}${site}#ROLLUP`
export const rollupSortKey = (grain: Grain, part: string, span: Day | Hour): string =>
  `${grainMarks[grain]}#${part}#${span}`
export const readRollupSpan = ({ sk }: Key): string => sk.slice(sk.lastIndexOf('#') + 1)
const grainMarks: Readonly<Record<Grain, string>> = { day: 'DAY', hour: 'HOUR' }

/** Rollups of refusals, which belong to no site. */
export const refusalRollupPartition = 'REFUSALS'
export const refusalRollupKey = (day: Day): Key => ({
  pk: refusalRollupPartition,
  sk: `${grainMarks.day}#${day}`,
})

/** Days that must be counted again, in the same partition. */
export const recountSortKey = (day: Day): string => `REOPENED#${day}`

/** Days that were reported on after they had been counted, in the same partition. */
export const lateKey = (site: string, day: Day): Key => ({ pk: rollupPartition(site), sk: `LATE#${day}` })

/** Days that could not be counted, in the same partition. */
export const failureKey = (site: string, day: Day): Key => ({
  pk: rollupPartition(site),
  sk: `FAILURE#${day}`,
})

/** Erasures of a day that are under way, in the same partition. */
export const erasureKey = (site: string, day: Day): Key => ({
  pk: rollupPartition(site),
  sk: `ERASURE#${day}`,
})

/** Days whose visits lie in the archive, in the same partition. */
export const archivedKey = (site: string, day: Day): Key => ({
  pk: rollupPartition(site),
  sk: `ARCHIVED#${day}`,
})

/** Erased visits that the archive's files of a day still have, in the same partition. */
export const withdrawalKey = (site: string, day: Day, id: string): Key => ({
  pk: rollupPartition(site),
  sk: `WITHDRAWN#${day}#${id}`,
})
export function readWithdrawalKey({ sk }: Key): { day: Day; id: string } {
  const [, day, id] = sk.split('#') as [string, Day, string]
  return { day, id }
}

/** A count of a day that is spread over functions, and what each has counted, in the same partition. */
const roundMark = (day: Day): string => `ROUND#${day}`
export const roundKey = (site: string, day: Day): Key => ({ pk: rollupPartition(site), sk: roundMark(day) })
export const countedShardKey = (site: string, day: Day, shard: number): Key => ({
  pk: rollupPartition(site),
  sk: `${roundMark(day)}#${shard}`,
})

/** Partial counts of a shard of a day: in a partition of their own, because there may be many megabytes. */
export const partialsPartition = (site: string, day: Day, shard: number): string =>
  `${siteMark}${site}#PARTIAL#${day}#${shard}`

/** All partial counts of a round begin so. */
export const partialsOfRound = (round: string): string => `${round}#`

interface PartialPiece {
  readonly site: string
  readonly round: { readonly id: string; readonly day: Day }
  readonly number: number
  readonly attempt: string
  readonly span: Day | Hour
}

export const partialKey = ({ site, round, number, attempt, span }: PartialPiece, piece: number): Key => ({
  pk: partialsPartition(site, round.day, number),
  sk: `${partialsOfRound(round.id)}${attempt}#${span}#${String(piece).padStart(4, '0')}`,
})

/** What the archive has to do that belongs to no site: the files of removed sites. And what its file of networks was made of. */
export const archivePartition = 'ARCHIVE'
const removedMark = 'REMOVED#'
export const removedSiteKey = (site: string): Key => ({ pk: archivePartition, sk: removedMark + site })
export const readRemovedSite = ({ sk }: Key): string => sk.slice(removedMark.length)
export const archivedNetworksKey: Key = { pk: archivePartition, sk: 'NETWORKS' }

/** The sites there are. */
export const sitesPartition = 'SITES'
export const siteKey = (site: string): Key => ({ pk: sitesPartition, sk: site })

/** The hosts below each wildcard of the setting `sites` that have a site of their own. */
export const wildcardsPartition = 'WILDCARDS'
export const wildcardKey = (wildcard: string): Key => ({ pk: wildcardsPartition, sk: wildcard })

/** The refusals of one UTC day, whatever their site. The time leads the sort key, so they are in order. */
export const refusalsPartition = (day: Day): string => `REFUSALS#${day}`
export const refusalKey = (time: Instant, id: string): Key => ({
  pk: refusalsPartition(dayOf(time)),
  sk: `${time}#${id}`,
})
export const readRefusalKey = ({ sk }: Key): Instant => sk.slice(0, sk.indexOf('#'))

/** Whether the service is paused, and what of the month was allowed for already: one item. */
export const fuseKey: Key = { pk: 'FUSE', sk: 'STATE' }

/** The outbox: messages in the order in which they were decided on, and in the index those that wait, by when they are due. */
export const outboxPartition = 'OUTBOX'
export const outboxKey = (at: Instant, id: string): Key => ({ pk: outboxPartition, sk: `${at}#${id}` })
export const isOutboxKey = ({ pk }: Key): boolean => pk === outboxPartition
export const readOutboxKey = ({ sk }: Key): string => sk.slice(sk.indexOf('#') + 1)
export const waitingPartition = 'OUTBOX#WAITING'
export const waitingIndexKey = (due: Instant, id: string) => ({
  [table.index.partitionKey]: waitingPartition,
  [table.index.sortKey]: `${due}#${id}`,
})

/** In the index, the messages that a summary tells. */
export const summaryPartition = (summary: string): string => `OUTBOX#SUMMARY#${summary}`
export const summaryIndexKey = (summary: string, at: Instant, id: string) => ({
  [table.index.partitionKey]: summaryPartition(summary),
  [table.index.sortKey]: `${at}#${id}`,
})

/** When a message was decided on, by its id, so that it is in the outbox once. */
export const messageKey = (id: string): Key => ({ pk: `MESSAGE#${id}`, sk: 'MESSAGE' })

/** The messages that had a place of their own in an hour. */
export const placesKey = (hour: Hour): Key => ({ pk: `PLACES#${hour}`, sk: 'PLACES' })

/** Whom the owner was told of. */
interface ToldKey {
  readonly site: string
  readonly kind: string
  readonly subject: string
}
export const toldPartition = (site: string): string => `${siteMark}${site}#TOLD`
export const toldKey = ({ site, kind, subject }: ToldKey): Key => ({
  pk: toldPartition(site),
  sk: `${kind.toUpperCase()}#${subject}`,
})

/** The ways that said that they want no message any more. */
export const stoppedPartition = 'STOPPED'
export const stoppedKey = (way: string): Key => ({ pk: stoppedPartition, sk: way })

/** Today's salt: one item, overwritten each day. The other salt is for the visitors of imported logs. */
export const todaysSaltKey: Key = { pk: 'SALT', sk: 'TODAY' }
export const importSaltKey: Key = { pk: 'SALT', sk: 'IMPORT' }
