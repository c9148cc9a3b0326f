import { table } from '../contract'
import { type Day, dayOf, instantOf } from '../domain/day'
import type { Position } from '../domain/listing'
import { timeOfId } from '../domain/visit-id'

/** Every key of the table is built and read here. DESIGN: one table, one line per access pattern in the README. */

const { partitionKey: pk, sortKey: sk } = table

/** The primary key of an item. */
export type Key = Readonly<Record<typeof pk | typeof sk, string>>

const siteMark = 'SITE#'
const dayMark = '#DAY#'
const visitMark = 'VISIT#'
const shard = 0 // one partition takes about 1,000 writes a second; a site that outgrows it will have more

/** All visits of one site on one UTC day. */
export const visitsPartition = (site: string, day: Day): string =>
  `${siteMark}${site}${dayMark}${day}#${shard}`

/** A visit's sort key: its time leads, so a day's visits lie in order. */
export const visitSortKey = (position: Position): string => visitMark + position

/** A visit is found from its site and id alone, because the id carries the time. */
export function visitKey(site: string, id: string): Key {
  const time = instantOf(timeOfId(id))
  return { pk: visitsPartition(site, dayOf(time)), sk: visitSortKey(`${time}#${id}`) }
}

/** What a visit's key says of it. */
export function readVisitKey({ pk, sk }: Key): { site: string; time: string; id: string } {
  const [time, id] = sk.slice(visitMark.length).split('#') as [string, string]
  return { site: pk.slice(siteMark.length, pk.lastIndexOf(dayMark)), time, id }
}

/** Visits of one organisation, in the sparse index. */
export const organisationPartition = (site: string, asn: number): string => `${siteMark}${site}#ASN#${asn}`
export const organisationIndexKey = (
  { site, time, id }: { site: string; time: string; id: string },
  asn: number,
) => ({
  [table.index.partitionKey]: organisationPartition(site, asn),
  [table.index.sortKey]: `${time}#${id}`,
})

/** The owner's corrections of networks. */
export const correctionsPartition = 'CORRECTIONS'
const asnMark = 'ASN#'
export const correctionKey = (asn: number): Key => ({ pk: correctionsPartition, sk: asnMark + asn })
export const readCorrectionKey = ({ sk }: Key): number => Number(sk.slice(asnMark.length))

/** The days on which a site had visits. */
export const daysPartition = (site: string): string => `${siteMark}${site}#DAYS`
export const dayKey = (site: string, day: Day): Key => ({ pk: daysPartition(site), sk: day })

/** The sites there are. */
export const sitesPartition = 'SITES'
export const siteKey = (site: string): Key => ({ pk: sitesPartition, sk: site })

/** Today's salt: one item, overwritten each day. The other one makes the visitors of imported logs. */
export const todaysSaltKey: Key = { pk: 'SALT', sk: 'TODAY' }
export const importSaltKey: Key = { pk: 'SALT', sk: 'IMPORT' }
