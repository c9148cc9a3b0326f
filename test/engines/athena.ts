import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout } from 'node:timers/promises'
import {
  CloudFormationClient,
  CreateStackCommand,
  DescribeStacksCommand,
} from '@aws-sdk/client-cloudformation'
import { App, CfnOutput, Stack } from 'aws-cdk-lib'
import { Template } from 'aws-cdk-lib/assertions'
import { outputs } from '../../lambda/contract'
import { bucketFiles } from '../../lambda/store/s3/bucket-files'
import { ArchiveTables } from '../../lib/archive-tables'
import { ArchiveWorkgroup } from '../../lib/archive-workgroup'
import { VisitArchive } from '../../lib/visit-archive'
import { archiveFolder } from '../../local/archive/local-archive'
import { visitbook } from '../bin/visitbook'
import { installAthenaEmulator, startEmulator } from '../deploy/emulator'
import type { DataSet } from './data-sets'
import type { Answers, Queries, Rows } from './judges'

const stackName = 'Visitbook'

/**
 * The stack's own tables and workgroup in MiniStack, asked by `visitbook query --stack`. Its Athena is DuckDB: this judges the
 * tables and the command, and not Trino's dialect.
 */
export const askAthena = {
  prepare: (): void => {
    installAthenaEmulator()
  },
  async ask(set: DataSet, queries: Queries, folder: string): Promise<Answers> {
    mkdirSync(folder, { recursive: true })
    const emulator = await startEmulator(installAthenaEmulator(), folder)
    Object.assign(process.env, emulator.settings)
    try {
      await putArchive(set.data, await deployed())
      return await answers(queries, { ...emulator.settings }, folder)
    } finally {
      await emulator.stop()
    }
  },
}

/** Deploys what the stack has for the archive. @returns the bucket */
async function deployed(): Promise<string> {
  const stack = new Stack(new App(), stackName)
  const bucket = new VisitArchive(stack, 'Archive', {
    retainData: true,
    retentionDays: 365,
    archiveDays: null,
  })
  const { database } = new ArchiveTables(stack, 'Tables', { name: 'visitbook', bucket })
  const workgroup = new ArchiveWorkgroup(stack, 'Workgroup', { name: stackName, bucket })
  const values = {
    [outputs.snippet]: 's',
    [outputs.archive]: bucket.bucketName,
    [outputs.database]: database,
    [outputs.workgroup]: workgroup.ref,
  }
  for (const [name, value] of Object.entries(values)) new CfnOutput(stack, name, { value })
  const { Resources, Outputs: wanted } = Template.fromStack(stack).toJSON() // without asking whether CDK is there
  const TemplateBody = JSON.stringify({ Resources, Outputs: wanted })
  const client = new CloudFormationClient()
  await client.send(new CreateStackCommand({ StackName: stackName, TemplateBody }))
  for (;;) {
    const { Stacks } = await client.send(new DescribeStacksCommand({ StackName: stackName }))
    const { StackStatus, Outputs = [] } = Stacks?.[0] ?? {}
    const found = Outputs.find(({ OutputKey }) => OutputKey === outputs.archive)?.OutputValue
    if (StackStatus === 'CREATE_COMPLETE' && found !== undefined) return found
    if (StackStatus !== 'CREATE_IN_PROGRESS') throw new Error(`MiniStack says ${StackStatus}`)
    await setTimeout(200)
  }
}

async function putArchive(data: string, bucket: string): Promise<void> {
  const files = bucketFiles(bucket)
  const folder = archiveFolder(data)
  for (const name of readdirSync(folder, { recursive: true }).map(String))
    if (name.endsWith('.parquet')) await files.put(name, readFileSync(join(folder, name)))
}

async function answers(queries: Queries, env: Record<string, string>, folder: string): Promise<Answers> {
  const found = new Map<string, Rows>()
  for (const [name, sql] of queries) {
    const file = join(folder, `${name}.sql`)
    writeFileSync(file, sql)
    const { code, stdout, stderr } = await visitbook(
      ['query', file, '--stack', stackName, '--format', 'json'],
      { env },
    )
    if (code !== 0) throw new Error(`${name}: ${stderr}`)
    found.set(name, JSON.parse(stdout))
  }
  return found
}
