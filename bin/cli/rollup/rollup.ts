import { type FailingDay, rollUp } from '../../../lambda/counting/roll-up'
import { dayOf, instantOf } from '../../../lambda/domain/time/day'
import { canonicalHost } from '../../../lambda/domain/visit/host'
import { openNetworks } from '../../../lambda/network/networks'
import { dynamoQueryStore } from '../../../lambda/store/dynamo/query-store'
import { dynamoRollupStore } from '../../../lambda/store/dynamo/rollup-store'
import { dynamoShardStore } from '../../../lambda/store/dynamo/shard-store'
import { networkTableFile } from '../../../lib/assets/network-table/file'
import { awsFailure } from '../api/aws-failure'
import { Failure, wrongUsage } from '../failure'
import { openTable } from '../import/import-table'
import { pagesFor } from '../pages-setting'
import { dayProgress } from '../terminal/day-progress'
import { interruption } from '../terminal/interruption'
import { plural } from '../terminal/plural'
import type { RollupOptions } from './rollup-command'

/** Counts closed days, with progress. @throws Failure saying how far it came */
export async function countAgain({ site: name, from, to, ...options }: RollupOptions): Promise<void> {
  const site = name === undefined ? undefined : canonicalHost(name)
  if (site === null) throw wrongUsage('--site must be a host such as you.github.io')
  if (from !== undefined && to !== undefined && from > to) throw wrongUsage('--from must not be after --to')
  const now = () => new Date()
  const days =
    from === undefined && to === undefined
      ? undefined
      : { from: from ?? '0000-01-01', to: to ?? dayOf(instantOf(Date.now())) }
  const pages = pagesFor(options)
  const { client, tableName, close } = await openTable(options)
  const stop = interruption()
  const progress = dayProgress()
  try {
    const table = { client, tableName, now }
    const networks = openNetworks(networkTableFile())
    const stores = {
      store: dynamoQueryStore(table),
      rollups: dynamoRollupStore(table),
      rounds: dynamoShardStore(table),
    }
    const counted = await rollUp(
      { ...stores, networks, pages, now },
      { site, days, mayGoOn: () => !stop.aborted, onDay: progress.onDay },
    )
    await progress.stop()
    stop.throwIfAborted()
    console.error(`${plural(counted.days, 'day')} counted, ${plural(counted.visits, 'visit')} read`)
    if (counted.failing.length > 0) throw new Failure(uncounted(counted.failing), 1)
  } catch (error) {
    await progress.stop()
    if (error instanceof Failure) throw error
    const { message } = awsFailure(error) as Error
    const done = plural(progress.done(), 'day')
    throw new Failure(`${message}; ${done} were counted, and running it again is safe`, 1, { cause: error })
  } finally {
    await close()
  }
}

const uncounted = (failing: readonly FailingDay[]): string =>
  `${plural(failing.length, 'day')} could not be counted: ${failing.map(failureText).join('; ')}`
const failureText = ({ site, day, reason, since, next }: FailingDay): string =>
  `${day} of ${site}, ${reason} (first ${minute(since)}, tried again after ${minute(next)} UTC)`
const minute = (moment: string): string => moment.slice(0, 16).replace('T', ' ')
