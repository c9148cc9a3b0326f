import { DeleteCommand, PutCommand } from '@aws-sdk/lib-dynamodb'
import { hostOfRecipient } from '../../domain/recipient/link'
import type { Recipient } from '../../domain/recipient/recipient'
import type { Day } from '../../domain/time/day'
import { isListed } from '../../domain/visit/site-list'
import type { Item } from '../item-table'
import { shardsIn } from '../items/day-marker'
import { recipientIn } from '../items/recipient-item'
import { isErased, recipientName, type VisitItem } from '../items/visit-item'
import {
  daysPartition,
  type Key,
  minePartition,
  organisationsPartition,
  partialsPartition,
  pointerKey,
  readVisitKey,
  recipientKey,
  recipientPartition,
  recipientsPartition,
  rollupPartition,
  siteKey,
  toldPartition,
  visitsPartition,
} from '../keys'
import type { SiteRemoval } from '../visit-store'
import { translateErrors } from './client'
import type { TableParts } from './item-reader'
import { type PartitionRemoval, partitionRemoval } from './partition-removal'
import { queryAll } from './query-pages'
import { placeFreer } from './wildcard-place'

/**
 * Removes a site with everything kept of it, the recipients of its pages too. Each day's marker goes after its visits, and the site's item last, so when
 * time runs out the next call finds the rest. Days that are to stay marked do, and the site's item with them: functions that run
 * trust for minutes that they are, and would put visits that nobody finds. The ids of messages with a wrong clock stay: they expire by themselves
 * within the retention.
 */
export function dynamoSiteRemoval(table: Omit<TableParts, 'now'>) {
  const { client, tableName: TableName } = table
  const removal = partitionRemoval(table)
  const freePlace = placeFreer(table)

  /** The recipients whose links may have led to a site. */
  async function recipientsOf(site: string): Promise<Recipient[]> {
    const query = {
      TableName,
      KeyConditionExpression: 'pk = :pk',
      ExpressionAttributeValues: { ':pk': recipientsPartition },
    }
    return (await queryAll<Item>(client, query))
      .map(recipientIn)
      .filter((recipient) => isListed([site], hostOfRecipient(recipient)))
  }

  /** Puts a site's item that says no days: which are left is asked of the table. */
  const keepSite = (site: string) =>
    translateErrors(client.send(new PutCommand({ TableName, Item: siteKey(site) })))

  return async function removeSite(
    site: string,
    mayGoOn: () => boolean,
    markedFrom: Day | null = null,
  ): Promise<SiteRemoval> {
    const { marked, ...removed } = await removeDays(removal, site, { mayGoOn, markedFrom })
    if (!removed.complete) return removed
    const recipients = await recipientsOf(site)
    const ofRecipients = recipients.map(({ code }) => recipientPartition(site, code))
    const ofSite = [rollupPartition, organisationsPartition, minePartition, toldPartition]
    const rest = [...ofSite.map((partition) => partition(site)), ...ofRecipients]
    if (!(await removal.removeAll(rest, mayGoOn))) return { ...removed, complete: false }
    const named = recipients.filter((recipient) => hostOfRecipient(recipient) === site)
    await removal.removeItems(named.map(({ code }) => recipientKey(code)))
    if (marked > 0) await keepSite(site)
    else {
      await freePlace(site)
      await translateErrors(client.send(new DeleteCommand({ TableName, Key: siteKey(site) })))
      if (await hasDays(removal, site)) await keepSite(site)
    }
    return removed
  }
}

/** Whether a day was marked meanwhile. Who marks one looks afterwards for the site, so that one of both sees the other. */
async function hasDays({ pagesOf }: PartitionRemoval, site: string): Promise<boolean> {
  for await (const markers of pagesOf(daysPartition(site))) if (markers.length > 0) return true
  return false
}

/** What lists a visit under its recipient. */
function pointersOf(item: VisitItem): readonly Key[] {
  const recipient = item[recipientName]
  return typeof recipient === 'string' ? [pointerKey(readVisitKey(item), recipient)] : []
}

interface DayRemoval {
  readonly mayGoOn: () => boolean
  /** The first day that stays marked; null if none does. */
  readonly markedFrom: Day | null
}

/** Removes the visits of each day and then its marker. @returns how many days stay marked, too */
async function removeDays(
  { pagesOf, removeAll, removeItems }: PartitionRemoval,
  site: string,
  { mayGoOn, markedFrom }: DayRemoval,
): Promise<SiteRemoval & { readonly marked: number }> {
  let [visits, days, marked] = [0, 0, 0]
  const count = (items: readonly VisitItem[]) => {
    visits += items.filter((item) => !isErased(item)).length
  }
  for await (const markers of pagesOf(daysPartition(site)))
    for (const marker of markers) {
      const shards = Array.from({ length: shardsIn(marker) }, (_, shard) => shard)
      const [ofVisits, ofPartials] = [visitsPartition, partialsPartition].map((partition) =>
        shards.map((shard) => partition(site, marker.sk, shard)),
      ) as [string[], string[]]
      if (!(await removeAll(ofVisits, mayGoOn, count, pointersOf)))
        return { visits, days, marked, complete: false }
      if (shards.length > 1 && !(await removeAll(ofPartials, mayGoOn)))
        return { visits, days, marked, complete: false }
      if (markedFrom === null || marker.sk < markedFrom) await removeItems([marker])
      else marked += 1
      days += 1
    }
  return { visits, days, marked, complete: true }
}
