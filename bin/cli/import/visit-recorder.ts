import { backOffMs, withRetries } from '../../../lambda/domain/back-off'
import { Unavailable } from '../../../lambda/domain/errors'
import { dayLength, dayOf } from '../../../lambda/domain/time/day'
import type { Caller } from '../../../lambda/domain/visit/caller'
import type { Visit } from '../../../lambda/domain/visit/visit'
import { openNetworks } from '../../../lambda/network/networks'
import { type ReverseDnsParts, reverseDns } from '../../../lambda/network/reverse-dns'
import { identifier, visitorHash } from '../../../lambda/network/visitor'
import { dynamoRollupStore } from '../../../lambda/store/dynamo/rollup-store'
import { dynamoRecordStore } from '../../../lambda/store/items/record-store'
import { reopeningRecordStore } from '../../../lambda/store/items/reopening-record-store'
import { dynamoImportSaltStore } from '../../../lambda/store/items/salt-store'
import { networkTableFile } from '../../../lib/assets/network-table/file'
import { mineFor } from '../mine-setting'
import { pagesFor } from '../pages-setting'
import type { ImportOptions } from './import-command'
import type { ImportTable } from './import-table'
import { callerOf, type LoggedView, visitOf } from './log-visit'

/** Records a page view of a log. @returns false when it was recorded before */
export type RecordView = (view: LoggedView) => Promise<boolean>

/** A visit, with what its visitor is told by. With neither it is recorded as it is. */
export interface VisitToRecord {
  readonly visit: Visit
  readonly caller?: Caller
  /** What another program told its visitors apart by, where no address is known. */
  readonly session?: string | null
}

/** Records a visit. @returns false when it was recorded before */
export type RecordVisit = (one: VisitToRecord) => Promise<boolean>

export type Recording = Pick<ImportOptions, 'ip' | 'retentionDays' | 'reverseDns' | 'stack'>

const now = () => new Date()
const tries = 9
const backOff = { firstMs: 100 } // 25 s in all

/** No page waits for an import, so each address is asked for, once, by as many as are recorded at once. */
const patientDns = {
  ...{ budget: 2_000, size: 100_000, age: dayLength, pause: dayLength },
  ...{ atOnce: 32, inPeriod: Number.POSITIVE_INFINITY, failures: Number.POSITIVE_INFINITY },
}

/** Returns a recorder of a log's page views. @param asked DNS servers other than those of the system */
export function recorder(
  table: ImportTable,
  site: string,
  options: Recording,
  asked: Pick<ReverseDnsParts, 'resolver'> = {},
): RecordView {
  const record = visitRecorder(table, options, asked)
  const { query: pageFields } = pagesFor(options)
  return (view) => record({ visit: visitOf(view, site, pageFields), caller: callerOf(view) })
}

/** Returns a recorder into a table, which waits while the table is throttled. */
export function visitRecorder(
  { items, client, tableName, shards = {} }: ImportTable,
  { ip, retentionDays, reverseDns: asksDns, stack }: Recording,
  asked: Pick<ReverseDnsParts, 'resolver'> = {},
): RecordVisit {
  const networks = openNetworks(networkTableFile())
  const { isIndexed } = networks
  const rollups = dynamoRollupStore({ client, tableName, now })
  const shardsOf = (one: string) => shards[one] ?? 1
  const visits = dynamoRecordStore({
    ...{ table: items, retentionDays, now, isIndexed, shardsOf },
    source: 'imports',
  })
  const store = reopeningRecordStore({ store: visits, rollups, now })
  const salts = dynamoImportSaltStore(items)
  const identify = identifier({
    salts,
    ip,
    networks,
    reverseDns: asksDns ? reverseDns({ now, ...patientDns, ...asked }) : null,
    rdap: null,
    organisations: true,
    respectGpc: true,
    mine: mineFor({ stack }),
    saltDay: ({ time }) => dayOf(time),
  })
  const withVisitor = async (visit: Visit, session: string): Promise<Visit> => {
    const salt = await salts.saltOf(dayOf(visit.time))
    return { ...visit, visitor: visitorHash(salt, visit.site, 'session', session) }
  }
  const known = async ({ visit, caller, session = null }: VisitToRecord): Promise<Visit> => {
    if (caller !== undefined) return identify(visit, caller)
    return session === null ? visit : withVisitor(visit, session)
  }
  return (one) => withRetries(async () => store.add(await known(one)), waitMs)
}

/** Spread at random, so that not all puts are repeated at the same moment. */
const waitMs = (error: unknown, attempt: number): number | null =>
  error instanceof Unavailable && attempt < tries ? backOffMs(attempt, backOff) * (0.5 + Math.random()) : null
