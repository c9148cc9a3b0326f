import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import type { StatsAnswer } from '../../lambda/api/stats'
import { dimensions } from '../../lambda/domain/count/dimension'
import type { By } from '../../lambda/domain/report/report'
import { type Day, dayLength, dayOf, instantOf } from '../../lambda/domain/time/day'
import { openNetworks } from '../../lambda/network/networks'
import { maxUncountedVisits } from '../../lambda/reports/stats'
import { bundleFunction } from '../../lib/assets/bundle'
import { networkTableFile } from '../../lib/assets/network-table/file'
import { preferredEngine } from '../../local/engine/engine'
import { bundleChild } from '../harness/child-bundle'
import { spread } from '../harness/interleave'
import { measured } from '../harness/lambda-node'
import { check, type Scenario } from '../harness/scenario'
import { inFolder } from '../harness/temporary-folder'
import { type QueryProcess, startQuery } from './query-process'
import { eventOf } from './report-stage'
import { type DayOfVisits, reportSite, visitsOnDays } from './report-visits'
import { type Vocabulary, vocabularyOf } from './report-vocabulary'
import type { RollupRun } from './rollup-child'
import { seededTable } from './seeded-table'

const daysOfReport = 30
const visitsBefore = 30_000
const uncounted = [600, 60_000]
const rounds = 7

interface Asked {
  readonly name: string
  readonly by: readonly By[]
}

const questions: readonly Asked[] = [
  { name: 'by=day', by: ['day'] },
  {
    name: 'all that the dashboard asks for',
    by: ['day', ...dimensions.filter((one) => one !== 'organisation')],
  },
]

export const degrade: Scenario = {
  name: 'degrade',
  about: `a report of ${daysOfReport} days of which today’s 600 or 60,000 visits have not been counted: CPU of the query function`,
  async run(say) {
    if (preferredEngine() !== 'dynoxide')
      return { skipped: '@dynoxide/linux-x64 is not installed; dynalite imports no tables' }
    return inFolder(async (folder) => {
      const networks = openNetworks(networkTableFile())
      const vocabulary = vocabularyOf(networks)
      const code = bundleFunction('query', join(folder, 'query'))
      const [child, counting] = [
        bundleChild('reports/query-child', folder),
        bundleChild('reports/rollup-child', folder),
      ]
      const rows: string[][] = []
      for (const visits of uncounted) {
        const days = lastDays(vocabulary, visits)
        const place = join(folder, String(visits))
        mkdirSync(place)
        const { database } = await seededTable(place, { days, isIndexed: networks.isIndexed })
        const { endpoint, tableName } = database
        const range = [dayAgo(daysOfReport - 1), dayAgo(1)]
        await measured<RollupRun>(counting, [endpoint, tableName, networkTableFile(), ...range])
        const query = startQuery({ child, code }, database)
        say(`${visits} uncounted visits are in the table`)
        for (const asked of questions) rows.push(await measure(query, asked, visits))
        query.stop()
        await database.close()
      }
      return {
        checked: `each is answered 200 with all visits of the ${daysOfReport - 1} closed days; of today’s 600 with all, of 60,000 with the newest ${maxUncountedVisits}, which it says`,
        tables: [{ head: ['uncounted today', 'asked', 'read', 'CPU, ms', 'time, ms'], rows }],
        notes: [
          'CPU of the query function’s bundle on Lambda’s Node; the engine’s is apart. A Lambda of 512 MB has about 0.3 of a processor.',
        ],
      }
    })
  },
}

const dayAgo = (days: number): Day => dayOf(instantOf(Date.now() - days * dayLength))

function* lastDays(vocabulary: Vocabulary, today: number): Iterable<DayOfVisits> {
  yield* visitsOnDays(vocabulary, { count: visitsBefore, from: dayAgo(daysOfReport - 1), to: dayAgo(1) })
  yield* visitsOnDays(vocabulary, { count: today, from: dayAgo(0), to: dayAgo(0) })
}

async function measure(query: QueryProcess, { name, by }: Asked, uncounted: number): Promise<string[]> {
  const path = `/stats?${new URLSearchParams({ site: reportSite, bot: 'include', by: by.join(',') })}`
  const { answers, times, cpu } = await query.ask({ events: [eventOf(path)], times: rounds })
  const [answer] = answers
  check(answer?.statusCode === 200, `${path} to be answered, got ${answer?.body}`)
  const { totals, freshness } = JSON.parse(answer.body ?? '') as StatsAnswer
  const read = Math.min(uncounted, maxUncountedVisits)
  check(
    totals.visits === visitsBefore + read && freshness.visitsRead === read,
    `${read} visits beside the closed days’, got ${JSON.stringify({ totals, freshness })}`,
  )
  check(freshness.complete === (read === uncounted), 'to be said whether that is all')
  return [String(uncounted), name, String(read), spread(cpu), spread(times)]
}
