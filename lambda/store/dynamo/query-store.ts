import type { QueryStore } from '../visit-store'
import { dynamoCorrectionStore } from './correction-store'
import { itemReader, type TableParts } from './item-reader'
import { recordedSites } from './recorded-sites'
import { singleVisit } from './single-visit'
import { dynamoSiteRemoval } from './site-removal'
import { visitLists } from './visit-lists'

/** Reads visits from DynamoDB and erases them. */
export function dynamoQueryStore(table: TableParts): QueryStore {
  const { client, tableName } = table
  const reader = itemReader(table)
  return {
    ...visitLists(reader),
    ...singleVisit(table, reader),
    ...recordedSites(table, reader),
    ...dynamoCorrectionStore(client, tableName),
    removeSite: dynamoSiteRemoval({ client, tableName }),
  }
}
