import { execFileSync } from 'node:child_process'
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { ArchiveFiles } from '../../lambda/archive/archive-files'
import { dayFolder } from '../../lambda/archive/archive-files'
import { archivedVisits } from '../../lambda/archive/archived-visit'
import { dayWriter } from '../../lambda/archive/day-writer'
import { rowsOf } from '../../lambda/archive/parquet-rows'
import { openNetworks } from '../../lambda/network/networks'
import { bundleFunction } from '../../lib/assets/bundle'
import { networkTableFile } from '../../lib/assets/network-table/file'
import { realLog, realLogViews } from '../../test/support/real-log'
import { type InventedTable, inventedTable } from '../counting/invented-table'
import type { FunctionRun } from '../counting/rollup-function-child'
import { rollupSettings } from '../counting/rollup-settings'
import { bundleChild } from '../harness/child-bundle'
import { comparison, interleave } from '../harness/interleave'
import { measured } from '../harness/lambda-node'
import { check, type Findings, type Say, type Scenario, type Table } from '../harness/scenario'
import { reportSite, visitsOnDays } from '../reports/report-visits'
import { vocabularyOf } from '../reports/report-vocabulary'
import { openBucket } from './bucket'

const [invented, counted, largest, rounds] = [1_000_000, 300_000, 3_000_000, 3]

export const archive: Scenario = {
  name: 'archive',
  about: 'what writing visits as Parquet takes, and counting a day with it beside counting without',
  async run(say) {
    const folder = mkdtempSync(join(tmpdir(), 'visitbook-'))
    try {
      const sizes = [await ofInvented(), ...(await ofRealLog(folder, say))]
      for (const one of sizes) say(JSON.stringify(one))
      const code = bundleFunction('rollup', join(folder, 'rollup'))
      const child = bundleChild('counting/rollup-function-child', folder)
      const count = (visits: number, isArchived: boolean) =>
        countedBeyond({ child, code }, visits, isArchived)
      const samples = await interleave(
        {
          'without an archive': () => count(counted, false),
          'with an archive': () => count(counted, true),
        },
        rounds,
        say,
      )
      const big = await count(largest, true)
      return findings(sizes, comparison(samples), big)
    } finally {
      rmSync(folder, { recursive: true })
    }
  },
}

function findings(
  sizes: readonly Size[],
  counting: Table,
  big: { 'CPU, ms': number; 'peak memory, MB': number },
): Findings {
  return {
    checked: 'all visits are read back from the files, and the day of either run is in the archive or not',
    tables: [
      {
        head: ['visits', 'files', 'bytes of a visit', 'CPU of a visit, µs'],
        rows: sizes.map(({ name, files, bytes, cpu, visits }) => [
          name,
          String(files),
          (bytes / visits).toFixed(1),
          cpu === null ? '' : ((cpu * 1000) / visits).toFixed(1),
        ]),
      },
      counting,
      {
        head: ['a day of distinct visitors, with an archive', 'peak memory, MB', 'CPU of a visit, µs'],
        rows: [
          [
            largest.toLocaleString('en'),
            big['peak memory, MB'].toFixed(0),
            ((big['CPU, ms'] * 1000) / largest).toFixed(0),
          ],
        ],
      },
    ],
    notes: [
      'Counting is what a day takes beyond one of ten visits, in the rollup function’s bundle. S3 is a stand-in that keeps nothing but the sizes; the table makes its visits when they are read.',
    ],
  }
}

interface Size {
  readonly name: string
  readonly visits: number
  readonly files: number
  readonly bytes: number
  /** Of writing, in milliseconds; null where it was not measured apart. */
  readonly cpu: number | null
}

/** Thirty days of visits of many sorts. */
async function ofInvented(): Promise<Size> {
  const networks = openNetworks(networkTableFile())
  const archived = archivedVisits(networks)
  const stored = new Map<string, Uint8Array>()
  const files: ArchiveFiles = {
    list: async () => [],
    get: async (name) => stored.get(name) ?? null,
    tail: async (name, bytes) => stored.get(name)?.slice(-bytes) ?? null,
    put: async (name, bytes) => {
      stored.set(name, bytes.slice())
    },
    remove: async () => {},
  }
  let cpu = 0
  const days = { count: invented, from: '2026-10-01', to: '2026-10-30' }
  for (const { day, all } of visitsOnDays(vocabularyOf(networks), days)) {
    const before = process.cpuUsage()
    const writer = await dayWriter(files, dayFolder(reportSite, day))
    for (const visit of all.toReversed()) await writer.add(archived(visit))
    await writer.finish()
    const { user, system } = process.cpuUsage(before)
    cpu += (user + system) / 1000
  }
  let read = 0
  for (const bytes of stored.values()) read += (await rowsOf(bytes, ['visit_id'])).length
  check(read === invented, `${invented} visits in the files, got ${read}`)
  const bytes = [...stored.values()].reduce((sum, one) => sum + one.length, 0)
  return {
    name: `${invented.toLocaleString('en')} invented`,
    visits: invented,
    files: stored.size,
    bytes,
    cpu,
  }
}

/** The real log, imported and written by the command line; nothing where it is not there. */
async function ofRealLog(folder: string, say: Say): Promise<Size[]> {
  if (!existsSync(realLog)) return []
  const data = join(folder, 'data')
  const visitbook = (...args: string[]) =>
    execFileSync('npx', ['visitbook', ...args, '--data', data], { stdio: ['ignore', 'ignore', 'ignore'] })
  visitbook('import', 'access-log', realLog, '--site', 'semicomplete.com', '--retention-days', '3650')
  visitbook('archive')
  const root = join(data, 'archive', 'visits')
  const paths = readdirSync(root, { recursive: true }).map((path) => join(root, String(path)))
  const parts = paths.filter((path) => path.endsWith('.parquet'))
  const rows = await Promise.all(parts.map((path) => rowsOf(readFileSync(path), ['visit_id'])))
  const visits = rows.flat().length
  check(visits === realLogViews, `${realLogViews} visits of the real log, got ${visits}`)
  say(`${parts.length} days of the real log are written`)
  const bytes = parts.reduce((sum, path) => sum + statSync(path).size, 0)
  return [{ name: 'the real log', visits, files: parts.length, bytes, cpu: null }]
}

interface Parts {
  readonly child: string
  readonly code: string
}

/** A day of few visits, with all that is done once: the file of networks among it. */
const fewVisits = 10

/** What a day takes beyond one of few visits; the peak is the day's own. */
async function countedBeyond(parts: Parts, visits: number, isArchived: boolean) {
  const few = await countedDay(parts, fewVisits, isArchived)
  const many = await countedDay(parts, visits, isArchived)
  return { ...many, 'CPU, ms': many['CPU, ms'] - few['CPU, ms'] }
}

async function countedDay({ child, code }: Parts, visits: number, isArchived: boolean) {
  const day = new Date(Date.now() - 3 * 86_400_000).toISOString().slice(0, 10)
  const site = 'busy.example.com'
  const table: InventedTable = await inventedTable([{ site, day, visits }])
  const bucket = await openBucket()
  try {
    const env = {
      ...rollupSettings(table, isArchived ? 'archive' : undefined),
      AWS_ENDPOINT_URL_S3: bucket.endpoint,
      NODE_OPTIONS: '--max-old-space-size=691', // nine tenths of the memory that it is deployed with
    }
    const run = await measured<FunctionRun>(child, [join(code, 'index.js')], env)
    const marked = [...table.put.keys()].some((key) => key.endsWith(`ARCHIVED#${day}`))
    check(marked === isArchived, `the day to be ${isArchived ? '' : 'not '}in the archive`)
    return { 'CPU, ms': run.cpu, 'peak memory, MB': run.peak }
  } finally {
    table.close()
    bucket.close()
  }
}
