import { deflateRawSync, inflateRawSync } from 'node:zlib'
import { getOrInsert } from '../../domain/cache'
import { type Dimension, dimensions } from '../../domain/count/dimension'
import type { EngagementPartial } from '../../domain/count/engagement-counter'
import { nothingRead, type ReadingActivity } from '../../domain/count/engagement-tally'
import type { ValueCounts } from '../../domain/count/value-counter'
import type { ByClass } from '../../domain/describe/visit-class'
import type { NetworkId } from '../../domain/organisation/network-id'
import type { WholeNetwork } from '../../domain/rollup/day-organisations'
import type { DayPartial, HourPartial } from '../../domain/rollup/rollup'
import type { DayClock } from '../../domain/rollup/time-slots'
import { type Day, type Instant, instantOf, startOf } from '../../domain/time/day'
import { partsOfSection, sectionOf } from '../../domain/visit/section'
import { type Key, partialKey } from '../keys'
import type { PartialName, SpanPartial } from '../shard-store'

/** One piece of a partial count. */
export type PartialItem = Key & { readonly data: Uint8Array; readonly ttl: number }

/** Bytes of a piece. An item may have 400 KB, keys included. */
const pieceBytes = 350_000

/** The bytes before the JSON that say how long it is. */
const headBytes = 4

/** The items of a partial count, packed as one and cut. @param ttl seconds since 1970 */
export function toPartialItems(name: PartialName, partial: SpanPartial, ttl: number): PartialItem[] {
  const whole = packPartial(partial, name.round.day)
  const items: PartialItem[] = []
  for (let from = 0; from < whole.length; from += pieceBytes)
    items.push({
      ...partialKey(name, items.length),
      data: whole.subarray(from, from + pieceBytes),
      ttl,
    })
  return items
}

/** Reads a partial count from all of its items, in order. */
export const partialIn = (items: readonly Pick<PartialItem, 'data'>[], day: Day): SpanPartial =>
  unpackPartial(Buffer.concat(items.map(({ data }) => data)), day)

/** A partial count as bytes: JSON and the places after it, deflated. @param day that it is of */
export function packPartial({ counts, places }: SpanPartial, day: Day): Buffer {
  const json = Buffer.from(JSON.stringify(recordOf(counts, day)))
  const head = Buffer.alloc(headBytes)
  head.writeUInt32LE(json.length)
  const bytes = Buffer.from(places.buffer, places.byteOffset, places.byteLength)
  return deflateRawSync(Buffer.concat([head, json, bytes]))
}

export function unpackPartial(packed: Uint8Array, day: Day): SpanPartial {
  const whole = inflateRawSync(packed)
  const end = headBytes + whole.readUInt32LE()
  const record = JSON.parse(whole.subarray(headBytes, end).toString()) as PartialRecord
  const places = Uint8Array.prototype.slice.call(whole, end) // a copy, because numbers must be aligned
  return { counts: partialOf(record, day), places: new Float64Array(places.buffer) }
}

interface PartialRecord {
  readonly totals: ByClass<ValuesRecord>
  /** In the order of `dimensions`. */
  readonly by: readonly ByClass<ValuesRecord>[]
  readonly clocks?: ByClass<DayClock>
  readonly networks?: NetworksRecord
  readonly engagement?: EngagementRecord
}

interface EngagementRecord extends Omit<EngagementPartial, 'by'> {
  readonly section: ByClass<ValuesRecord>
  readonly link: ByClass<ValuesRecord>
}

/**
 * Names; then visits and visitors of each; of pages and sections, milliseconds of the day; values, visits and visitors that
 * were lost; and of sections, the seconds of each and of those that were lost.
 */
type ValuesRecord = readonly [
  ...[(string | null)[], number[], number[] | null, readonly [number, number, number]],
  ...([] | [readonly number[], number]),
]

function recordOf(counts: HourPartial | DayPartial, day: Day): PartialRecord {
  const values = (given: ByClass<ValueCounts>) => mapped(given, (one) => valuesRecordOf(one, day))
  return {
    totals: values(counts.totals),
    by: dimensions.map((one) => values(counts.by[one])),
    ...('clocks' in counts && {
      clocks: counts.clocks,
      networks: networksRecordOf(counts.networks, day),
      engagement: engagementRecordOf(counts.engagement, values),
    }),
  }
}

function partialOf(
  { totals, by, clocks, networks, engagement }: PartialRecord,
  day: Day,
): HourPartial | DayPartial {
  const values = (given: ByClass<ValuesRecord>) => mapped(given, (one) => valuesOf(one, day))
  const hour = {
    totals: values(totals),
    by: Object.fromEntries(
      dimensions.map((one, at) => [one, values(by[at] ?? {})]), // a dimension may be newer than the partial
    ) as Record<Dimension, ByClass<ValueCounts>>,
  }
  return clocks === undefined || networks === undefined
    ? hour
    : { ...hour, clocks, networks: networksOf(networks, day), engagement: engagementOf(engagement, values) }
}

/** A count that a version before began has none. */
function engagementOf(
  record: EngagementRecord | undefined,
  values: (given: ByClass<ValuesRecord>) => ByClass<ValueCounts>,
): EngagementPartial {
  const { sums = {}, times = {}, section = {}, link = {} } = record ?? {}
  return { sums, times, by: { section: values(section), link: values(link) } }
}

function engagementRecordOf(
  { sums, times, by }: EngagementPartial,
  values: (given: ByClass<ValueCounts>) => ByClass<ValuesRecord>,
): EngagementRecord {
  return { sums, times, section: values(by.section), link: values(by.link) }
}

function valuesRecordOf({ values, lost }: ValueCounts, day: Day): ValuesRecord {
  const isSpelled = values.some(({ seen }) => seen !== undefined)
  return [
    values.map(({ value }) => value),
    values.flatMap(({ visits, visitors }) => [visits, visitors]),
    isSpelled ? values.map(({ seen }) => sinceStart(seen ?? null, day) ?? 0) : null,
    [lost.values, lost.visits, lost.visitors],
    ...(lost.seconds === undefined
      ? ([] as const)
      : ([values.map(({ seconds = 0 }) => seconds), lost.seconds] as const)),
  ]
}

const valuesOf = (
  [names, counts, seen, [values, visits, visitors], seconds, lostSeconds]: ValuesRecord,
  day: Day,
): ValueCounts => ({
  values: names.map((value, at) => ({
    value,
    visits: counts[at * 2] as number,
    visitors: counts[at * 2 + 1] as number,
    ...(seen !== null && { seen: momentOf(seen[at] as number, day) as Instant }),
    ...(seconds !== undefined && { seconds: seconds[at] as number }),
  })),
  lost: { values, visits, visitors, ...(lostSeconds !== undefined && { seconds: lostSeconds }) },
})

/** Pages, sections, links and countries are positions in `names`, because many networks share them. */
interface NetworksRecord {
  readonly names: readonly string[]
  readonly networks: readonly NetworkRecord[]
}

/**
 * Network, whether it is sought, visits, visitors, first and last seen, countries; of each page name, visits and when it was last spelled so; and
 * what was read: seconds, of each section name, seconds and when it was last in view, and of each link name and visits.
 */
type NetworkRecord = readonly [
  ...[id: NetworkId, sought: 0 | 1, visits: number, visitors: number],
  ...[first: number | null, last: number | null, countries: number[], pages: number[]],
  ...ReadingRecord,
]

function networksRecordOf(given: readonly WholeNetwork[], day: Day): NetworksRecord {
  const numbers = new Map<string, number>()
  const numberOf = (name: string) => getOrInsert(numbers, name, () => numbers.size)
  const networks = given.map((one): NetworkRecord => {
    const pages: number[] = []
    for (const { page, visits, seen = null } of one.pages)
      pages.push(numberOf(page), visits, sinceStart(seen, day) ?? 0)
    return [
      ...([one.id, one.sought ? 1 : 0, one.visits, one.visitors] as const),
      ...([sinceStart(one.firstSeen, day), sinceStart(one.lastSeen, day)] as const),
      ...([one.countries.map(numberOf), pages] as const),
      ...readingRecordOf(one, { numberOf, day }),
    ]
  })
  return { names: [...numbers.keys()], networks }
}

function networksOf({ names, networks }: NetworksRecord, day: Day): WholeNetwork[] {
  const nameOf = (number: number) => names[number] as string
  return networks.map(([id, sought, visits, visitors, first, last, countries, pages, ...reading]) => ({
    ...{ id, sought: sought === 1, visits, visitors, countries: countries.map(nameOf) },
    ...{ firstSeen: momentOf(first, day), lastSeen: momentOf(last, day) },
    pages: Array.from({ length: pages.length / 3 }, (_, at) => ({
      page: nameOf(pages[at * 3] as number),
      visits: pages[at * 3 + 1] as number,
      seen: momentOf(pages[at * 3 + 2] as number, day) as Instant,
    })),
    ...readingOf(reading, { nameOf, day }),
  }))
}

type ReadingRecord = [] | [seconds: number, sections: number[], links: number[]]

function readingRecordOf(
  { seconds, sections, links }: ReadingActivity,
  { numberOf, day }: { readonly numberOf: (name: string) => number; readonly day: Day },
): ReadingRecord {
  if (seconds === 0 && sections.length === 0 && links.length === 0) return []
  return [
    seconds,
    sections.flatMap(({ page, name, seconds, seen = null }) => [
      ...[numberOf(sectionOf(page, name)), seconds, sinceStart(seen, day) ?? 0],
    ]),
    links.flatMap(({ link, visits }) => [numberOf(link), visits]),
  ]
}

function readingOf(
  [seconds, sections, links]: ReadingRecord,
  { nameOf, day }: { readonly nameOf: (number: number) => string; readonly day: Day },
): ReadingActivity {
  if (seconds === undefined || sections === undefined || links === undefined) return nothingRead
  return {
    seconds,
    sections: Array.from({ length: sections.length / 3 }, (_, at) => ({
      ...partsOfSection(nameOf(sections[at * 3] as number)),
      seconds: sections[at * 3 + 1] as number,
      seen: momentOf(sections[at * 3 + 2] as number, day) as Instant,
    })),
    links: Array.from({ length: links.length / 2 }, (_, at) => ({
      link: nameOf(links[at * 2] as number),
      visits: links[at * 2 + 1] as number,
    })),
  }
}

/** Milliseconds since the day began. */
const sinceStart = (moment: Instant | null, day: Day): number | null =>
  moment === null ? null : Date.parse(moment) - startOf(day)
const momentOf = (milliseconds: number | null, day: Day): Instant | null =>
  milliseconds === null ? null : instantOf(startOf(day) + milliseconds)

const mapped = <T, U>(given: ByClass<T>, of: (one: T) => U): ByClass<U> =>
  Object.fromEntries(Object.entries(given).map(([visitClass, one]) => [visitClass, of(one as T)]))
