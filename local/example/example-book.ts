import { defaults } from '../../lambda/contract'
import { eachAtOnce } from '../../lambda/domain/at-once'
import type { Visit } from '../../lambda/domain/visit/visit'
import { type Networks, openNetworks } from '../../lambda/network/networks'
import { dynamoArchiveStore } from '../../lambda/store/dynamo/archive-store'
import { dynamoQueryStore } from '../../lambda/store/dynamo/query-store'
import { dynamoRecipientStore } from '../../lambda/store/dynamo/recipient-store'
import { dynamoRollupStore } from '../../lambda/store/dynamo/rollup-store'
import { dynamoRecordStore } from '../../lambda/store/items/record-store'
import { reopeningRecordStore } from '../../lambda/store/items/reopening-record-store'
import { networkTableFile } from '../../lib/assets/network-table/file'
import { exampleSite } from '../../web/dashboard/example/example-site'
import type { Database } from '../engine/database'
import { identifiedVisits } from './identified-visits'
import { keptRefusals } from './kept-refusals'
import { keptRecipients } from './recipients'
import { exampleRefusals } from './refusals'
import { clearSite } from './site-clearance'

type Table = Pick<Database, 'client' | 'engine' | 'items' | 'tableName'>

/** Called after each part with how many visits there are now, of how many. */
export type OnProgress = (done: number, all: number) => void

/** A site of invented visits in the local table. No two calls run at the same time. */
export interface ExampleBook {
  /** Puts sixty days up to now in the place of what is there. @returns the number of visits */
  fill(onProgress?: OnProgress): Promise<number>
  /** Removes the site with everything that is kept of it. @returns the number of visits */
  remove(): Promise<number>
}

/** What retention nobody has set keeps all of the sixty days. */
const { retentionDays } = defaults

/** Visits that are put at once: some transactions of the engine. */
const partSize = 300

export function exampleBook(table: Table, now: () => Date): ExampleBook {
  const remove = remover(table, now)
  async function fill(onProgress: OnProgress = () => {}): Promise<number> {
    await remove()
    const networks = openNetworks(networkTableFile())
    const recipients = dynamoRecipientStore({ ...table, now, retentionDays })
    const visits = await identifiedVisits(networks, now())
    const [first] = visits
    if (first !== undefined) await eachAtOnce(keptRecipients(first.time), recipients.addRecipient)
    const store = recordStore(table, networks, now)
    for (const end of ends(visits)) await store.add(end) // then the site's item has its first and last day already
    for (let at = 0; at < visits.length; at += partSize) {
      await Promise.all(visits.slice(at, at + partSize).map((visit) => store.add(visit)))
      onProgress(Math.min(at + partSize, visits.length), visits.length)
    }
    await keptRefusals(table, now).add(exampleRefusals(now()))
    return visits.length
  }
  const inTurn = oneAfterOther()
  return { fill: (onProgress) => inTurn(() => fill(onProgress)), remove: () => inTurn(remove) }
}

const ends = (visits: readonly Visit[]): Visit[] =>
  visits.filter((_, at) => at === 0 || at === visits.length - 1)

/** The service may count while the visits come, so each of their days is marked to be counted again. */
const recordStore = (table: Table, { isIndexed }: Networks, now: () => Date) =>
  reopeningRecordStore({
    store: dynamoRecordStore({ table: table.items, retentionDays, now, isIndexed }),
    rollups: dynamoRollupStore({ ...table, now }),
    now,
  })

function remover(table: Table, now: () => Date): () => Promise<number> {
  const store = dynamoQueryStore({ ...table, now, retentionDays })
  const marks = dynamoArchiveStore(table)
  const refusals = keptRefusals(table, now)
  return async () => {
    await refusals.remove()
    await marks.noteRemoval(exampleSite)
    const visits = await clearSite(table, exampleSite)
    await store.removeSite(exampleSite, () => true) // the rest
    await marks.noteRemoval(exampleSite) // again, as a run of the archive may have looked in between
    return visits
  }
}

function oneAfterOther(): <T>(act: () => Promise<T>) => Promise<T> {
  let last: Promise<unknown> = Promise.resolve()
  return (act) => {
    const result = last.then(act)
    last = result.catch(() => {})
    return result
  }
}
