import { mkdirSync } from 'node:fs'
import type { APIGatewayProxyEventV2, APIGatewayProxyStructuredResultV2 } from 'aws-lambda'
import { defaults } from '../../lambda/contract'
import type { Networks } from '../../lambda/network/networks'
import { networkTableFile } from '../../lib/assets/network-table/file'
import type { Database } from '../../local/engine/database'
import { localFunctions } from '../../local/functions'
import { event } from '../../test/support/http/event'
import { measured } from '../harness/lambda-node'
import { check, type Say } from '../harness/scenario'
import { consumedReads, type Reads } from './consumed-reads'
import { type QueryProcess, queryToken, startQuery } from './query-process'
import { daysBefore, reportDays, visitsBefore } from './report-rows'
import { type DayFigures, type DayOfVisits, reportSite, visitsOnDays } from './report-visits'
import type { Vocabulary } from './report-vocabulary'
import type { RollupRun } from './rollup-child'
import { seededTable } from './seeded-table'

/** A counted table with this many visits in thirty closed days, and the processes that query it. */
export interface Stage {
  readonly visits: number
  readonly database: Database
  /** Of the thirty days alone. */
  readonly figures: readonly DayFigures[]
  readonly last: DayOfVisits
  /** What counting took: of the busiest day alone, and of all. */
  readonly rollups: readonly RollupRun[]
  readonly query: QueryProcess
  /** Answers in this process, with what was read for it. */
  ask(
    paths: readonly string[],
  ): Promise<{ reads: Reads; answers: readonly APIGatewayProxyStructuredResultV2[] }>
  close(): Promise<void>
}

export interface Bundles {
  /** The query function's asset. */
  readonly query: string
  readonly queryChild: string
  readonly rollupChild: string
}

export interface Props {
  readonly networks: Networks
  readonly vocabulary: Vocabulary
  readonly bundles: Bundles
  readonly say: Say
}

/** Days that are counted by the second of two runs beside each other. */
const secondHalf = '2026-10-17'

/** From this many visits on, the index of organisations is left out: no row uses it, as every day is counted, and importing it takes as long as the table. */
const unindexed = 1_000_000

export async function openStage(
  folder: string,
  visits: number,
  { networks, vocabulary, bundles, say }: Props,
): Promise<Stage> {
  mkdirSync(folder)
  const began = Date.now()
  const secondsSoFar = () => `${((Date.now() - began) / 1000).toFixed(0)} s`
  const isIndexed = visits < unindexed ? networks.isIndexed : () => false
  const seeded = await seededTable(folder, { days: daysOf(visits, vocabulary), isIndexed })
  const { database, last } = seeded
  say(`${visits} visits are in the table after ${secondsSoFar()}`)
  const figures = seeded.figures.filter(({ day }) => day >= reportDays.from)
  const rollups = await countDays(bundles.rollupChild, database, { visits, figures })
  say(`${visits} visits are counted after ${secondsSoFar()}`)
  const ask = asker(database)
  const query = startQuery({ child: bundles.queryChild, code: bundles.query }, database)
  return {
    visits,
    database,
    figures,
    last,
    rollups,
    query,
    ask,
    async close() {
      query.stop()
      await database.close()
    },
  }
}

/** The thirty days of the reports, and what lies before them. */
function* daysOf(visits: number, vocabulary: Vocabulary): Iterable<DayOfVisits> {
  yield* visitsOnDays(vocabulary, { count: visitsBefore, ...daysBefore })
  yield* visitsOnDays(vocabulary, { count: visits, ...reportDays })
}

/** Counts the busiest day alone, then all days by two runs beside each other. */
async function countDays(
  script: string,
  { endpoint, tableName }: Database,
  { visits, figures }: Pick<Stage, 'visits' | 'figures'>,
): Promise<readonly RollupRun[]> {
  const count = (from = '', to = '') =>
    measured<RollupRun>(script, [endpoint, tableName, networkTableFile(), from, to])
  const busiest = figures.toSorted((a, b) => b.visits - a.visits)[0]?.day
  const alone = await count(busiest, busiest)
  const both = await Promise.all([count(secondHalf, reportDays.to), count('2026-01-01', '2026-10-16')])
  check(
    both.reduce((sum, run) => sum + run.visits, 0) === visits + visitsBefore,
    `${visits + visitsBefore} visits to be counted`,
  )
  return [alone, ...both]
}

/** Asks the query function in this process, and meters what it reads. */
function asker(database: Database): Stage['ask'] {
  const reads = consumedReads(database.client)
  const { functions } = localFunctions(database, { sites: [reportSite], token: queryToken, ...defaults })
  return async (paths) => {
    reads()
    const answers = await Promise.all(paths.map((path) => functions.query(eventOf(path))))
    return { reads: reads(), answers }
  }
}

/** A request as browsers make it, except for the compression. */
export const eventOf = (path: string, coding = 'identity'): APIGatewayProxyEventV2 =>
  event({
    route: `GET ${path.split('?')[0]}`,
    path,
    headers: { authorization: `Bearer ${queryToken}`, 'accept-encoding': coding },
  })
