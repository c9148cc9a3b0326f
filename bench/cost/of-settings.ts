import { lines as markdown } from '../harness/report'
import type { Table } from '../harness/scenario'
import { assumptions as q } from './assumptions'
import { estimate, type Setting, type Sum, settings, sum } from './estimate'
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
  { name: '`domain`, its DNS elsewhere', setting: byDefault, fixed: [fuse] },
  { name: '`domain` and `hostedZone`', setting: byDefault, fixed: [fuse, [prices.zones, 1]] },
  { name: '`archive`', setting: byDefault, fixed: [fuse], used: archive },
  { name: '`edge`', setting: withEdge, fixed: [fuse] },
  { name: '`BeaconSnippetInline` in the page', setting: { ...byDefault, inline: true }, fixed: [fuse] },
]

const volumes = [0, 10_000, 1_000_000]

/** The month of a setting: what is used, and what is there. */
export function monthOf({ setting, fixed, used = () => [] }: Priced, visits: number): Sum {
  return [...fixed, ...used(visits)].reduce(
    ({ list, billed }, [price, quantity]) => ({
      list: list + listPrice(price, quantity),
      billed: billed + billedPrice(price, quantity),
    }),
    sum(estimate(setting, visits)),
  )
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
