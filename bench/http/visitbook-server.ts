import { type ChildProcess, spawn } from 'node:child_process'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { QueryCommand } from '@aws-sdk/lib-dynamodb'
import { dayOf, instantOf } from '../../lambda/domain/time/day'
import { visitSortKey, visitsPartition } from '../../lambda/store/keys'
import { type Database, openDatabase } from '../../local/engine/database'
import type { RecordingServer } from './recording-server'

/** Starts our server as `npm start` does, in a process of its own, with its data in `folder`. */
export async function startVisitbook(folder: string, site: string): Promise<RecordingServer> {
  const child = spawn(process.execPath, ['--import', 'tsx', join(__dirname, '../../local/start.ts')], {
    env: { ...process.env, PORT: '0', DEMO_PORT: '0', VISITBOOK_DATA: folder, VISITBOOK_SITES: site },
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  try {
    const url = await urlOf(child)
    const database = await openDatabase(folder)
    return {
      name: 'Visitbook',
      url: `${url}/visits`,
      beacon: 'visit',
      processes: [child.pid as number], // the engine is its child
      notes: [
        `Visitbook is what \`npm start\` runs on Node ${process.version}, with ${database.engine}. ${synced[database.engine]}`,
      ],
      counter: async () => {
        const since = instantOf(Date.now())
        return () => visitsSince(database, site, since)
      },
      newest: () => newestVisit(database, site),
      close: async () => {
        await database.close()
        await ended(child)
      },
    }
  } catch (error) {
    await ended(child)
    throw error
  }
}

const synced = {
  dynoxide:
    'dynoxide syncs: the write-ahead log of its SQLite file at every commit (synchronous = FULL, seen with strace: one fsync a put), before the visit is answered; visits that come while a commit is under way share the next one (local/engine/grouped-table.ts), as in InnoDB.',
  dynalite: 'dynalite syncs nothing: a visit that is answered may be lost with the power, which flatters it.',
}

async function urlOf(child: ChildProcess): Promise<string> {
  const lines = createInterface({ input: child.stdout as NodeJS.ReadableStream })
  for await (const line of lines) {
    const url = /Dashboard +(http:\S+)\//.exec(line)?.[1]
    if (url !== undefined) {
      child.stdout?.resume() // else it would wait once the pipe is full
      return url
    }
  }
  throw new Error('our server did not start')
}

/** Counts by key, which carries the time that wrk gave the visit. */
async function visitsSince(database: Database, site: string, since: string): Promise<number> {
  const days = new Set([dayOf(since), dayOf(instantOf(Date.now()))])
  let visits = 0
  for (const day of days) {
    for (let from: Record<string, unknown> | undefined, first = true; first || from; first = false) {
      const { Count = 0, LastEvaluatedKey } = await query(database, visitsPartition(site, day), {
        since,
        Select: 'COUNT',
        ExclusiveStartKey: from,
      })
      visits += Count
      from = LastEvaluatedKey
    }
  }
  return visits
}

async function newestVisit(database: Database, site: string): Promise<string> {
  const today = dayOf(instantOf(Date.now()))
  const { Items = [] } = await query(database, visitsPartition(site, today), {
    since: '',
    Limit: 1,
    ScanIndexForward: false,
  })
  return JSON.stringify(Items)
}

const query = (
  { client, tableName }: Database,
  partition: string,
  { since, ...options }: { since: string } & Partial<ConstructorParameters<typeof QueryCommand>[0]>,
) =>
  client.send(
    new QueryCommand({
      TableName: tableName,
      KeyConditionExpression: 'pk = :pk AND sk >= :since',
      ExpressionAttributeValues: { ':pk': partition, ':since': visitSortKey(since) },
      ConsistentRead: true,
      ...options,
    }),
  )

async function ended(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return
  const exit = new Promise((resolve) => child.once('exit', resolve))
  child.kill('SIGTERM')
  await exit
}
