import { throttle } from '../../lib/settings/settings'
import { assumptions as q } from '../cost/assumptions'
import { count, estimate, type Line, type Setting, settings } from '../cost/estimate'
import { listPrice, type Price, prices } from '../cost/prices'
import { lines as markdown } from '../harness/report'
import type { Table } from '../harness/scenario'
import { visitsOfPage } from '../reports/day-reading'
import { partitionLimit } from './partition'
import { peakFactor, quotas } from './quotas'

const volumes = [1e6, 1e7, 1e8, 1e9] as const
const byDefault = settings[0] as Setting
const secondsOfDay = 86_400

/** The setting's largest number. */
const mostShards = 100

/** Seconds of a run in which visits are read: see `lastReservedMs` in lambda/rollup.ts. */
const readingSeconds = quotas.timeout - 60

/** The CPU that the rollup function has. */
const cpuOfRollup = (q.rollupGigabytes * 1024) / q.lambdaWholeCpuMb

/** Seconds of one function for a visit that it counts and archives. */
const secondsOfVisit =
  (q.rollupVisitUs + q.archivedVisitUs) / 1e6 / cpuOfRollup + q.rollupPageMs / 1000 / visitsOfPage

/** Visits of a day that one function counts and archives. */
export const visitsOfOneFunction = readingSeconds / secondsOfVisit

/** Seconds in which the last function adds up shards of so many visits. */
const secondsOfAdding = (shards: number, visits: number): number =>
  (shards * q.addShardMs) / 1000 / cpuOfRollup + (visits * q.addVisitUs) / 1e6 / cpuOfRollup

/** The visits of a day at whose peak a limit of so many a second is reached. */
const ofRate = (rate: number): number => (rate * secondsOfDay) / peakFactor

/** The most visits that the last function adds up, in shards as large as one function counts. */
const visitsAddedUp = readingSeconds / (secondsOfAdding(1, visitsOfOneFunction) / visitsOfOneFunction)

/** Part, visits a day at which it ends, and what carries it from there. */
type End = readonly [part: string, visits: number, next: string]

/** Where each part of the design ends, the first one first. */
export const ends: readonly End[] = (
  [
    [
      `\`throttle.record\` as it is, ${throttle.record.rate} a second`,
      ofRate(throttle.record.rate),
      'raise it',
    ],
    [
      `Lambda of a new account, ${quotas.newAccount} at once`,
      ofRate(quotas.newAccount * quotas.ratePerConcurrency),
      'raise the quota',
    ],
    ['counting and archiving a day by one function', visitsOfOneFunction, '`shards`'],
    ['a partition, one shard', ofRate(partitionLimit.writes), '`shards`'],
    [
      `\`shards\` at their most, ${mostShards}: counting`,
      mostShards * visitsOfOneFunction,
      'Spark, from the archive',
    ],
    ['adding up the shards in one function', visitsAddedUp, 'Spark, from the archive'],
    [
      'the index: its busiest organisation is one partition',
      ofRate(partitionLimit.writes / q.busiestOrganisation),
      'only sought kinds in DynamoDB, and busy networks kept out of it; all visits by a stream into S3',
    ],
    ['API Gateway, 10,000 a second', ofRate(quotas.apiRate), 'raise the quota'],
    ['Lambda, 1,000 at once', ofRate(quotas.concurrency * quotas.ratePerConcurrency), 'raise the quota'],
    [
      'a table, 40,000 write units a second',
      ofRate(quotas.tableWrites / (q.unitsOfVisit + q.indexedShare)),
      'raise the quota, or only sought kinds in DynamoDB',
    ],
  ] satisfies End[]
).toSorted(([, a], [, b]) => a - b)

export const endsTable = (): Table => ({
  head: ['what ends', 'at visits a day', 'what carries it from there'],
  rows: ends.map(([part, visits, next]) => [part, about(visits), next]),
})

/** Two digits: what is multiplied is not known better. */
const about = (visits: number): string => count(Number(visits.toPrecision(2)))

/** Shards for the writes of the peak: beyond 0.93 of the limit chance throttles more than one try in a thousand, see sharding.ts. */
const shardsToWrite = (visits: number): number =>
  Math.ceil((visits * peakFactor) / secondsOfDay / (0.93 * partitionLimit.writes))
const shardsToCount = (visits: number): number => Math.ceil(visits / visitsOfOneFunction)

type Entry = readonly [Price, number]

const dollarsOf = (entries: readonly Entry[]): number =>
  entries.reduce((sum, [price, quantity]) => sum + listPrice(price, quantity), 0)

/** A month of days with so many visits in one design, a year of them kept. */
export interface Design {
  readonly name: string
  readonly carries: (visitsOfDay: number) => boolean
  readonly entries: (visitsOfMonth: number) => readonly Entry[]
}

const entryOf = ({ price, quantity }: Line): Entry => [price, quantity]

const archive = (visits: number): Entry[] => [
  [prices.archiveKept, visits * q.monthsKept * q.bytesOfArchivedVisit],
  [prices.archivePuts, visits / q.visitsOfPart],
  [prices.lambdaDuration, (visits * q.archivedVisitUs * q.rollupGigabytes) / 1e6],
]

/** Partial counts are put, read and removed. */
const partials = (visits: number): Entry[] => [
  [prices.writes, (2 * visits * q.bytesOfPartialVisit) / 1024],
  [prices.reads, (visits * q.bytesOfPartialVisit) / q.readUnitBytes],
]

/** One job a day. */
function spark(visits: number): Entry[] {
  const seconds = (visits * q.sparkVisitUs) / 1e6 + q.daysOfMonth * q.sparkStartSeconds * q.sparkCpus
  return [
    [prices.sparkCpu, seconds],
    [prices.sparkMemory, seconds * q.sparkGigabytesOfCpu],
  ]
}

/** What goes by the visits that lie in DynamoDB: writes, counting, keeping. */
const ofTable: readonly Price[] = [prices.writes, prices.reads, prices.storage, prices.recovery]

/** Recording as it is, but for the table, which has the sought kinds alone: a unit in it and one in the index. */
function streamed(visits: number): Entry[] {
  const lines = estimate(byDefault, visits)
  const sought = estimate(byDefault, visits * q.indexedShare)
  const isCounting = ({ purpose }: Line) => purpose === 'report'
  const isOfTable = (line: Line) => isCounting(line) || ofTable.includes(line.price)
  const second: Entry = [prices.writes, visits * q.indexedShare * (1 - q.indexedShare)] // each is in the index
  return [
    ...lines.filter((line) => !isOfTable(line)).map(entryOf),
    ...sought.filter(isOfTable).map(entryOf),
    second,
    [prices.streamed, visits * q.bytesOfStreamedRecord],
  ]
}

export const designs: readonly Design[] = [
  {
    name: 'one function counts',
    carries: (visits) => visits <= visitsOfOneFunction,
    entries: (visits) => [...estimate(byDefault, visits).map(entryOf), ...archive(visits)],
  },
  {
    name: 'a function for each shard',
    carries: (visits) =>
      shardsToCount(visits) <= mostShards && secondsOfAdding(shardsToCount(visits), visits) <= readingSeconds,
    entries: (visits) => [
      ...estimate(byDefault, visits).map(entryOf),
      ...archive(visits),
      ...partials(visits),
    ],
  },
  {
    name: 'Spark counts, from the archive',
    carries: (visits) => visits <= ofRate(partitionLimit.writes / q.busiestOrganisation),
    entries: (visits) => [...estimate(byDefault, visits).map(entryOf), ...archive(visits), ...spark(visits)],
  },
  {
    name: 'sought kinds in DynamoDB, all by a stream into S3; Spark counts',
    carries: () => true,
    entries: (visits) => [...streamed(visits), ...archive(visits), ...spark(visits)],
  },
]

export function dollarsOfMonth({ entries }: Design, visitsOfDay: number): number {
  return dollarsOf(entries(visitsOfDay * q.daysOfMonth))
}

const dollars = (value: number): string => `$${Math.round(value).toLocaleString('en-US')}`

export const costTable = (): Table => ({
  head: ['visits a day', ...volumes.map((visits) => count(visits))],
  rows: [
    ['shards to write, at the peak', ...volumes.map((visits) => String(shardsToWrite(visits)))],
    ['shards to count and archive', ...volumes.map((visits) => String(shardsToCount(visits)))],
    ...designs.map((design) => [
      design.name,
      ...volumes.map((visits) => (design.carries(visits) ? dollars(dollarsOfMonth(design, visits)) : '–')),
    ]),
  ],
})

/** What docs/scale.md quotes. */
export const scaleTables = (): string =>
  [...markdown(endsTable()), '', ...markdown(costTable()), ''].join('\n')
