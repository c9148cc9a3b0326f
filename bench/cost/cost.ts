import { lines as markdown } from '../harness/report'
import { check, type Scenario, type Table } from '../harness/scenario'
import { assumptions } from './assumptions'
import {
  count,
  estimate,
  type Line,
  type Purpose,
  purposes,
  type Setting,
  type Sum,
  settings,
  sum,
} from './estimate'
import { listPrice, type Price, prices, pricesOf } from './prices'
import { worstDay, worstDayTable, worstMonth } from './worst-day'

const volumes = [10_000, 1_000_000, 100_000_000] as const
const [defaultSetting, withoutReports] = settings as [Setting, Setting, Setting]
/** What a visit itself costs: recorded, and counted in the reports. */
export const visitPurposes = ['record', 'report'] as const satisfies readonly Purpose[]
/** What `GET /status` charges a month's visits with: everything but storage. */
export const purposesSoFar = [...visitPurposes, 'script'] as const satisfies readonly Purpose[]
const titles: Readonly<Record<Purpose, string>> = {
  record: 'recording',
  report: 'the hourly rollup',
  script: 'the beacon’s own script, once a browser and day',
  keep: 'keeping a year of visits',
}

export const cost: Scenario = {
  name: 'cost',
  about: `dollars a month by AWS’s list prices of us-east-1, ${pricesOf}: what is multiplied with what`,
  async run() {
    checkPrices()
    const idle = sum(estimate(defaultSetting, 0))
    check(idle.list < 0.005, `an idle month to round to $0.00, got $${idle.list}`)
    return {
      checked:
        'tiers are walked as AWS’s page says, every sum is that of its lines, and an idle month is $0.00',
      tables: [
        summary(),
        ...settings.map((setting) => arithmetic(setting, 1_000_000)),
        arithmetic(defaultSetting, 0),
        priceList(),
      ],
      notes: notes(),
    }
  },
}

/** What the README quotes: nothing, a small month and a large one, and the worst. */
export function readmeLines(): string {
  const month = (visits: number) => dollars(sum(estimate(defaultSetting, visits)).billed)
  const { dollars: day } = worstDay()
  return [
    '- While nobody comes: nothing.',
    `- With ${(10_000).toLocaleString('en')} visits a month, a year of which is kept, ${month(10_000)} a month; with a million ${month(1_000_000)}, as billed.`,
    `- The worst day, with every route flooded up to its limit, ${dollars(day)}; a month of them ${dollars(worstMonth().with)}, because the fuse blows.`,
    '',
  ].join('\n')
}

/** What docs/costs.md quotes. */
export function costTable(): string {
  return [
    ...markdown(summary()),
    '',
    'A million visits a month with default settings, line by line:',
    '',
    ...markdown(arithmetic(defaultSetting, 1_000_000)),
    '',
    ...worstDayTable(),
    '',
  ].join('\n')
}

function summary(): Table {
  const rows = [
    ...settings.flatMap((setting) => volumes.map((visits) => [setting, visits] as const)),
    [{ ...defaultSetting, name: 'idle' }, 0] as const,
  ]
  return {
    head: [
      'dollars a month',
      'visits',
      'recorded and reported, list price',
      'of that for a million',
      'as billed',
      'with script and a year kept, list price',
      'as billed',
    ],
    rows: rows.map(([setting, visits]) => {
      const lines = estimate(setting, visits)
      const visit = sum(lines, visitPurposes)
      const all = sum(lines)
      const million = visits === 0 ? '' : dollars((visit.list / visits) * 1e6)
      const cells = [visit.list, visit.billed, all.list, all.billed].map(dollars)
      return [setting.name, count(visits), cells[0] as string, million, ...cells.slice(1)]
    }),
  }
}

/** One month, line by line. */
function arithmetic(setting: Setting, visits: number): Table {
  const lines = estimate(setting, visits)
  const total = (name: string, { list, billed }: Sum) => [
    `**${name}**`,
    '',
    '',
    `**${dollars(list)}**`,
    `**${dollars(billed)}**`,
  ]
  const section = (of: Purpose) => {
    const own = lines.filter(({ purpose }) => purpose === of)
    return own.length === 0 ? [] : [...own.map(row), total(titles[of], sum(lines, [of]))]
  }
  return {
    head: [
      `${setting.name}, ${count(visits)} visits a month`,
      'how many',
      'price',
      'list price',
      'as billed',
    ],
    rows: [
      ...visitPurposes.flatMap(section),
      total('recorded and reported', sum(lines, visitPurposes)),
      ...purposes.slice(visitPurposes.length).flatMap(section),
      total('with script and a year kept', sum(lines)),
    ],
  }
}

const row = ({ price, quantity, arithmetic: how, list, billed }: Line) => [
  price.name,
  `${how} = ${amount(price, quantity)}`,
  `${exact(price.tiers.at(price === prices.storage ? -1 : 0)?.dollars ?? 0)} a ${price.unit}`,
  fine(list),
  fine(billed),
]

/** As the unit is called: GB-months of bytes, GB-s, requests. */
function amount({ unit, unitSize }: Price, quantity: number): string {
  const [, of = unit] = /^million (.*)/.exec(unit) ?? []
  return of === unit
    ? `${Number((quantity / unitSize).toPrecision(3))} ${unit}`
    : `${count(Math.round(quantity))} ${of}`
}

function priceList(): Table {
  return {
    head: ['price', 'dollars', 'always free a month', 'page'],
    rows: Object.values(prices).map((price: Price) => [
      price.name,
      price.tiers
        .map(
          ({ upTo, dollars: each }) =>
            `${exact(each)}${upTo < Infinity ? ` up to ${amount(price, upTo)}` : ''}`,
        )
        .join(', then ')
        .concat(` a ${price.unit}`),
      price.alwaysFree === 0 ? 'none' : amount(price, price.alwaysFree),
      price.page,
    ]),
  }
}

function checkPrices(): void {
  const known: readonly [Price, number, number][] = [
    [prices.apiRequests, 300e6, 300],
    [prices.apiRequests, 400e6, 390],
    [prices.storage, 25e9, 0],
    [prices.storage, 35e9, 2.5],
    [prices.writes, 1_294_000, 0.80875],
  ]
  for (const [price, quantity, expected] of known) {
    const got = listPrice(price, quantity)
    check(Math.abs(got - expected) < 1e-9, `${price.name}: $${expected} for ${quantity}, got $${got}`)
  }
  for (const setting of settings)
    for (const visits of [0, ...volumes]) {
      const lines = estimate(setting, visits)
      const parts = purposes.reduce((total, purpose) => total + sum(lines, [purpose]).list, 0)
      check(Math.abs(parts - sum(lines).list) < 1e-9, `the parts of ${setting.name} to make the whole`)
      check(
        lines.every(({ list, billed }) => billed <= list + 1e-9 && billed >= -1e-9),
        `nothing billed above its list price (${setting.name}, ${visits})`,
      )
    }
}

function notes(): string[] {
  const { list, billed } = sum(estimate(withoutReports, 1_000_000), visitPurposes)
  const reported = sum(estimate(defaultSetting, 1_000_000), visitPurposes)
  const floor = listPrice(prices.apiRequests, 1e6) + listPrice(prices.lambdaRequests, 1e6)
  const writes = listPrice(prices.writes, 1e6 * (assumptions.unitsOfVisit + assumptions.indexedShare))
  return [
    `To reach: a million visits at most $2.00, without reports of what was read. It is ${dollars(list)} by list price and ${dollars(billed)} as billed. Requests (${dollars(floor)}) and write units (${dollars(writes)}) make ${dollars(floor + writes)} of it. With a report each, as by default, it is ${dollars(reported.list)}.`,
    '“As billed” takes off what AWS gives every account every month without end, in an account that does nothing else. The first year’s free tier and credits are not counted: with them an API’s first million requests a month are free as well.',
    'Not in it: your own queries (a request each, and what they read), the metric of refusals ($0.30 in a month in which each hour has some; ten metrics are always free), a domain of your own, taxes.',
  ]
}

const dollars = (value: number): string =>
  `$${value.toLocaleString('en', { minimumFractionDigits: 2, maximumFractionDigits: 2 })}`

/** As the price list has it. */
const exact = (value: number): string =>
  `$${value.toLocaleString('en', { minimumFractionDigits: 2, maximumFractionDigits: 4 })}`

/** Cents of a line may be fractions. */
const fine = (value: number): string => (value < 1 ? `$${value.toFixed(4)}` : dollars(value))

if (require.main === module) {
  cost
    .run(() => {})
    .then((findings) => {
      if ('skipped' in findings) return
      const others = settings.flatMap((setting) =>
        volumes.filter((visits) => visits !== 1_000_000).map((visits) => arithmetic(setting, visits)),
      )
      console.log([...findings.tables, ...others].map((table) => markdown(table).join('\n')).join('\n\n'))
      console.log(`\n${findings.notes.map((note) => `- ${note}`).join('\n')}`)
    })
    .catch((error: Error) => {
      console.error(error.stack)
      process.exitCode = 1
    })
}
