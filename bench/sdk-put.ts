import { readRecordEnvironment } from '../lambda/environment'
import { dynamoClient } from '../lambda/store/dynamo-client'
import type { Item } from '../lambda/store/item-table'
import { visitSortKey, visitsPartition } from '../lambda/store/keys'
import { sdkItemTable } from './sdk-item-table'

/** The SDK's put and nothing else: an item as the record function makes it, on the condition that it is new. */
const { tableName } = readRecordEnvironment(process.env)
const table = sdkItemTable(dynamoClient(), tableName)

const item = {
  pk: visitsPartition('you.github.io', '2026-11-22'),
  ttl: 1_900_000_000,
  page: '/cv.html',
  ref: 'www.linkedin.com',
  refPath: '/feed/',
  title: 'Résumé',
  ua: 'Mozilla/5.0 (X11; Linux x86_64; rv:145.0) Gecko/20100101 Firefox/145.0',
  asn: 15_169,
  cc: 'US',
  ip: '8.8.8.0/24',
  visitor: '0123456789abcdef01234567',
}
let made = 0

export async function handler(): Promise<{ statusCode: number }> {
  const one: Item = { ...item, sk: visitSortKey(`2026-11-22T12:00:00.000Z#${process.pid}-${++made}`) }
  return { statusCode: (await table.put(one, { expression: 'attribute_not_exists(pk)' })) ? 204 : 409 }
}
