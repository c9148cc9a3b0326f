import { backOffMs, withRetries } from '../../../lambda/domain/back-off'
import { Unavailable } from '../../../lambda/domain/errors'
import { dayOf } from '../../../lambda/domain/time/day'
import { openNetworks } from '../../../lambda/network/networks'
import { identifier } from '../../../lambda/network/visitor'
import { dynamoRollupStore } from '../../../lambda/store/dynamo/rollup-store'
import { dynamoRecordStore } from '../../../lambda/store/items/record-store'
import { reopeningRecordStore } from '../../../lambda/store/items/reopening-record-store'
import { dynamoImportSaltStore } from '../../../lambda/store/items/salt-store'
import { networkTableFile } from '../../../lib/assets/network-table/file'
import { pagesFor } from '../pages-setting'
import type { ImportOptions } from './import-command'
import type { ImportTable } from './import-table'
import { callerOf, type LoggedView, visitOf } from './log-visit'

/** Records a page view of a log. @returns false when it was recorded before */
export type RecordView = (view: LoggedView) => Promise<boolean>

const tries = 9
const backOff = { firstMs: 100 } // 25 s in all

/** Returns a recorder into a table, which waits while the table is throttled. */
export function recorder(
  { items, client, tableName, shards = {} }: ImportTable,
  site: string,
  { ip, retentionDays, ...place }: Pick<ImportOptions, 'ip' | 'retentionDays' | 'stack'>,
): RecordView {
  const networks = openNetworks(networkTableFile())
  const { query: pageFields } = pagesFor(place)
  const { isIndexed } = networks
  const now = () => new Date()
  const rollups = dynamoRollupStore({ client, tableName, now })
  const shardsOf = (one: string) => shards[one] ?? 1
  const visits = dynamoRecordStore({ table: items, retentionDays, now, isIndexed, shardsOf })
  const store = reopeningRecordStore({ store: visits, rollups, now })
  const salts = dynamoImportSaltStore(items)
  const identify = identifier({
    salts,
    ip,
    networks,
    reverseDns: null,
    organisations: true,
    respectGpc: true,
    saltDay: ({ time }) => dayOf(time),
  })
  return (view) =>
    withRetries(
      async () => store.add(await identify(visitOf(view, site, pageFields), callerOf(view))),
      waitMs,
    )
}

/** Spread at random, so that not all puts are repeated at the same moment. */
const waitMs = (error: unknown, attempt: number): number | null =>
  error instanceof Unavailable && attempt < tries ? backOffMs(attempt, backOff) * (0.5 + Math.random()) : null
