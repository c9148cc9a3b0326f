import { join } from 'node:path'
import type { APIGatewayProxyStructuredResultV2 } from 'aws-lambda'
import { defaults } from '../../lambda/contract'
import { botOf } from '../../lambda/domain/describe/bot'
import { describer } from '../../lambda/domain/describe/described-visit'
import { visitCounter } from '../../lambda/domain/report/visit-counter'
import { parsePeriod } from '../../lambda/domain/time/period'
import { zoneOf } from '../../lambda/domain/time/zone'
import { openNetworks } from '../../lambda/network/networks'
import { dynamoQueryStore } from '../../lambda/store/dynamo/query-store'
import { bundleFunction } from '../../lib/assets/bundle'
import { networkTableFile } from '../../lib/assets/network-table/file'
import { clientOf } from '../../local/engine/database'
import { preferredEngine } from '../../local/engine/engine'
import { bundleChild } from '../harness/child-bundle'
import { median, type Sample } from '../harness/interleave'
import { check, type Say, type Scenario, type Table } from '../harness/scenario'
import { shuffled } from '../harness/shuffled'
import { inFolder } from '../harness/temporary-folder'
import { consumedReads, type Reads } from './consumed-reads'
import { byDay, newest, overview, type ReportRow, reportDays, singleRows, sittings } from './report-rows'
import { eventOf, openStage, type Stage } from './report-stage'
import { reportSite } from './report-visits'
import { vocabularyOf } from './report-vocabulary'

const sizes = [1_000, 10_000, 1_000_000]
const rounds = 10
const timesEach = 3

export const reports: Scenario = {
  name: 'reports',
  about:
    'newest visits and reports of 30 days out of 10^4 and 10^6 visits, the overview and sittings out of 10^3 too: read units, time, bytes',
  async run(say) {
    if (preferredEngine() !== 'dynoxide')
      return { skipped: '@dynoxide/linux-x64 is not installed; dynalite imports no tables' }
    return inFolder(async (folder) => {
      const networks = openNetworks(networkTableFile())
      const bundles = {
        query: bundleFunction('query', join(folder, 'query')),
        queryChild: bundleChild('reports/query-child', folder),
        rollupChild: bundleChild('reports/rollup-child', folder),
      }
      const props = { networks, vocabulary: vocabularyOf(networks), bundles, say }
      const stages: Stage[] = []
      try {
        const open = async (visits: number) => {
          const stage = await openStage(join(folder, String(visits)), visits, props)
          stages.push(stage)
          return stage
        }
        const largest = open(sizes.at(-1) as number) // the engine imports it while the others are made
        largest.catch(() => {})
        for (const visits of sizes.slice(0, -1)) await open(visits)
        await largest
        stages.sort((a, b) => a.visits - b.visits)
        return await measuredOn(stages, { networks, corrections: [] }, say)
      } finally {
        for (const stage of stages) await stage.close()
      }
    })
  },
}

type Facts = Parameters<typeof describer>[0]

async function measuredOn(stages: readonly Stage[], facts: Facts, say: Say) {
  for (const stage of stages) await checkAnswers(stage)
  const [tiny, ...compared] = stages as [Stage, ...Stage[]]
  const rows: string[][] = []
  for (const row of singleRows) rows.push(await measure(row, compared, say))
  rows.push(await fromVisits(compared, facts))
  const ends = [tiny, compared.at(-1) as Stage]
  const dashboardRows: string[][] = []
  for (const row of [overview, sittings]) dashboardRows.push(await measure(row, ends, say))
  return {
    checked:
      'at every size the totals and each day’s count equal the generator’s own, the newest 50 are the newest 50 of people, and the deployed bundle answers as the handlers do',
    tables: [
      { head: headOf(compared), rows },
      { head: headOf(ends), rows: dashboardRows },
      rollupTable(stages),
    ],
    notes: [
      'Read units by the engine’s own account (ReturnConsumedCapacity), all requests of an answer together; times are those of the query function’s bundle on Lambda’s Node before that engine, without network, the order of the sizes shuffled in every round; bytes are of the answer as compressed for browsers, and plain.',
      'The ratio is of the last size to the first, the median of the rounds’ ratios.',
      'A report costs by the different values of its days, of which a rollup names 500 at most, and not by its visits. A day with a thirtieth of 10^4 visits has not all of the 300 pages and 400 networks yet, one with a thirtieth of 10^6 has.',
      'A zone’s first and last day lie in two UTC days each, of which the open part is read from the visits where there are no more than 2,000 and from hours above, so the smaller table costs more.',
      'The overview lists about 60 organisations at 10^3 and 100 at 10^6, which is the most that it does, and names more pages, referrers and languages; that, and not visits, is what its ratio is made of.',
      'A page of sittings ends when 30 minutes before its oldest first view were looked at: at 10^6 these have hundreds of visits of others, which are charged and not sent.',
      'An earlier scan of 10^6 visits took 35,900 units and 30 to 40 s.',
    ],
  }
}

const bodyOf = ({ body = '', isBase64Encoded }: APIGatewayProxyStructuredResultV2): Buffer =>
  Buffer.from(body, isBase64Encoded ? 'base64' : 'utf8')

/** The part of an answer that is compared: all but its time. */
const contentOf = (answer: APIGatewayProxyStructuredResultV2): string =>
  bodyOf(answer)
    .toString()
    .replace(/"asOf":"[^"]*"/, '')

async function checkAnswers(stage: Stage): Promise<void> {
  const { figures, last, visits, query } = stage
  const parsed = async ({ paths }: ReportRow) => {
    const { answers } = await stage.ask(paths)
    const [{ statusCode }] = answers as [APIGatewayProxyStructuredResultV2]
    check(statusCode === 200, `${paths[0]} to be answered, got ${bodyOf(answers[0] as never)}`)
    return JSON.parse(bodyOf(answers[0] as APIGatewayProxyStructuredResultV2).toString())
  }
  const { totals, by, freshness } = await parsed(byDay)
  check(totals.visits + totals.bots === visits, `${visits} visits in all, got ${JSON.stringify(totals)}`)
  const expected = figures.map(({ day: value, ...counts }) => ({ value, ...counts }))
  const found = by.day.map(({ value, visits, visitors, bots }: (typeof expected)[number]) => ({
    value,
    visits,
    visitors,
    bots,
  }))
  check(
    JSON.stringify(found) === JSON.stringify(expected),
    `each day as it was made (${JSON.stringify(expected[0])}), got ${JSON.stringify(found[0])}`,
  )
  check(freshness.closedDays === expected.length && freshness.visitsRead === 0, 'all days from rollups')

  const { visits: listed } = await parsed(newest)
  const people = last.all.filter((visit) => botOf(visit, null).bot === null)
  const newest50 = people.slice(-50).toReversed()
  if (newest50.length === 50)
    check(
      JSON.stringify(listed.map(({ id }: { id: string }) => id)) ===
        JSON.stringify(newest50.map(({ id }) => id)),
      'the newest 50 visits of people',
    )
  for (const { name, paths } of [...singleRows, overview, sittings]) {
    const { answers } = await query.ask({ events: paths.map((path) => eventOf(path)), times: 1 })
    const own = (await stage.ask(paths)).answers
    for (const [at, answer] of answers.entries())
      check(
        answer.statusCode === 200 && contentOf(answer) === contentOf(own[at] as typeof answer),
        `the bundle to answer as the handlers do (${name}, ${visits})`,
      )
  }
}

const headOf = (stages: readonly Stage[]): string[] => [
  '',
  ...stages.flatMap(({ visits }) => [`10^${Math.log10(visits)}: read units`, 'ms', 'bytes']),
  'time ratio',
]

async function measure({ name, paths }: ReportRow, stages: readonly Stage[], say: Say): Promise<string[]> {
  const asked = { events: paths.map((path) => eventOf(path, 'br, gzip')), times: timesEach }
  const reads = new Map<Stage, Reads>()
  const bytes = new Map<Stage, string>()
  for (const stage of stages) {
    const { reads: own, answers: plain } = await stage.ask(paths)
    const { answers } = await stage.query.ask(asked) // which also warms up
    const size = (those: readonly APIGatewayProxyStructuredResultV2[]) =>
      those.reduce((sum, one) => sum + bodyOf(one).length, 0)
    reads.set(stage, own)
    bytes.set(stage, `${size(answers)} (${size(plain)})`)
  }
  const variants = Object.fromEntries(
    stages.map(({ visits, query }) => [
      String(visits),
      async (): Promise<Sample> => ({ ms: median((await query.ask(asked)).times) }),
    ]),
  )
  say(name)
  const samples = await shuffled(variants, rounds, () => {})
  const times = stages.map(({ visits }) => (samples.get(String(visits)) ?? []).map(({ ms }) => ms as number))
  const [first = [], final = []] = [times[0], times.at(-1)]
  const ratio = median(final.map((ms, at) => ms / (first[at] as number)))
  return [
    name,
    ...stages.flatMap((stage, at) => [
      String(reads.get(stage)?.units),
      `${median(times[at] as number[]).toFixed(1)} (${Math.min(...(times[at] as number[])).toFixed(1)}–${Math.max(...(times[at] as number[])).toFixed(1)})`,
      bytes.get(stage) as string,
    ]),
    ratio.toFixed(2),
  ]
}

/** The baseline: the same report counted from the visits themselves, once; the largest table is not read. */
async function fromVisits(stages: readonly Stage[], facts: Facts): Promise<string[]> {
  const counted: string[] = []
  for (const stage of stages.slice(0, -1)) counted.push(...(await countVisits(stage, facts)), '')
  return ['the same by=day from the visits (baseline)', ...counted, '', '', '', '']
}

async function countVisits({ database, visits }: Stage, facts: Facts): Promise<string[]> {
  const client = clientOf(database)
  const reads = consumedReads(client)
  const store = dynamoQueryStore({ client, tableName: database.tableName, now: () => new Date() })
  const describe = describer(facts)
  const counter = visitCounter({
    zone: zoneOf('UTC'),
    by: ['day'],
    pages: defaults.pages,
    internal: 'exclude',
  })
  const began = performance.now()
  let read = 0
  const range = { site: reportSite, period: parsePeriod(reportDays), before: null, atOnce: 1000 }
  for await (const visit of store.visitsOf(range)) {
    const described = describe(visit)
    counter.add(described, described.bot === null ? 'counted' : 'bots')
    read += 1
  }
  const ms = performance.now() - began
  check(read === visits, `${visits} visits to be read, got ${read}`)
  return [`${reads().units}`, ms.toFixed(0)]
}

function rollupTable(stages: readonly Stage[]): Table {
  return {
    head: ['counted', 'days', 'visits', 'visits/s', 'CPU of a visit, µs', 'peak memory, MB'],
    rows: stages.flatMap(({ visits, rollups }) =>
      rollups
        .slice(0, visits === 1_000_000 ? 3 : 1)
        .map((run, at) => [
          `10^${Math.log10(visits)}: ${at === 0 ? 'the busiest day' : 'half of all, beside the other'}`,
          `${run.days}`,
          `${run.visits}`,
          ((run.visits / run.time) * 1000).toFixed(0),
          ((run.cpu * 1000) / run.visits).toFixed(0),
          run.peak.toFixed(0),
        ]),
    ),
  }
}
