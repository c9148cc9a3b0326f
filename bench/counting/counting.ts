import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { filling } from '../../lambda/counting/count-day'
import { visitClasses } from '../../lambda/domain/describe/visit-class'
import { visitorsOfShare } from '../../lambda/domain/rollup/rollup'
import { rollupPartition, rollupSortKey } from '../../lambda/store/keys'
import { bundleFunction } from '../../lib/assets/bundle'
import { bundleChild } from '../harness/child-bundle'
import { type ControlGroup, openControlGroup } from '../harness/control-group'
import { lambdaNodeVersion, measured } from '../harness/lambda-node'
import { check, type Findings, type Say, type Scenario } from '../harness/scenario'
import { type InventedTable, inventedTable } from './invented-table'
import type { FunctionRun } from './rollup-function-child'
import { rollupSettings } from './rollup-settings'

/** Distinct visitors of one day; the first one fits into one share. */
const sizes = [300_000, 2_600_000, 3_000_000] as const
const quietVisits = 10
const [busy, quiet] = ['busy.example.com', 'quiet.example.com']

/** As deployed, in MB of 2^20 bytes. */
const deployed = 768
/** Most of V8’s old space, in MB: nine tenths of that, an assumption. */
const heap = Math.floor(0.9 * deployed)

export const counting: Scenario = {
  name: 'counting',
  about:
    'what counting a day of distinct visitors takes that does not fit into one share, beside one that does',
  async run(say) {
    const folder = mkdtempSync(join(tmpdir(), 'visitbook-'))
    const group = memoryGroup(say)
    try {
      const code = bundleFunction('rollup', join(folder, 'rollup'))
      const child = bundleChild('counting/rollup-function-child', folder)
      const runs: SizedRun[] = []
      for (const visits of sizes) {
        runs.push({ visits, ...(await countedDay({ child, code, group }, visits)) })
        say(JSON.stringify(runs.at(-1)))
      }
      return findings(runs, group !== null)
    } finally {
      await group?.close()
      rmSync(folder, { recursive: true })
    }
  },
}

interface SizedRun extends FunctionRun {
  readonly visits: number
}

interface Parts {
  readonly child: string
  readonly code: string
  readonly group: ControlGroup | null
}

/** Linux ends a process that needs more than this group has. Null where there is none: then the peak alone is told. */
function memoryGroup(say: Say): ControlGroup | null {
  try {
    const group = openControlGroup('memory')
    group.set(group.isV1 ? 'memory.limit_in_bytes' : 'memory.max', deployed * 2 ** 20)
    return group
  } catch (error) {
    say(`the process is not held to ${deployed} MB: ${(error as Error).message}`)
    return null
  }
}

/** Counts a busy and a quiet site by the deployed bundle. @throws Error where a visit or visitor is missing */
async function countedDay({ child, code, group }: Parts, visits: number): Promise<FunctionRun> {
  const day = new Date(Date.now() - 3 * 86_400_000).toISOString().slice(0, 10)
  const table = await inventedTable([
    { site: busy, day, visits },
    { site: quiet, day, visits: quietVisits },
  ])
  try {
    const env = { ...rollupSettings(table), NODE_OPTIONS: `--max-old-space-size=${heap}` }
    const run = await measured<FunctionRun>(child, [join(code, 'index.js')], env, group)
    for (const [site, all] of [[busy, visits] as const, [quiet, quietVisits] as const])
      checkDay(table, site, day, all)
    return run
  } finally {
    table.close()
  }
}

/** Every visit of a visitor of its own, so both are as many, in the day and in its hours together. */
function checkDay({ put }: InventedTable, site: string, day: string, all: number): void {
  const counts = (grain: 'day' | 'hour', span: string): readonly [number, number] => {
    const totals = put.get(`${rollupPartition(site)} ${rollupSortKey(grain, 'total', span)}`)
    const packed = visitClasses.map((one) => Buffer.from(String(totals?.[one]?.B ?? ''), 'base64'))
    const sum = (at: number) =>
      packed.reduce((all, bytes) => all + (bytes.length > 0 ? bytes.readUInt32LE(at) : 0), 0)
    return [sum(0), sum(4)]
  }
  const hours = Array.from({ length: 24 }, (_, hour) =>
    counts('hour', `${day}T${String(hour).padStart(2, '0')}`),
  )
  const ofHours = hours.reduce(([visits, visitors], hour) => [visits + hour[0], visitors + hour[1]], [0, 0])
  const ofDay = counts('day', day)
  check(ofDay.join() === `${all},${all}`, `${all} visits and visitors of ${site}, got ${ofDay.join(' and ')}`)
  check(ofHours.join() === `${all},${all}`, `the same of its hours, got ${ofHours.join(' and ')}`)
}

function findings(runs: readonly SizedRun[], isHeld: boolean): Findings {
  const [one, many] = [runs[0] as SizedRun, runs.at(-1) as SizedRun]
  const passesOf = (visits: number) => Math.ceil(visits / (filling * visitorsOfShare))
  const first = (one.cpu / one.visits) * many.visits
  const pass = (many.cpu - first) / passesOf(many.visits) / first
  const read = (visits: number) =>
    visits === one.visits ? 'once' : `once, and once for each of ${passesOf(visits)} shares`
  const row = ({ visits, peak, cpu, time }: SizedRun) => [
    visits.toLocaleString('en'),
    read(visits),
    peak.toFixed(0),
    ((cpu * 1000) / visits).toFixed(0),
    (time / 1000).toFixed(0),
  ]
  const held = isHeld ? `which Linux ends beyond the ${deployed} MB that it is deployed with, ` : ''
  return {
    checked:
      'the day and its hours together have every visit and visitor, and those of a quiet site beside it',
    tables: [
      {
        head: [
          ...['distinct visitors of a day', 'read', `peak memory of the process, MB of ${deployed}`],
          ...['CPU of a visit, µs', 'seconds'],
        ],
        rows: runs.map(row),
      },
    ],
    notes: [
      `Each further reading of the day takes ${pass.toFixed(2)} of the CPU of the first one: the table leaves other shares out.`,
      `The rollup function’s bundle in a process of its own, Node ${lambdaNodeVersion}, ${held}V8’s old space ${heap} MB, before a stand-in for the table that makes its visits when they are read: 300 pages, 5,000 networks.`,
    ],
  }
}
