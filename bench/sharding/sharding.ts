import { filling } from '../../lambda/counting/count-day'
import { visitorsOfShare } from '../../lambda/domain/rollup/rollup'
import { makeVisitId } from '../../lambda/domain/visit/visit-id'
import { shardOf } from '../../lambda/store/keys'
import { parseSettings } from '../../lib/settings/settings'
import { random as seeded } from '../../test/support/random'
import { assumptions as q } from '../cost/assumptions'
import { visitPurposes } from '../cost/cost'
import { count, estimate, settings, sum } from '../cost/estimate'
import { poisson } from '../harness/poisson'
import { check, type Scenario } from '../harness/scenario'
import { readByOne, readInParallel, visitsOfPage } from '../reports/day-reading'
import { type Outcome, onePartition, partitionLimit, shardedSite, tries } from './partition'
import { peakFactor, quotas } from './quotas'
import { costTable, endsTable } from './scale'

const volumes = [1e6, 1e7, 1e8, 1e9] as const
/** Share of throttled tries, in the busiest hour, up to which shards are enough. */
const bearable = 0.001
const sampledSecondsOfPeak = 600
const sampledSecondsOfHour = 30
const seed = 20261122

export const sharding: Scenario = {
  name: 'sharding',
  about:
    'how many shards a site needs by DynamoDB’s documented limits, simulated, beside the same site with one',
  async run(say) {
    checkPartition()
    checkHash()
    const columns = volumes.map((visits) => {
      say(`${count(visits)} visits a day`)
      return columnOf(visits)
    })
    return {
      checked:
        'visits sent are those accepted and given up; no partition takes more than 1,000 in a second, and one that is asked for more takes just these; at 500 a second nothing is throttled; the same seed gives the same; the hash of visit ids fills every shard alike',
      tables: [
        {
          head: ['visits a day', ...columns.map(({ visits }) => count(visits))],
          rows: Object.keys(columns[0]?.cells ?? {}).map((name) => [
            name,
            ...columns.map(({ cells }) => cells[name] as string),
          ]),
        },
        endsTable(),
        costTable(),
      ],
      notes: [
        `The day is a cosine with ${peakFactor} times its mean at the peak; visits come at random (Poisson). Each second a partition has ${partitionLimit.writes} write units; a throttled put is tried ${tries} times in all, after waits from 0 up to 50, 100, 200 and 400 ms. Peak: ${sampledSecondsOfPeak} s of the busiest hour. One shard: ${sampledSecondsOfHour} s of each hour. Seed ${seed}.`,
        'Left out: DynamoDB splits a partition that stays hot or passes 10 GB, so fewer shards may do. Left out too: a new table on demand takes 4,000 writes a second at first, and none more than 40,000 until its quota is raised (https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/on-demand-capacity-mode.html).',
        `Concurrency is rate times ${q.recordWarmMs} ms and the waits, with room for chance (1 in 10,000); Lambda also allows ${quotas.ratePerConcurrency} requests a second for each of the account’s concurrency, which is what counts here.`,
        `A rollup reads ${q.bytesOfVisit} B a visit, consistently (4 KB a unit), ${visitsOfPage} visits a page, ${q.rollupPageMs} ms a page and ${q.rollupVisitUs} µs of CPU a visit, both assumed. In parallel: a function for each hour and shard. Read at half the price, not consistently, what the read limit bounds takes half.`,
        `Shards do not divide the index of organisations: its busiest partition (${(q.busiestOrganisation * 100).toFixed(1)} % of the real log’s visits, Google) throttles the table’s puts from 1,000 a second on, that is from ${count((partitionLimit.writes / q.busiestOrganisation / peakFactor) * 86_400)} visits a day.`,
        'Cost: default settings, recorded and reported, list price, of a month of such days.',
      ],
    }
  },
}

const ratesOf = (visits: number) =>
  Array.from(
    { length: 24 },
    (_, hour) => (visits / 86_400) * (1 + (peakFactor - 1) * Math.cos(((hour - 14) * Math.PI) / 12)),
  )

type Cells = Readonly<Record<string, string>>

function columnOf(visits: number): { visits: number; cells: Cells } {
  const rates = ratesOf(visits)
  const peak = Math.max(...rates)
  const needed = shardsFor(peak)
  return {
    visits,
    cells: {
      'visits a second, mean and peak': `${count(visits / 86_400)}, ${count(peak)}`,
      ...throttlingCells(rates, needed),
      ...quotaCells(peak, needed.outcome),
      'dollars a day': dollarsADay(visits),
      ...rollupCells(visits, rates, needed.shards),
      'readings of the day by one function, every visitor another': count(readingsOf(visits)),
      'visitors that it keeps meanwhile, of the day and of an hour, MB at most': String(keptMb(visits)),
    },
  }
}

function throttlingCells(rates: readonly number[], { shards, outcome, before }: NeededShards): Cells {
  const single = shardedSite(
    rates.flatMap((rate) => new Array<number>(sampledSecondsOfHour).fill(rate)),
    1,
    seeded(seed),
  )
  return {
    'shards needed': String(shards),
    'tries throttled at the peak': share(outcome.throttled, outcome.tried),
    'the same with one shard less': before === null ? '–' : share(before.throttled, before.tried),
    'with one shard: tries throttled, of the day': share(single.throttled, single.tried),
    'with one shard: visits given up, of the day': share(single.givenUp, single.sent),
  }
}

function quotaCells(peak: number, { waited, sent }: Outcome): Cells {
  const busy = peak * (q.recordWarmMs / 1000 + waited / sent)
  const concurrency = Math.ceil(busy + 3.72 * Math.sqrt(busy)) // 1 in 10,000 of a normal distribution
  const needed = Math.max(concurrency, Math.ceil(peak / quotas.ratePerConcurrency))
  return {
    'busiest partition of the index, writes a second': against(
      peak * q.busiestOrganisation,
      partitionLimit.writes,
      'too many',
    ),
    'API requests a second': rateAgainstQuotas(peak),
    'functions at work at once': String(concurrency),
    'Lambda concurrency needed': `${needed}${concurrencyNote(needed)}`,
  }
}

function concurrencyNote(needed: number): string {
  if (needed > quotas.concurrency) return ' (raise the quota of 1,000)'
  return needed > quotas.newAccount ? ' (a new account has 10)' : ''
}

function dollarsADay(visits: number): string {
  const cost = sum(estimate(settings[0] as (typeof settings)[number], visits * q.daysOfMonth), visitPurposes)
  const digits = { minimumFractionDigits: 2, maximumFractionDigits: 2 }
  return (cost.list / q.daysOfMonth).toLocaleString('en', digits)
}

function rollupCells(visits: number, rates: readonly number[], shards: number): Cells {
  const busiestHour = Math.max(...rates) * 3600
  const hoursOfShard = rates.map((rate) => (rate * 3600) / shards)
  const units = ((visits / shards) * q.bytesOfVisit) / q.readUnitBytes
  return {
    'rollup of the busiest hour by one function, s': withinRun(readByOne(busiestHour)),
    'the same by a function for each shard, s': withinRun(readByOne(busiestHour / shards)),
    'rollup of the day by one function, s': withinRun(readByOne(visits)),
    'the same by a function for each hour and shard, s': withinRun(readInParallel(hoursOfShard)),
    'of that, what the partition’s read limit bounds, s': seconds(units / partitionLimit.reads),
    'so many functions': String(24 * shards),
  }
}

/** The day is read once, and once more for each share where not all visitors fit into one. */
const readingsOf = (visitors: number): number =>
  visitors <= visitorsOfShare ? 1 : 1 + Math.ceil(visitors / (filling * visitorsOfShare))

/** Room that doubles may be half empty. */
const keptMb = (visitors: number): number =>
  Math.round((2 * 2 * Math.min(visitors, visitorsOfShare) * bytesOfVisitor) / 1e6)

/** Its own, its place, and a number in each of twelve counts; see lambda/domain/rollup/rollup.ts. */
const bytesOfVisitor = 74

const withinRun = (value: number) => against(value, quotas.timeout, 'longer than a run may take')

function rateAgainstQuotas(peak: number): string {
  const { rate } = parseSettings({ sites: ['you.github.io'] }).throttle.record
  return against(
    peak,
    peak > quotas.apiRate ? quotas.apiRate : rate,
    peak > quotas.apiRate ? 'raise the quota of 10,000' : `raise throttle.record from ${rate}`,
  )
}

interface NeededShards {
  readonly shards: number
  readonly outcome: Outcome
  /** What happens with one shard less; null where there is none. */
  readonly before: Outcome | null
}

/** The fewest shards with which hardly a try is throttled in the busiest hour. */
function shardsFor(peak: number): NeededShards {
  const rates = new Array<number>(sampledSecondsOfPeak).fill(peak)
  let before: Outcome | null = null
  for (let shards = Math.max(1, Math.floor(peak / partitionLimit.writes)); ; shards++) {
    const outcome = shardedSite(rates, shards, seeded(seed))
    checkSums(outcome)
    if (outcome.throttled <= bearable * outcome.tried) return { shards, outcome, before }
    before = outcome
  }
}

function checkSums({ sent, accepted, givenUp, tried, throttled, busiestSecond }: Outcome): void {
  check(accepted + givenUp === sent, `accepted and given up to be all ${sent}, got ${accepted} + ${givenUp}`)
  check(accepted + throttled === tried, 'every try to be accepted or throttled')
  check(
    busiestSecond <= partitionLimit.writes,
    `at most 1,000 in a second of a partition, got ${busiestSecond}`,
  )
}

function checkPartition(): void {
  const run = (rate: number) => onePartition(new Array<number>(60).fill(rate), seeded(seed))
  const [calm, hot, again] = [run(500), run(1500), run(1500)]
  for (const outcome of [calm, hot]) checkSums(outcome)
  check(Math.abs(calm.sent / 60 - 500) < 15, `about 500 visits a second, got ${calm.sent / 60}`)
  check(calm.throttled === 0, 'nothing throttled at half of the limit')
  check(hot.busiestSecond === partitionLimit.writes, 'a partition that is asked for more to take 1,000')
  check(JSON.stringify(hot) === JSON.stringify(again), 'the same seed to give the same')
}

/** Poisson streams are thinned into independent ones only by a hash that fills every shard alike. */
function checkHash(): void {
  const random = seeded(seed)
  const [visits, shards] = [50_000, 25]
  const found = new Map<number, number>()
  for (let n = 0; n < visits; n++) {
    const bytes = Uint8Array.from({ length: 10 }, () => Math.floor(random() * 256))
    const shard = shardOf({ id: makeVisitId(Date.UTC(2026, 10, 22), bytes), visitor: null }, shards)
    found.set(shard, (found.get(shard) ?? 0) + 1)
  }
  check(found.size === shards, `${shards} shards with visits, got ${found.size}`)
  const chance = Math.sqrt(visits / shards)
  const worst = Math.max(...[...found.values()].map((own) => Math.abs(own - visits / shards) / chance))
  check(
    worst < 4,
    `every shard within four standard deviations of ${visits / shards}, got ${worst.toFixed(1)}`,
  )
  check(poisson(0, random) === 0, 'nobody when nobody is expected')
}

const share = (part: number, whole: number): string =>
  part === 0 ? '0' : `${((100 * part) / whole).toFixed(part / whole < 0.01 ? 3 : 1)} %`
const seconds = (value: number): string => value.toFixed(value < 10 ? 1 : 0)
const against = (value: number, limit: number, otherwise: string): string =>
  `${value < 10 ? value.toFixed(1) : Math.round(value)}${value > limit ? ` (${otherwise})` : ''}`
