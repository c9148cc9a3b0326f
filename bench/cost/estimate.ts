import { assumptions as q, rollupUnits } from './assumptions'
import { billedPrice, listPrice, type Price, prices } from './prices'

export interface Setting {
  readonly name: string
  /** Requests to the API a visit: 2 where the page reports what was read of it. */
  readonly requests: number
  /** Whether CloudFront stands before the API. */
  readonly edge: boolean
  /** Whether the page contains the beacon, so that nobody fetches it. */
  readonly inline?: boolean
}

/** What a line is for. The last two are apart, because they go by visitors and by what is kept. */
export const purposes = ['record', 'report', 'script', 'keep'] as const
export type Purpose = (typeof purposes)[number]

export interface Line {
  readonly purpose: Purpose
  readonly price: Price
  /** In single units a month. */
  readonly quantity: number
  /** How the quantity comes about. */
  readonly arithmetic: string
  readonly list: number
  readonly billed: number
}

export const settings: readonly Setting[] = [
  { name: 'default settings', requests: 2, edge: false },
  { name: 'with `engagement: false`', requests: 1, edge: false },
  { name: 'with CloudFront in front', requests: 2, edge: true },
]

type Entry = readonly [Price, number, string]

/** The cost of a month, when every month has this many visits for as long as visits are kept. */
export function estimate(setting: Setting, visits: number): Line[] {
  const entries: Record<Purpose, readonly Entry[]> = {
    record: visits === 0 ? [] : recording(setting, visits),
    report: reporting(setting, visits),
    script: visits === 0 || setting.inline ? [] : script(setting, visits),
    keep: visits === 0 ? [] : keeping(setting, visits),
  }
  return billed(entries)
}

/** Lines in the order of the purposes. What is free goes to the first line that uses it. */
function billed(entries: Record<Purpose, readonly Entry[]>): Line[] {
  const used = new Map<Price, number>()
  return purposes.flatMap((purpose) =>
    entries[purpose].map(([price, quantity, arithmetic]) => {
      const before = used.get(price) ?? 0
      used.set(price, before + quantity)
      const between = (dollars: typeof listPrice) =>
        dollars(price, before + quantity) - dollars(price, before)
      return {
        purpose,
        price,
        quantity,
        arithmetic,
        list: between(listPrice),
        billed: between(billedPrice),
      }
    }),
  )
}

function recording({ requests, edge }: Setting, visits: number): Entry[] {
  const calls = visits * requests
  const times = requests === 1 ? count(visits) : `${count(visits)} × ${requests}`
  const marks = q.markersAndSaltsOfDay * q.daysOfMonth
  return [
    [prices.apiRequests, calls, times],
    [prices.lambdaRequests, calls, times],
    [prices.lambdaDuration, calls * gigabyteSeconds, `${times} × ${gigabyteSecondsText}`],
    [
      prices.writes,
      calls * (q.unitsOfVisit + q.indexedShare) + marks,
      `${times} × (${q.unitsOfVisit} + ${q.indexedShare} in the index) + ${q.markersAndSaltsOfDay} marks a day`,
    ],
    ...logging(calls, times),
    ...sending(edge, calls, times, q.bytesOfAnswer),
    ...(edge
      ? ([[prices.edgeToOrigin, calls * q.bytesOfRequest, `${times} × ${q.bytesOfRequest} B`]] as const)
      : []),
  ]
}

/** The beacon's own fetch; CloudFront answers it from its cache. */
function script({ edge }: Setting, visits: number): Entry[] {
  const fetches = visits * q.scriptFetches
  const times = `${count(visits)} × ${q.scriptFetches}`
  const sent = sending(edge, fetches, times, q.bytesOfScript)
  if (edge) return sent
  return [
    [prices.apiRequests, fetches, times],
    [prices.lambdaRequests, fetches, times],
    [prices.lambdaDuration, fetches * gigabyteSeconds, `${times} × ${gigabyteSecondsText}`],
    ...logging(fetches, times),
    ...sent,
  ]
}

const gigabyteSeconds = ((q.recordWarmMs + q.coldShare * q.recordColdMs) / 1000) * q.recordGigabytes
const gigabyteSecondsText = `(${q.recordWarmMs} ms + ${q.coldShare * 100} % × ${q.recordColdMs} ms) × ${q.recordGigabytes} GB`

const logging = (calls: number, times: string): Entry[] => [
  [prices.logs, calls * q.bytesOfLogLine, `${times} × ${q.bytesOfLogLine} B`],
  [prices.logsKept, calls * q.bytesOfLogLine, 'the same, for 30 days'],
]

/** What goes out to browsers. From the API to CloudFront nothing is paid. */
const sending = (edge: boolean, calls: number, times: string, bytes: number): Entry[] => {
  const out = [calls * bytes, `${times} × ${count(bytes)} B`] as const
  return edge
    ? [
        [prices.edgeRequests, calls, times],
        [prices.edgeOut, ...out],
      ]
    : [[prices.dataOut, ...out]]
}

/** Bytes of a visit in the table, with what was read of it. */
const bytesOf = ({ requests }: Setting): number => q.bytesOfVisit + (requests > 1 ? q.bytesOfEngagement : 0)

/** The hourly rollup, which runs whether anyone came or not. */
function reporting(setting: Setting, visits: number): Entry[] {
  const readings = visits * q.readingsOfVisit
  const bytesOfVisit = bytesOf(setting)
  const readBytes = readings * bytesOfVisit
  const seconds =
    (q.hoursOfMonth * q.rollupStartMs +
      (readBytes / q.pageBytes) * q.rollupPageMs +
      (readings * q.rollupVisitUs) / 1000) /
    1000
  const hours = Math.min(q.hoursOfMonth, visits)
  const days = Math.min(q.daysOfMonth, visits)
  const hourUnits = rollupUnits(q.itemsOfHour, visits / q.hoursOfMonth)
  const itemsOfDay = q.itemsOfDay + (setting.requests > 1 ? q.itemsOfReading : 0)
  const dayUnits = rollupUnits(itemsOfDay, visits / q.daysOfMonth)
  return [
    [prices.schedules, q.hoursOfMonth, 'one an hour'],
    [prices.lambdaRequests, q.hoursOfMonth, 'one an hour'],
    [
      prices.lambdaDuration,
      seconds * q.rollupGigabytes,
      `(${q.hoursOfMonth} × ${q.rollupStartMs} ms${
        visits === 0
          ? ''
          : ` + ${count(readings)} readings × ${q.rollupVisitUs} µs + ${q.rollupPageMs} ms for each MB`
      }) × ${q.rollupGigabytes} GB`,
    ],
    [
      prices.reads,
      readBytes / q.readUnitBytes + q.hoursOfMonth, // a run that finds nothing has asked, too
      visits === 0
        ? 'one an hour'
        : `${count(visits)} × ${q.readingsOfVisit} × ${bytesOfVisit} B / 4 KB + one an hour`,
    ],
    ...(visits === 0
      ? []
      : ([
          [
            prices.writes,
            hours * hourUnits + days * dayUnits,
            `${count(hours)} hours × ${hourUnits} + ${count(days)} days × ${dayUnits}, at most`,
          ],
        ] as const)),
  ]
}

/** Storage and its recovery, once the table has reached its final size. */
function keeping(setting: Setting, visits: number): Entry[] {
  const kept = visits * q.monthsKept
  const bytesOfVisit = bytesOf(setting)
  const bytes = bytesOfVisit + q.bytesAddedToStoredItem
  const times = `${count(visits)} × ${q.monthsKept} months × (${bytesOfVisit} + ${q.bytesAddedToStoredItem}) B`
  return [
    [prices.storage, kept * bytes * (1 + q.indexedShare), `${times} × ${1 + q.indexedShare}, 25 GB free`],
    [prices.recovery, kept * bytes, times],
  ]
}

export interface Sum {
  readonly list: number
  readonly billed: number
}

export function sum(lines: readonly Line[], of: readonly Purpose[] = purposes): Sum {
  const chosen = lines.filter(({ purpose }) => of.includes(purpose))
  const total = (which: keyof Sum) => chosen.reduce((dollars, line) => dollars + line[which], 0)
  return { list: total('list'), billed: total('billed') }
}

/** 12 k, 3 M, 1000 M, so that a line of arithmetic stays short. */
export function count(number: number): string {
  const short = (value: number) => String(Number(value.toPrecision(4)))
  if (number >= 1e6) return `${short(number / 1e6)} M`
  return number >= 1e4 ? `${short(number / 1e3)} k` : short(number)
}
