import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { ScanCommand } from '@aws-sdk/lib-dynamodb'
import { fromItem, type VisitItem } from '../../lambda/store/items/visit-item'
import { bundleFunction } from '../../lib/assets/bundle'
import { type Database, openDatabase } from '../../local/engine/database'
import { comparison, type Samples } from '../harness/interleave'
import { check, type Findings, type Say, type Scenario } from '../harness/scenario'
import { shuffled } from '../harness/shuffled'
import { inFolder } from '../harness/temporary-folder'
import { recordSettings } from '../record/record-settings'
import { bundleSdkRecord } from '../record/sdk-bundle'
import { type CpuGroup, openCpuGroup } from './cpu-group'
import { type LambdaProcess, startLambda } from './lambda-process'
import { coldStart, lifetimeOf, visit, visitsOfLifetime } from './lifetime'
import { choice, method } from './memory-notes'
import {
  type Memory,
  memories,
  memoryOfOneCpu,
  name,
  nothing,
  reached,
  type Variant,
  variants,
} from './memory-variants'
import { runtimeClient } from './runtime-client'
import { selfSigned, startTlsProxy } from './tls-proxy'

const rounds = 7
/** Milliseconds until the table answers, as DynamoDB does: the engine here takes less than one. */
const storeMs = 4

/**
 * The proxy's certificate is taken unseen. To trust it by NODE_EXTRA_CA_CERTS costs 6 ms of CPU at the first connection,
 * which is in init as deployed, and in the first visit, at a seventh of a CPU, through the SDK: that would flatter ours.
 */
const trust = { NODE_TLS_REJECT_UNAUTHORIZED: '0', NODE_NO_WARNINGS: '1' }

interface Needed {
  readonly group: CpuGroup
  readonly client: string
  readonly certificate: string
}

export const memory: Scenario = {
  name: 'memory',
  about:
    'the record function in AWS’s own runtime client, at the CPU of 128, 256 and 512 MB, beside the same through the AWS SDK',
  async run(say) {
    const needed = await prepare(say)
    if ('skipped' in needed) return needed
    try {
      return await inFolder((folder) => measured(folder, needed, say))
    } finally {
      await needed.group.close()
    }
  },
}

async function prepare(say: Say): Promise<Needed | { readonly skipped: string }> {
  let group: CpuGroup | undefined
  try {
    const certificate = selfSigned()
    group = openCpuGroup()
    return { certificate, group, client: await runtimeClient(say) }
  } catch (error) {
    await group?.close()
    return { skipped: (error as Error).message }
  }
}

async function measured(folder: string, { client, group, certificate }: Needed, say: Say): Promise<Findings> {
  const code = bundles(folder)
  const database = await openDatabase(join(folder, 'data'))
  const proxy = await startTlsProxy(database.endpoint, certificate, storeMs)
  const env = { ...recordSettings({ ...database, endpoint: proxy.endpoint }), ...trust }

  /** Init has all the CPU it wants, as on Lambda; what comes after it is held. */
  async function run<T>(
    mb: Memory,
    variant: Variant | typeof nothing,
    act: (lambda: LambdaProcess) => Promise<T>,
  ): Promise<T> {
    const lambda = await startLambda({ client, code: code[variant], memory: mb, env })
    try {
      group.hold(lambda.pid, mb / memoryOfOneCpu)
      return await act(lambda)
    } finally {
      await lambda.stop()
    }
  }

  try {
    say('checking what is stored')
    for (const variant of variants) await run(512, variant, (lambda) => visit(lambda, '8.8.8.8'))
    const stored = (await visitsOf(database)).map(({ asn }) => asn)
    check(stored.join() === '15169,15169', `two visits from AS15169, got ${stored}`)

    const lives = memories.flatMap((mb) =>
      variants.map((variant) => [
        name(mb, variant),
        () => run(mb, variant, (lambda) => lifetimeOf(lambda, mb)),
      ]),
    )
    const alone = () => run(reached, nothing, (lambda) => coldStart(lambda))
    const samples = await shuffled({ ...Object.fromEntries(lives), [nothing]: alone }, rounds, say)
    const expected = variants.length + rounds * lives.length * visitsOfLifetime
    const { length } = await visitsOf(database)
    check(length === expected, `each of ${expected} visits in the table, got ${length}`)
    return {
      checked: `with both, a visit from 8.8.8.8 is stored with AS15169; all ${expected} visits were answered 204 and are in the table`,
      tables: memories.map((mb) => tableOf(mb, samples)),
      notes: [...choice(samples), ...method({ engine: database.engine, rounds, storeMs })],
    }
  } finally {
    await proxy.close()
    await database.close()
  }
}

const bundles = (folder: string): Record<Variant | typeof nothing, string> => ({
  'AWS SDK': bundleSdkRecord(join(folder, 'sdk')),
  'as deployed': bundleFunction('record', join(folder, 'deployed')),
  nothing: bundleNothing(join(folder, 'nothing')),
})

/** The bundle of a function that does nothing: what Node and the runtime client take by themselves. */
function bundleNothing(folder: string): string {
  mkdirSync(folder)
  writeFileSync(join(folder, 'index.js'), 'exports.handler = async () => ({ statusCode: 204 })')
  return folder
}

function tableOf(mb: Memory, samples: Samples) {
  const own = variants.map((variant) => [variant, samples.get(name(mb, variant)) ?? []] as const)
  const { head, rows } = comparison(new Map(own))
  return { head: [`${mb} MB`, ...head.slice(1)], rows }
}

async function visitsOf({ client, tableName }: Database) {
  const { Items = [] } = await client.send(new ScanCommand({ TableName: tableName })) // 0.5 MB: one page
  return (Items as VisitItem[]).filter(({ page }) => page !== undefined).map(fromItem)
}
