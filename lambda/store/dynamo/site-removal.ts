import { DeleteCommand } from '@aws-sdk/lib-dynamodb'
import { shardsIn } from '../items/day-marker'
import { isErased, type VisitItem } from '../items/visit-item'
import {
  daysPartition,
  minePartition,
  organisationsPartition,
  partialsPartition,
  rollupPartition,
  siteKey,
  visitsPartition,
} from '../keys'
import type { SiteRemoval } from '../visit-store'
import { translateErrors } from './client'
import type { TableParts } from './item-reader'
import { type PartitionRemoval, partitionRemoval } from './partition-removal'
import { placeFreer } from './wildcard-place'

/**
 * Removes a site with everything kept of it. Each day's marker goes after its visits, and the site's item last, so when
 * time runs out the next call finds the rest. The ids of messages with a wrong clock stay: they expire by themselves
 * within the retention.
 */
export function dynamoSiteRemoval(table: Omit<TableParts, 'now'>) {
  const removal = partitionRemoval(table)
  const freePlace = placeFreer(table)

  return async function removeSite(site: string, mayGoOn: () => boolean): Promise<SiteRemoval> {
    const removed = await removeDays(removal, site, mayGoOn)
    if (!removed.complete) return removed
    const rest = [rollupPartition(site), organisationsPartition(site), minePartition(site)]
    if (!(await removal.removeAll(rest, mayGoOn))) return { ...removed, complete: false }
    await freePlace(site)
    const command = new DeleteCommand({ TableName: table.tableName, Key: siteKey(site) })
    await translateErrors(table.client.send(command))
    return removed
  }
}

/** Removes the visits of each day and then its marker. */
async function removeDays(
  { pagesOf, removeAll, removeItems }: PartitionRemoval,
  site: string,
  mayGoOn: () => boolean,
): Promise<SiteRemoval> {
  let [visits, days] = [0, 0]
  const count = (items: readonly VisitItem[]) => {
    visits += items.filter((item) => !isErased(item)).length
  }
  for await (const markers of pagesOf(daysPartition(site)))
    for (const marker of markers) {
      const shards = Array.from({ length: shardsIn(marker) }, (_, shard) => shard)
      const [ofVisits, ofPartials] = [visitsPartition, partialsPartition].map((partition) =>
        shards.map((shard) => partition(site, marker.sk, shard)),
      ) as [string[], string[]]
      if (!(await removeAll(ofVisits, mayGoOn, count))) return { visits, days, complete: false }
      if (shards.length > 1 && !(await removeAll(ofPartials, mayGoOn)))
        return { visits, days, complete: false }
      await removeItems([marker])
      days += 1
    }
  return { visits, days, complete: true }
}
