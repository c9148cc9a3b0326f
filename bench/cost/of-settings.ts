import { lines as markdown } from '../harness/report'
import type { Table } from '../harness/scenario'
import { assumptions as q } from './assumptions'
import { count, estimate, type Setting, type Sum, settings } from './estimate'
import { billedPrice, listPrice, type Price, prices } from './prices'

/** What a setting adds by itself, whether anyone comes or not. */
type Fixed = readonly [Price, number]

interface Priced {
  readonly name: string
  readonly setting: Setting
  readonly fixed: readonly Fixed[]
  /** What it adds in a month of so many visits. */
  readonly used?: (visits: number) => readonly Fixed[]
}

const [byDefault, withoutReports, withEdge] = settings as [Setting, Setting, Setting]

/** The alarms of lib/alarms.ts, held equal to it by test/lib/visitbook-stack.test.ts. */
export const alarmsOfSetting = 8

/** Those of lib/notify/message-watches.ts, likewise. */
export const alarmsOfMessages = 2

/** Messages of a month: one for each new organisation, where anybody comes, and the digests. */
const messages = (visits: number): number =>
  Math.min(q.newOrganisations, visits * q.indexedShare) + q.digestsOfMonth

/**
 * The calls that visits make: as if each visit of a sought network came alone, with nobody else's within ten seconds. In a busy hour a call has up to
 * a hundred.
 */
const callsOf = (visits: number): number => visits * q.indexedShare

/** What the notify function takes, with a daily digest. */
export function notifying(visits: number): Fixed[] {
  const calls = callsOf(visits)
  const told = messages(visits)
  const seconds = (calls * q.notifyWarmMs + q.hoursOfMonth * q.notifyHourMs) / 1000
  return [
    [prices.lambdaRequests, calls + q.hoursOfMonth],
    [prices.lambdaDuration, seconds * q.notifyGigabytes],
    [prices.schedules, q.hoursOfMonth],
    [
      prices.reads,
      calls * (q.notifyReadsOfCall + q.notifyReadsOfVisit) +
        q.hoursOfMonth * q.notifyReadsOfHour +
        (told - q.digestsOfMonth) * q.readsOfNewOrganisation +
        q.digestsOfMonth * q.unitsOfDigest,
    ],
    [prices.writes, told * q.writesOfMessage],
  ]
}

/** The fuse asks CloudWatch for both functions, every six hours at least and every hour in which somebody came. */
const askedWhenIdle = (2 * q.hoursOfMonth) / 6

const fuse: Fixed = [prices.metricRequests, askedWhenIdle]

const archive = (visits: number): Fixed[] => [
  [prices.archivePuts, visits === 0 ? 0 : q.requestsOfArchivedDay * q.daysOfMonth],
  [prices.archiveKept, visits * q.monthsKept * q.bytesOfArchivedVisit],
  [prices.lambdaDuration, (visits * q.archivedVisitUs * q.rollupGigabytes) / 1e6],
]

export const priced: readonly Priced[] = [
  { name: 'default settings, the fuse among them', setting: byDefault, fixed: [fuse] },
  { name: '`engagement: false`', setting: withoutReports, fixed: [fuse] },
  {
    name: 'every visit by a recipient’s link',
    setting: byDefault,
    fixed: [fuse],
    used: (visits) => [[prices.writes, visits]],
  },
  { name: '`alarm`', setting: byDefault, fixed: [fuse, [prices.alarms, alarmsOfSetting]] },
  { name: '`notify` with webhooks, a daily digest', setting: byDefault, fixed: [fuse], used: notifying },
  {
    name: '`notify` with `email` as well',
    setting: byDefault,
    fixed: [fuse, [prices.alarms, alarmsOfMessages]],
    used: (visits) => [...notifying(visits), [prices.topicMails, messages(visits)]],
  },
  {
    name: '`notify` with `email` and `from`',
    setting: byDefault,
    fixed: [fuse, [prices.alarms, alarmsOfMessages]],
    used: (visits) => [...notifying(visits), [prices.mails, messages(visits)]],
  },
  { name: '`domain`, its DNS elsewhere', setting: byDefault, fixed: [fuse] },
  { name: '`domain` and `hostedZone`', setting: byDefault, fixed: [fuse, [prices.zones, 1]] },
  { name: '`archive`', setting: byDefault, fixed: [fuse], used: archive },
  { name: '`edge`', setting: withEdge, fixed: [fuse] },
  { name: '`BeaconSnippetInline` in the page', setting: { ...byDefault, inline: true }, fixed: [fuse] },
]

const volumes = [0, 10_000, 1_000_000]

/** The month of a setting: what is used, and what is there. What is free is taken off once, however many parts use it. */
export function monthOf({ setting, fixed, used = () => [] }: Priced, visits: number): Sum {
  const quantities = new Map<Price, number>()
  const lines = estimate(setting, visits).map(({ price, quantity }): Fixed => [price, quantity])
  for (const [price, quantity] of [...lines, ...fixed, ...used(visits)])
    quantities.set(price, (quantities.get(price) ?? 0) + quantity)
  const total = (dollars: typeof listPrice) =>
    [...quantities].reduce((all, [price, quantity]) => all + dollars(price, quantity), 0)
  return { list: total(listPrice), billed: total(billedPrice) }
}

const dollars = (value: number): string => `$${value.toFixed(2)}`

function table(): Table {
  return {
    head: [
      'dollars a month, script and a year kept',
      ...volumes.flatMap((visits) => [nameOf(visits), 'as billed']),
    ],
    rows: priced.map((one) => [
      one.name,
      ...volumes.flatMap((visits) => {
        const { list, billed } = monthOf(one, visits)
        return [dollars(list), dollars(billed)]
      }),
    ]),
  }
}

const nameOf = (visits: number): string =>
  visits === 0 ? 'idle, list price' : `${visits.toLocaleString('en-US')} visits, list price`

/** What docs/costs.md quotes. */
export const settingsTable = (): string => [...markdown(table()), ''].join('\n')

/** What docs/costs.md quotes of messages. */
export function messagesTable(): string {
  const busy = notifying(1_000_000)
  const idle = notifying(0)
  const cents = (price: Price, quantity: number): string => `$${listPrice(price, quantity).toFixed(4)}`
  const rows = busy.map(([price, quantity], at) => [
    price.name,
    count(Math.round(idle[at]?.[1] ?? 0)),
    cents(price, idle[at]?.[1] ?? 0),
    count(Math.round(quantity)),
    cents(price, quantity),
  ])
  const head = ['messages, a month', 'idle', 'list price', 'a million visits', 'list price']
  return [...markdown({ head, rows }), ''].join('\n')
}
