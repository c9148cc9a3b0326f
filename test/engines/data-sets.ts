import { dayLength, dayOf, instantOf } from '../../lambda/domain/time/day'
import { visitbook } from '../bin/visitbook'
import { openBook } from '../local/book'
import { archiveIn } from '../support/archive-folder'
import { authorized, book, now } from '../support/book'
import { inventedLog } from '../support/invented-log'
import { described, visitAt } from '../support/memory/visits'
import { oddVisits } from './odd-visits'

/** Of a day of a site. */
export interface DayTotals {
  readonly site: string
  readonly day: string
  readonly visits: number
  readonly visitors: number
  readonly bots: number
}

/** An archive, and what is known of it without any engine. */
export interface DataSet {
  readonly name: string
  /** The data folder. */
  readonly data: string
  /** The key of an organisation that came. */
  readonly organisation: string
  /** What `GET /stats` says of each day that had visits. */
  readonly stats: readonly DayTotals[]
  /** How many visits each day had, bots too but none of the owner's, in the order of `stats`. */
  readonly plain: readonly number[]
  /** How many visits of people each code led to, by site and code. */
  readonly byCode: Readonly<Record<string, number>>
  /** For how many seconds people had each section in view, by site, page and name. */
  readonly bySection: Readonly<Record<string, number>>
}

interface StatsDay {
  readonly value: string
  readonly visits: number
  readonly visitors: number
  readonly bots: number
}

const totalsOf = (site: string, days: readonly StatsDay[]): DayTotals[] =>
  days
    .filter(({ visits, bots }) => visits + bots > 0)
    .map(({ value, visits, visitors, bots }) => ({ site, day: value, visits, visitors, bots }))

/** A month of a web server's log, imported and archived by the command line; real networks. */
export async function replayedLog(data: string): Promise<DataSet> {
  const site = 'you.github.io'
  const end = new Date(Math.floor(Date.now() / dayLength) * dayLength)
  const log = inventedLog({ now: end, days: 30, perDay: 100 })
  const imported = ['import', 'access-log', '-', '--site', site, '--data', data]
  for (const [args, stdin] of [
    [imported, `${log.join('\n')}\n`],
    [['archive', '--data', data], ''],
  ] as const) {
    const { code, stderr } = await visitbook(args, { stdin })
    if (code !== 0) throw new Error(stderr)
  }
  const first = dayOf(instantOf(end.getTime() - 30 * dayLength))
  const opened = await openBook({ data, sites: [site] })
  const { json } = await opened.ask(`GET /stats?site=${site}&by=day&from=${first}`)
  await opened.close()
  const stats = totalsOf(site, json.by.day)
  const plain = stats.map(({ day }) => log.filter((line) => line.includes(`[${logDay(day)}:`)).length)
  return { name: 'a replayed log', data, organisation: 'apple', stats, plain, byCode: {}, bySection: {} }
}

/** 22/Nov/2026 */
const logDay = (day: string): string =>
  new Date(day).toUTCString().replace(/^\w+, (\d+) (\w+) (\d+) .*$/, '$1/$2/$3')

/** Invented visits of two sites and two years, with whatever engines may read differently, and corrections. */
export async function oddArchive(data: string, count: number): Promise<DataSet> {
  const sites = ['*.example.com', 'you.github.io']
  const days = ['2025-12-28', '2026-11-19', '2026-11-20']
  const visits = [
    ...oddVisits({ seed: 7, count: count - 1, days, sites, visitors: 4000, pages: 200 }),
    visitAt('2025-12-28T23:59:59.999Z', { site: 'you.github.io', asn: 4_294_967_295 }),
  ]
  const archive = archiveIn(data, visits, now)
  await archive.store.correct({
    subject: 64498,
    name: 'A Firm',
    kind: 'business',
    domain: null,
    mine: false,
    muted: false,
    star: false,
    note: null,
  })
  await archive.store.correct({
    subject: 'example-university',
    name: 'Uni «ß»',
    kind: null,
    domain: null,
    mine: false,
    muted: false,
    star: false,
    note: null,
  })
  await archive.store.correct({
    subject: 'firm.example',
    name: null,
    kind: null,
    domain: null,
    mine: true,
    muted: false,
    star: false,
    note: null,
  })
  await archive.write()
  const ask = book({ store: archive.store, rollups: archive.rollups })
  const stats = await Promise.all(
    sites.map(async (site) => {
      const path = `/stats?site=${encodeURIComponent(site)}&by=day&from=2025-12-01`
      const { json } = await ask({ route: 'GET /stats', path, headers: authorized })
      return totalsOf(site, (json as { by: { day: StatsDay[] } }).by.day)
    }),
  )
  const corrections = await archive.store.corrections()
  const all = visits.map((visit) => described(visit, corrections))
  const plain = stats.flat().map(({ site, day }) => {
    const ofDay = all.filter((one) => one.site === site && one.time.startsWith(day))
    return ofDay.filter(({ mine }) => !mine).length
  })
  const byCode: Record<string, number> = {}
  for (const { site, recipientCode, bot, mine } of all)
    if (recipientCode !== null && bot === null && !mine)
      byCode[`${site} ${recipientCode}`] = (byCode[`${site} ${recipientCode}`] ?? 0) + 1
  const bySection: Record<string, number> = {}
  for (const { site, page, sections, bot, mine } of all)
    for (const { name, seconds } of bot === null && !mine ? (sections ?? []) : [])
      if (seconds > 0)
        bySection[`${site} ${page} ${name}`] = (bySection[`${site} ${page} ${name}`] ?? 0) + seconds
  return {
    name: `${count} odd visits`,
    data,
    organisation: 'example-bank',
    stats: stats.flat(),
    plain,
    byCode,
    bySection,
  }
}
