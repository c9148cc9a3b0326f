import { PutCommand } from '@aws-sdk/lib-dynamodb'
import { eachAtOnce } from '../../domain/at-once'
import { Unavailable } from '../../domain/errors'
import type { VisitItem } from '../items/visit-item'
import { hostsIn, hostsItem } from '../items/wildcard-item'
import { wildcardsPartition } from '../keys'
import { putIf } from './client'
import type { TableParts } from './item-reader'
import { queryAll } from './query-pages'

/** A try fails only when a host has just become a site. */
const maxTries = 20

/** Returns a function that frees the place that a host holds below its wildcard. */
export function placeFreer({ client, tableName: TableName }: Omit<TableParts, 'now'>) {
  const wildcards = (): Promise<VisitItem[]> =>
    queryAll(client, {
      TableName,
      KeyConditionExpression: 'pk = :pk',
      ExpressionAttributeValues: { ':pk': wildcardsPartition },
    })

  /** @returns false when the item has changed in the meantime */
  function takeOff(host: string, item: VisitItem): Promise<boolean> {
    const before = hostsIn(item)
    const after = before.filter((one) => one !== host)
    const [Item, { expression, values }] = hostsItem(item.sk, after, before)
    const put = { TableName, Item, ConditionExpression: expression, ExpressionAttributeValues: values }
    return putIf(client.send(new PutCommand(put)))
  }

  return async function freePlace(host: string): Promise<void> {
    for (let attempt = 0; attempt < maxTries; attempt++) {
      const holders = (await wildcards()).filter((item) => hostsIn(item).includes(host))
      const freed = await eachAtOnce(holders, (item) => takeOff(host, item))
      if (freed.every(Boolean)) return
    }
    throw new Unavailable(`too many hosts become sites while ${host} is removed`)
  }
}
