import type { QueryStore } from '../visit-store'
import { dynamoCorrectionStore } from './correction-store'
import { itemReader, type TableParts } from './item-reader'
import { markReader } from './mark-reader'
import { dynamoMineStore } from './mine-store'
import { recordedSites } from './recorded-sites'
import { sharedReads } from './shared-reads'
import { singleVisit } from './single-visit'
import { dynamoSiteRemoval } from './site-removal'
import { visitLists } from './visit-lists'

/** Reads visits from DynamoDB and erases them. */
export function dynamoQueryStore(table: TableParts): QueryStore {
  const { client, tableName } = table
  const reader = itemReader(table)
  const marks = markReader(table)
  return {
    ...visitLists(reader, sharedReads(reader, marks.markedVisits)),
    ...singleVisit(table, reader, marks.markedVisits),
    ...recordedSites(table, reader),
    ...dynamoCorrectionStore(client, tableName),
    ...dynamoMineStore(table, reader, marks),
    removeSite: dynamoSiteRemoval({ client, tableName }),
  }
}
