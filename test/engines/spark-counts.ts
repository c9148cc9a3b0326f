import { deepStrictEqual, match, strictEqual } from 'node:assert'
import { spawn, spawnSync } from 'node:child_process'
import { once } from 'node:events'
import { mkdirSync, renameSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout } from 'node:timers/promises'
import { dayFolder, partName, partPrefix } from '../../lambda/archive/archive-files'
import { dayOf } from '../../lambda/domain/time/day'
import type { Visit } from '../../lambda/domain/visit/visit'
import { archiveFolder } from '../../local/archive/local-archive'
import { root } from '../support/clone'
import { countedHere } from './counted-here'
import { emptied, type Items, itemsIn } from './counted-items'
import { sparkEnvironment, sparkPython } from './judges'

/** Days of a site to be counted. */
export interface CountedSet {
  readonly name: string
  readonly site: string
  readonly visits: readonly Visit[]
  /** Whether a part is taken away, and Spark is killed. */
  readonly isDisturbed: boolean
}

/**
 * Days counted by one process, by four shards and by Spark from the archive leave the same items in the table. Where a part is
 * missing, Spark puts nothing; killed half-way and run again, it puts the same.
 */
export async function judgeCounts(set: CountedSet, folder: string): Promise<void> {
  const [one, four] = [join(folder, 'one'), join(folder, 'four')]
  const items: Items[] = []
  for (const [data, shards] of [
    [one, 1],
    [four, 4],
  ] as const) {
    mkdirSync(data, { recursive: true })
    await countedHere(data, set.visits, shards)
    items.push(await itemsIn(data, [set.site]))
  }
  const [byOne, byFour] = items as [Items, Items]
  deepStrictEqual(byFour, byOne, `four shards count ${set.name} otherwise`)
  for (const data of [one, four]) {
    strictEqual((await emptied(data, [set.site])).size, 0)
    const began = performance.now()
    const { status, stderr } = sparkCounts(data, set)
    if (status !== 0) throw new Error(stderr.slice(-3000))
    const seconds = ((performance.now() - began) / 1000).toFixed(1)
    deepStrictEqual(await itemsIn(data, [set.site]), byOne, `Spark counts ${set.name} otherwise`)
    console.log(
      `✓ ${set.name}: Spark counts ${data === one ? 'one archive' : 'four shards'}, ${byOne.size} items (${seconds} s)`,
    )
  }
  if (!set.isDisturbed) return
  await refuseHalf(one, set)
  await killAndRunAgain(one, set, byOne)
}

async function refuseHalf(data: string, set: CountedSet): Promise<void> {
  await emptied(data, [set.site])
  const [day] = daysOf(set)
  const prefix = partPrefix(dayFolder(set.site, day), null)
  const part = join(archiveFolder(data), partName(prefix, 0))
  renameSync(part, join(data, 'part'))
  const { status, stderr } = sparkCounts(data, {
    ...set,
    visits: set.visits.filter(({ time }) => dayOf(time) === day),
  })
  renameSync(join(data, 'part'), part)
  strictEqual(status, 1)
  match(
    stderr,
    /visitbook: the archive of \S+ of \S+ is not whole: its files \(\d+\) have \d+ visits, and \d+ were written/,
  )
  strictEqual((await itemsIn(data, [set.site])).size, 0, 'Spark put some of half a day')
  console.log(`✓ ${set.name}: without a part, Spark says so and puts nothing`)
}

async function killAndRunAgain(data: string, set: CountedSet, whole: Items): Promise<void> {
  const [python = '', ...args] = commandFor(data, set)
  const job = spawn(python, args, { env: sparkEnvironment(), detached: true, stdio: 'ignore' })
  const ended = once(job, 'exit')
  let found = 0
  while (found === 0 && job.exitCode === null) {
    await setTimeout(5)
    found = (await itemsIn(data, [set.site])).size
  }
  if (job.exitCode === null) process.kill(-(job.pid as number), 'SIGKILL')
  await ended
  const put = (await itemsIn(data, [set.site])).size
  strictEqual(sparkCounts(data, set).status, 0)
  deepStrictEqual(await itemsIn(data, [set.site]), whole, `Spark, killed, counts ${set.name} otherwise`)
  console.log(`✓ ${set.name}: killed with ${put} items put, and run again, Spark counts the same`)
}

const daysOf = ({ visits }: CountedSet): [string, string] => {
  const days = visits.map(({ time }) => dayOf(time)).toSorted()
  return [days[0] as string, days.at(-1) as string]
}

function commandFor(data: string, set: CountedSet): string[] {
  const [from, to] = daysOf(set)
  const script = join(root, 'engines/spark/count.py')
  const range = ['--site', set.site, '--from', from, '--to', to, '--processes', '3']
  return [sparkPython(), script, archiveFolder(data), ...range]
}

function sparkCounts(data: string, set: CountedSet) {
  const [python = '', ...args] = commandFor(data, set)
  return spawnSync(python, args, { encoding: 'utf8', env: sparkEnvironment() })
}
