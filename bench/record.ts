import { cpSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { ScanCommand } from '@aws-sdk/lib-dynamodb'
import { environment, networkTableName } from '../lambda/contract'
import { fromItem, type VisitItem } from '../lambda/store/visit-item'
import { bundleFunction } from '../lib/bundle'
import { type Database, openDatabase } from '../local/database'
import { event } from '../test/support/event'
import { firefox } from '../test/support/visits'
import { randomIpv4 } from './addresses'
import { bundleChild } from './child-bundle'
import { lambdaNodeVersion, measured } from './lambda-node'
import type { RecordRun } from './record-child'
import { comparison, interleaved, type Sample } from './rounds'
import { check, type Scenario } from './scenario'
import { inFolder } from './temporary-folder'

const rounds = 9
const warmUp = 200
const timed = 500

export const record: Scenario = {
  name: 'record',
  about: 'the record function as it is deployed, beside the same one without the network table',
  run: (say) =>
    inFolder(async (folder) => {
      const script = bundleChild('record-child', folder)
      const [withTable, without] = [join(folder, 'with'), join(folder, 'without')]
      bundleFunction('record', withTable)
      cpSync(withTable, without, { recursive: true })
      rmSync(join(without, networkTableName))
      const database = await openDatabase(join(folder, 'data'))
      try {
        const run = (code: string, events: string) =>
          measured<RecordRun>(script, [join(code, 'index.js'), events, String(warmUp)], settings(database))

        say('checking what is stored')
        const google = eventFile(folder, 'check', ['8.8.8.8'])
        for (const code of [without, withTable]) await run(code, google)
        const stored = (await visitsOf(database)).map(({ asn }) => asn)
        check(
          stored.length === 2 && stored.includes(null) && stored.includes(15_169),
          `AS15169 with the table and none without, got ${stored}`,
        )

        const events = eventFile(folder, 'visits', randomIpv4(1 + warmUp + timed))
        const measure = async (code: string): Promise<Sample> => {
          const { statuses, importMs, firstCallMs, cpuMs, wallMs, bareMb, ...memory } = await run(
            code,
            events,
          )
          check(statuses.join() === '204', `every visit to be answered 204, got ${statuses}`)
          return {
            'import, ms': importMs,
            'first call, ms': firstCallMs,
            'import and first call, ms': importMs + firstCallMs,
            'CPU of a warm visit, ms': cpuMs,
            'time of a warm visit, ms': wallMs,
            'resident memory over bare Node, MB': memory.residentMb - bareMb,
            'the same after a garbage collection, MB': memory.collectedMb - bareMb,
          }
        }
        const variants = { 'without table': () => measure(without), 'with table': () => measure(withTable) }
        const samples = await interleaved(variants, rounds, say)
        return {
          checked:
            'the same visit from 8.8.8.8 is stored with AS15169 with the table, and without organisation without it; every visit is answered 204',
          tables: [comparison(samples)],
          notes: [
            `${rounds} rounds, each in a fresh process on Node ${lambdaNodeVersion}; ${warmUp} visits to warm up, then ${timed} timed, one after the other, from random IPv4 addresses, against ${database.engine} on this machine. Times are over bare Node: they begin when it runs its first line.`,
            'No CPU limit is set, so a small Lambda is slower than this throughout; the ratios are what to trust.',
          ],
        }
      } finally {
        await database.close()
      }
    }),
}

const settings = ({ endpoint, tableName }: Database): Record<string, string> => ({
  AWS_REGION: 'eu-central-1',
  AWS_ACCESS_KEY_ID: 'bench',
  AWS_SECRET_ACCESS_KEY: 'bench',
  AWS_ENDPOINT_URL_DYNAMODB: endpoint,
  [environment.tableName]: tableName,
  [environment.sites]: 'you.github.io',
  [environment.ip]: 'truncated',
  [environment.retentionDays]: '365',
  [environment.respectGpc]: 'true',
  [environment.organisations]: 'true',
  [environment.reverseDns]: 'false',
})

function eventFile(folder: string, name: string, addresses: readonly string[]): string {
  const file = join(folder, `${name}.json`)
  const headers = { Origin: 'https://you.github.io', 'User-Agent': firefox }
  const body = JSON.stringify({
    page: '/cv.html',
    title: 'Résumé',
    referrer: 'https://www.linkedin.com/feed/',
  })
  const events = addresses.map((ip) => event({ route: 'POST /visits', headers, body, ip }))
  writeFileSync(file, JSON.stringify(events))
  return file
}

async function visitsOf({ client, tableName }: Database) {
  const { Items = [] } = await client.send(new ScanCommand({ TableName: tableName }))
  return (Items as VisitItem[]).filter(({ page }) => page !== undefined).map(fromItem)
}
