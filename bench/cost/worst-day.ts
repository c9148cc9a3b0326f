import { openRoutes, routes } from '../../lambda/api/routes'
import { defaults } from '../../lambda/contract'
import { requestsOfVisit } from '../../lambda/domain/fuse/fuse'
import { throttle } from '../../lib/settings/settings'
import { assumptions as q } from './assumptions'
import { count } from './estimate'
import { listPrice, type Price, prices } from './prices'

/** What one request does to the bill at worst, as a stranger may send it. */
interface Abuse {
  readonly name: string
  readonly routes: number
  /** Requests a second of each route. */
  readonly rate: number
  readonly milliseconds: number
  readonly gigabytes: number
  readonly writeUnits: number
  readonly readUnits: number
  readonly bytesOut: number
  /** Whether it leaves a visit. */
  readonly visit: boolean
}

const record = { rate: throttle.record.rate, milliseconds: q.recordWarmMs, gigabytes: q.recordGigabytes }
const query = {
  milliseconds: q.strangerMs,
  gigabytes: q.queryGigabytes,
  writeUnits: 0,
  readUnits: 0,
  visit: false,
}
const forged = q.unitsOfVisit + 1 // each may come from a network that the index has

export const abuses: readonly Abuse[] = [
  {
    name: 'forged visits, each with a wrong clock and a recipient’s code, of a host below a wildcard',
    routes: 1, // POST /visits
    ...record,
    writeUnits: forged + 2, // its message is remembered, and it is listed by the code
    readUnits: 3, // whether its message is known, twice, and its host
    bytesOut: q.bytesOfAnswer,
    visit: true,
  },
  {
    name: 'forged visits by a plain GET',
    routes: 2, // GET /record and GET /leaf.gif
    ...record,
    writeUnits: forged,
    readUnits: 1,
    bytesOut: 2 * q.bytesOfAnswer,
    visit: true,
  },
  {
    name: 'a file that is asked for by a recipient’s link',
    routes: 1, // GET /l/{code}
    ...record,
    writeUnits: forged + 1,
    readUnits: 2, // the recipient, and its host
    bytesOut: 2 * q.bytesOfAnswer,
    visit: true,
  },
  {
    name: 'the headers of that link',
    routes: 1, // HEAD /l/{code}
    ...record,
    writeUnits: 0,
    readUnits: 1,
    bytesOut: 2 * q.bytesOfAnswer,
    visit: false,
  },
  {
    name: 'reports of visits that are not there, of a host below a wildcard',
    routes: 1, // POST /visits/{id}/engagement
    ...record,
    writeUnits: 1, // an update whose condition does not hold takes one, too
    readUnits: 13, // the visit, its message, its host, and ten other sites
    bytesOut: 2 * q.bytesOfAnswer,
    visit: false,
  },
  {
    name: 'outdated scripts, each kept as a refusal',
    routes: 1, // GET /{asset}
    ...record,
    writeUnits: 1,
    readUnits: 0,
    bytesOut: q.bytesOfScript,
    visit: false,
  },
  {
    name: 'the script, its headers, and preflight',
    routes: 4,
    ...record,
    writeUnits: 0,
    readUnits: 0,
    bytesOut: q.bytesOfScript,
    visit: false,
  },
  {
    name: 'strangers at the routes with a token',
    routes: routes.query.length - openRoutes.length,
    rate: throttle.query.rate,
    ...query,
    bytesOut: 2 * q.bytesOfAnswer,
  },
  {
    name: 'the dashboard’s page',
    routes: 1,
    rate: throttle.open.rate,
    ...query,
    bytesOut: q.bytesOfDashboard,
  },
  {
    name: 'health, and what is not there',
    routes: openRoutes.length - 1,
    rate: throttle.open.rate,
    ...query,
    bytesOut: 2 * q.bytesOfAnswer,
  },
]

const secondsOfDay = 86_400
const requestsOf = ({ routes: many, rate }: Abuse): number => many * rate * secondsOfDay

/** Dollars by list price of a day in which a stranger uses every route up to its limit, and what it leaves behind. */
export function worstDay(): {
  readonly each: readonly [Abuse, number][]
  readonly dollars: number
  readonly kept: number
} {
  const each = abuses.map((abuse) => [abuse, dollarsOf(abuse)] as [Abuse, number])
  return { each, dollars: each.reduce((sum, [, one]) => sum + one, 0), kept: keptOf(abuses) }
}

/** At the price of the first tier, as if nothing else were paid: a day of it does not reach the next one but for requests, which get cheaper. */
function dollarsOf(abuse: Abuse): number {
  const requests = requestsOf(abuse)
  const visits = abuse.visit ? requests : 0
  const used: readonly [Price, number][] = [
    [prices.apiRequests, requests],
    [prices.lambdaRequests, requests],
    [prices.lambdaDuration, (requests * abuse.milliseconds * abuse.gigabytes) / 1000],
    [prices.writes, requests * abuse.writeUnits],
    [prices.reads, requests * abuse.readUnits],
    [prices.logs, requests * q.bytesOfLogLine],
    [prices.dataOut, requests * abuse.bytesOut],
    [prices.reads, (visits * q.readingsOfVisit * q.bytesOfLargestVisit) / q.readUnitBytes], // they are counted, too
    [prices.lambdaDuration, (visits * q.readingsOfVisit * q.rollupVisitUs * q.rollupGigabytes) / 1e6],
  ]
  return used.reduce((sum, [price, quantity]) => sum + listPrice(price, quantity), 0)
}

/** Dollars a month for as long as the forged visits are kept, in table, index and recovery. The 25 GB that are free are taken to be used. */
function keptOf(all: readonly Abuse[]): number {
  const visits = all.filter(({ visit }) => visit).reduce((sum, one) => sum + requestsOf(one), 0)
  const gigabytes = (visits * (q.bytesOfLargestVisit + q.bytesAddedToStoredItem)) / 1e9
  return (
    gigabytes * (2 * (prices.storage.tiers.at(-1)?.dollars ?? 0) + (prices.recovery.tiers[0]?.dollars ?? 0))
  )
}

/** An hour is counted twelve minutes after its end, so what the fuse does not know is this old at most. */
const unseenSeconds = 72 * 60

/** Dollars by list price of a month of such days: without the fuse, and with it, which slows every route to one request a second. */
export function worstMonth(): {
  readonly without: number
  readonly with: number
  /** Seconds from the flood's begin until the fuse blows. */
  readonly until: number
} {
  const { each, dollars } = worstDay()
  const perSecond = (all: readonly Abuse[]) =>
    all.reduce((sum, { routes: many, rate }) => sum + many * rate, 0)
  const seconds = Math.min(
    defaults.monthlyVisits / perSecond(abuses.filter(({ visit }) => visit)),
    (defaults.monthlyVisits * requestsOfVisit) / perSecond(abuses),
  )
  const until = seconds + unseenSeconds
  const days = until / secondsOfDay
  const slowed = each.reduce((sum, [{ rate }, cost]) => sum + cost / rate, 0)
  return {
    without: dollars * q.daysOfMonth,
    with: dollars * days + slowed * (q.daysOfMonth - days),
    until,
  }
}

function worstMonthText(): string {
  const { without, with: fused, until } = worstMonth()
  return `A month of such days would cost $${without.toFixed(0)}; the fuse (\`monthlyVisits\`) blows after ${(until / 3600).toFixed(1)} hours at the latest and makes it $${fused.toFixed(0)}, most of which is one request a second on each route until the month ends`
}

/** What docs/costs.md says of it. */
export function worstDayTable(): string[] {
  const { each, dollars, kept } = worstDay()
  const money = (value: number) => `$${value.toFixed(2)}`
  return [
    `A day in which strangers use every route up to the default \`throttle\` costs ${money(dollars)} by list price, and what it leaves, at most 1 KB a forged visit, ${money(kept)} a month until it is erased or expires. Set \`throttle\` lower where that is too much. ${worstMonthText()}:`,
    '',
    '| a day of abuse | requests | write units each | list price |',
    '| --- | ---: | ---: | ---: |',
    ...each.map(
      ([abuse, cost]) =>
        `| ${abuse.name} | ${count(requestsOf(abuse))} | ${abuse.writeUnits} | ${money(cost)} |`,
    ),
    `| **all day, all routes** | | | **${money(dollars)}** |`,
  ]
}
