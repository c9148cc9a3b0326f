import type { ShardTask } from '../../../lambda/counting/shards/sharding'
import type { Way } from '../../../lambda/messages/way'
import { type Call, callsOf, type Weather } from '../table/calls'
import { modelClient } from '../table/model-client'
import type { Bucket } from '../table/model-files'
import type { TableModel } from '../table/table-model'
import type { SimulatedTime } from '../time/simulated-time'

/** What a deploy may change. */
export interface Deployed {
  readonly sites: readonly string[]
  readonly retentionDays: number
  readonly shards: Readonly<Record<string, number>>
  /** Whether the visits of days that are over are written to a bucket. */
  readonly archive: boolean
  /** Visits of a day from which on its shards are counted by functions of their own; null where one counts all. */
  readonly spreadFrom: number | null
}

export interface ServiceParts {
  readonly time: SimulatedTime
  readonly table: TableModel
  readonly salts: TableModel
  readonly bucket: Bucket
  readonly weather: () => Weather
  /** False once the table that it was deployed with is no more. */
  readonly isThere: () => boolean
  readonly ways: readonly Way[]
  /** Milliseconds by which the clock of a function that begins is ahead of the one on the wall. */
  readonly drift: () => number
  /** Called where a shard is to be counted by a function of its own. */
  readonly onShard: (task: ShardTask) => void
  /** Called where the notify function wants to be called again for a message. */
  readonly onSchedule: (time: string, id: string) => void
}

export const tableNames = { table: 'visits', salts: 'salts' }

/** What a function has of its clock: the one on the wall is not its own. */
export const now = () => new Date()

/** The table as a function sees it. @param wrap what becomes of its calls */
export function tableClient(parts: ServiceParts, wrap: (call: Call) => Call = (call) => call) {
  const tables = (name: string) => (name === tableNames.salts ? parts.salts : parts.table)
  return { client: modelClient(tables, wrap(callsOf(parts, 3))), tableName: tableNames.table, now }
}

/** A function that begins, with a clock of its own. */
export function byOwnClock<A extends unknown[], R>(
  { time, drift }: ServiceParts,
  handler: (...given: A) => R,
): (...given: A) => R {
  const ahead = drift()
  return (...given) => time.byClock(ahead, () => handler(...given))
}

/** Makes the calls of a function that may be killed: then it hears nothing more, and asks for nothing more. */
export const killable =
  (isAlive: () => boolean) =>
  (call: Call): Call =>
  (act) =>
    isAlive() ? call(act).then(unlessKilled(isAlive), unlessKilled(isAlive, true)) : new Promise(() => {})

const unlessKilled =
  (isAlive: () => boolean, isError = false) =>
  <T>(answer: T): T | Promise<never> => {
    if (!isAlive()) return new Promise(() => {})
    if (isError) throw answer
    return answer
  }
