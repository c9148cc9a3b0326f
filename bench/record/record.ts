import { cpSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { ScanCommand } from '@aws-sdk/lib-dynamodb'
import { buildSync } from 'esbuild'
import { networkTableName } from '../../lambda/contract'
import { makeVisitId } from '../../lambda/domain/visit/visit-id'
import { fromItem, type VisitItem } from '../../lambda/store/items/visit-item'
import { bundleFunction, bundling } from '../../lib/assets/bundle'
import { type Database, openDatabase } from '../../local/engine/database'
import { event } from '../../test/support/http/event'
import { firefox } from '../../test/support/memory/visits'
import { bundleChild } from '../harness/child-bundle'
import {
  comparison,
  interleave,
  median,
  type Sample,
  type Samples,
  type Variants,
} from '../harness/interleave'
import { lambdaNodeVersion, measured } from '../harness/lambda-node'
import { check, type Findings, type Say, type Scenario, type Table } from '../harness/scenario'
import { inFolder } from '../harness/temporary-folder'
import { randomIpv4 } from '../network/addresses'
import type { RecordRun } from './record-child'
import { recordSettings } from './record-settings'

const rounds = 5
const warmUp = 2000 // until V8 has optimised the code, as it has in a function that a page keeps busy
const timed = 2000
const put = 'SDK’s put alone'
const socket = 'a socket alone'
const cpuMeasure = 'CPU of a warm visit, ms'

export const record: Scenario = {
  name: 'record',
  about:
    'the record function as it is deployed, beside the same one through the SDK, each with and without the network table',
  run: (say) =>
    inFolder(async (folder) => {
      const database = await openDatabase(join(folder, 'data'))
      try {
        return await compareFunctions(folder, database, say)
      } finally {
        await database.close()
      }
    }),
}

async function compareFunctions(folder: string, database: Database, say: Say): Promise<Findings> {
  const functions = functionsIn(folder)
  const run = functionRunner(folder, database)
  say('checking what is stored')
  await checkStored(functions, run, database)
  const samples = await interleave(variantsOf(functions, run), rounds, say)
  return {
    checked:
      'the same visit from 8.8.8.8 is stored with AS15169 with the table, and without organisation without it; every visit is answered 204',
    tables: tablesOf(samples),
    notes: [
      `${rounds} rounds, each in a fresh process on Node ${lambdaNodeVersion}; ${warmUp} visits to warm up, then ${timed} timed, one after the other, from random IPv4 addresses, against ${database.engine} on this machine. Times are over bare Node: they begin when it runs its first line.`,
      floorNote(samples),
      'The SDK’s variant asks for nothing during init; our own reads the salt and the mark of the day then, which counts as import here.',
      'No CPU limit is set, so a small Lambda is slower than this throughout; the ratios are what to trust.',
    ],
  }
}

type RunFunction = (code: string, addresses: readonly string[]) => Promise<RecordRun>

/** Runs a function's code in a process of its own, for a visit from each address. */
function functionRunner(folder: string, database: Database): RunFunction {
  const script = bundleChild('record/record-child', folder)
  const settings = recordSettings(database)
  return (code, addresses) => {
    const events = eventFile(folder, addresses) // ids carry the time, and are believed for five minutes
    return measured<RecordRun>(script, [code, events, String(warmUp)], settings)
  }
}

async function checkStored(
  { sdk, own, sdkBare, ownBare }: Functions,
  run: RunFunction,
  database: Database,
): Promise<void> {
  for (const code of [sdk, own, sdkBare, ownBare]) await run(code, ['8.8.8.8'])
  const stored = (await visitsOf(database)).map(({ asn }) => asn)
  check(
    stored.length === 4 &&
      stored.filter((asn) => asn === 15_169).length === 2 &&
      stored.filter((asn) => asn === null).length === 2,
    `AS15169 with the table and none without, got ${stored}`,
  )
}

function variantsOf(functions: Functions, run: RunFunction): Variants {
  const addresses = randomIpv4(1 + warmUp + timed)
  const measure = (code: string) => async () => sampleOf(code, await run(code, addresses))
  return {
    'SDK, with table': measure(functions.sdk),
    'own, with table': measure(functions.own),
    'SDK, without table': measure(functions.sdkBare),
    'own, without table': measure(functions.ownBare),
    [put]: measure(functions.put),
    [socket]: measure(functions.socket),
  }
}

function sampleOf(
  code: string,
  { statuses, importMs, firstCallMs, cpuMs, wallMs, bareMb, residentMb, collectedMb }: RecordRun,
): Sample {
  check(statuses.join() === '204', `every visit to be answered 204, got ${statuses}`)
  return {
    'import, ms': importMs,
    'first call, ms': firstCallMs,
    'import and first call, ms': importMs + firstCallMs,
    [cpuMeasure]: cpuMs,
    'time of a warm visit, ms': wallMs,
    'resident memory over bare Node, MB': residentMb - bareMb,
    'the same after a garbage collection, MB': collectedMb - bareMb,
    'bundle, minified, KB': statSync(code.replace('index.mjs', 'record.js')).size / 1000,
  }
}

function tablesOf(samples: Samples): Table[] {
  const only = (...names: string[]) =>
    comparison(new Map(names.map((name) => [name, samples.get(name) ?? []])))
  return [
    only('SDK, with table', 'own, with table'),
    only('SDK, without table', 'own, without table'),
    only(put, 'own, with table', socket),
    only('own, without table', 'own, with table'),
  ]
}

/** How close warm visits are to the goal, and what bounds them. */
function floorNote(samples: Samples): string {
  const cpu = (of: string) => (samples.get(of) ?? []).map((sample) => sample[cpuMeasure] as number)
  const [own, sdk, floor] = [cpu('own, with table'), cpu(put), cpu(socket)]
  const ratio = (off: readonly number[]) =>
    median(own.map((ms, at) => (ms - (off[at] ?? 0)) / ((sdk[at] as number) - (off[at] ?? 0)))).toFixed(2)
  return `To reach: CPU of a warm visit, all of it, in at most 0.25 of the SDK’s put alone. It is ${ratio([])}. A socket that writes ready bytes and reads the answer takes ${median(floor).toFixed(2)} ms of it, in Node’s streams and in the kernel; without that on both sides, the ratio is ${ratio(floor)}.`
}

/** The file of each variant that Lambda would load. */
type Functions = Readonly<Record<'own' | 'ownBare' | 'sdk' | 'sdkBare' | 'put' | 'socket', string>>

/** Both variants as they would be deployed, with and without the network table. */
function functionsIn(folder: string): Functions {
  const [own, ownBare, sdk, sdkBare] = ['own', 'own-bare', 'sdk', 'sdk-bare'].map((name) =>
    join(folder, name),
  ) as [string, string, string, string]
  bundleFunction('record', own)
  bundleSdkVariants(own, sdk)
  copyWithoutTable(own, ownBare)
  copyWithoutTable(sdk, sdkBare)
  return {
    own: join(own, 'index.mjs'),
    ownBare: join(ownBare, 'index.mjs'),
    sdk: join(sdk, 'index.js'),
    sdkBare: join(sdkBare, 'index.js'),
    put: join(sdk, 'put.js'),
    socket: join(sdk, 'socket.js'),
  }
}

function bundleSdkVariants(own: string, sdk: string): void {
  cpSync(own, sdk, { recursive: true })
  for (const name of ['index.mjs', 'record.js', 'record.js.map']) rmSync(join(sdk, name))
  for (const [entry, outfile] of [
    ['sdk-record', 'index.js'],
    ['sdk-put', 'put.js'],
    ['socket-put', 'socket.js'],
  ] as const)
    buildSync({
      ...bundling,
      sourcemap: false,
      entryPoints: [join(__dirname, `${entry}.ts`)],
      outfile: join(sdk, outfile),
      external: ['./reverse-dns'],
      supported: { 'dynamic-import': false },
    })
}

function copyWithoutTable(full: string, bare: string): void {
  cpSync(full, bare, { recursive: true })
  rmSync(join(bare, networkTableName))
}

function eventFile(folder: string, addresses: readonly string[]): string {
  const file = join(folder, 'events.json')
  const headers = { Origin: 'https://you.github.io', 'User-Agent': firefox }
  const events = addresses.map((ip) => {
    const body = JSON.stringify({
      id: makeVisitId(Date.now(), crypto.getRandomValues(new Uint8Array(10))),
      page: '/cv.html',
      title: 'Résumé',
      referrer: 'https://www.linkedin.com/feed/',
    })
    return event({ route: 'POST /visits', headers, body, ip })
  })
  writeFileSync(file, JSON.stringify(events))
  return file
}

async function visitsOf({ client, tableName }: Database) {
  const { Items = [] } = await client.send(new ScanCommand({ TableName: tableName }))
  return (Items as VisitItem[]).filter(({ page }) => page !== undefined).map(fromItem)
}
