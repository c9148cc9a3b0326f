import { PutCommand } from '@aws-sdk/lib-dynamodb'
import { eachAtOnce } from '../../domain/at-once'
import type { Condition } from '../item-table'
import { markerIn } from '../items/day-marker'
import { type MarkedDay, type SiteDays, saysTheSame, siteDaysIn, siteItem } from '../items/site-item'
import type { VisitItem } from '../items/visit-item'
import { daysPartition, siteKey, sitesPartition } from '../keys'
import type { QueryStore, RecordedDay, RecordedSite } from '../visit-store'
import { putIf } from './client'
import type { ItemRange, ItemReader, RangeOptions, TableParts } from './item-reader'

/** Hosts are printable ASCII. */
const everySite: ItemRange = { pk: sitesPartition, from: ' ', to: '~', atOnce: 1000 }

/** Finds which sites have visits, and on which days. */
export function recordedSites(
  parts: TableParts,
  reader: ItemReader,
): Pick<QueryStore, 'daysOf' | 'sites' | 'noteSiteDays'> {
  const isStillThere = (marked: MarkedDay | null): marked is MarkedDay =>
    marked !== null && marked.expiry > parts.now().getTime() / 1000 && reader.keeps(marked.day)

  /**
   * Takes the first and last day from the site's own item, and asks the table where the item does not say or the day
   * has expired.
   */
  async function daysOfSite(item: VisitItem, isConsistent = false): Promise<SiteDays> {
    const { first, last } = siteDaysIn(item)
    const edge = (isForward: boolean) => edgeDay(reader, item.sk, { isForward, isConsistent })
    return {
      first: isStillThere(first) ? first : await edge(true),
      last: isStillThere(last) ? last : await edge(false),
    }
  }

  const siteItems = () => collect(reader.range(everySite, { isForward: true }))

  return {
    async daysOf(site, from, to) {
      const days: RecordedDay[] = []
      for await (const marker of reader.range({ pk: daysPartition(site), from, to, atOnce: 1000 }))
        days.push(recordedDay(reader, marker))
      return days
    },

    async sites() {
      return eachAtOnce(await siteItems(), async (item): Promise<RecordedSite> => {
        const { first, last } = await daysOfSite(item)
        return { site: item.sk, firstDay: first?.day ?? null, lastDay: last?.day ?? null }
      })
    },

    async noteSiteDays() {
      await eachAtOnce(await siteItems(), (item) => noteDays(parts, item, (one) => daysOfSite(one, true)))
    },
  }
}

/** Keeps a site's days in its own item. They are read consistently, because what is kept must not be of before. */
async function noteDays(
  { client, tableName: TableName }: TableParts,
  item: VisitItem,
  daysOf: (item: VisitItem) => Promise<SiteDays>,
): Promise<void> {
  const keep = (days: SiteDays, before: SiteDays) => {
    const [Item, condition] = siteItem(item.sk, days, before)
    return putIf(client.send(new PutCommand({ TableName, Item, ...conditionOf(condition) })))
  }
  const [before, after] = [siteDaysIn(item), await daysOf(item)]
  if (saysTheSame(before, after) || !(await keep(after, before))) return
  const marked = await daysOf(siteKey(item.sk)) // a day of meanwhile, by whoever saw that the item does not say
  if (!saysTheSame(after, marked)) await keep(marked, after)
}

function recordedDay({ firstExpiry }: ItemReader, item: VisitItem): RecordedDay {
  const marker = markerIn(item)
  const { hasDomains, shards } = marker
  return { day: item.sk, expiry: firstExpiry(item.sk, marker), hasDomains, shards }
}

/** Returns the first or the last day of a site that has a marker. */
async function edgeDay(reader: ItemReader, site: string, options: RangeOptions): Promise<MarkedDay | null> {
  const range = { pk: daysPartition(site), from: '0000', to: '9999-12-31', atOnce: 31 } // one read unit, as one day is
  for await (const { sk: day, ttl } of reader.range(range, options)) return { day, expiry: Number(ttl) }
  return null
}

const conditionOf = ({ expression, values }: Condition) => ({
  ConditionExpression: expression,
  ...(values && { ExpressionAttributeValues: values }),
})

async function collect<T>(stream: AsyncIterable<T>): Promise<T[]> {
  const all: T[] = []
  for await (const one of stream) all.push(one)
  return all
}
