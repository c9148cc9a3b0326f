import { execFile } from 'node:child_process'
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { promisify } from 'node:util'
import type { APIGatewayProxyStructuredResultV2 } from 'aws-lambda'
import { hashOf } from '../../lambda/http/token-secret'
import { bundleFunction, type FunctionName } from '../../lib/assets/bundle'
import {
  notifyEnvironment,
  queryEnvironment,
  recordEnvironment,
  rollupEnvironment,
} from '../../lib/settings/function-environment'
import { notifySetting } from '../../lib/settings/notify-setting'
import { parseSetting } from '../../lib/settings/setting'
import { parseSettings } from '../../lib/settings/settings'
import { stageLimitsOf } from '../../lib/settings/stage-limits'
import { type Database, openDatabase } from '../../local/engine/database'
import { temporaryFolder } from '../store/fixtures'
import { type Asked, event } from '../support/http/event'
import { lambdaNode } from '../support/lambda-node/lambda-node'

export const token = 'vb_test'

const settings = parseSettings({
  sites: ['you.github.io'],
  tokens: [{ name: 'test', sha256: hashOf(token).toString('hex') }],
})
/** In the sovereign cloud: nothing may know a partition by heart. */
const place = { partition: 'aws-eusc', urlSuffix: 'amazonaws.eu' }

const fuse = { apiId: 'api', limits: stageLimitsOf(settings.throttle), functions: [], stackName: 'Visitbook' }

const notify = parseSetting('notify', notifySetting, {})
const notifyPlace = {
  dashboard: 'https://api.example/',
  mail: null,
  schedules: { group: 'messages', role: 'arn:aws:iam::123456789012:role/messages' },
}

/** As the stack gives them, so that a setting which is added is here too. */
const environments = {
  record: recordEnvironment,
  query: queryEnvironment,
  rollup: (...given: Parameters<typeof queryEnvironment>) => rollupEnvironment(given[0], given[1], fuse),
  notify: (...given: Parameters<typeof queryEnvironment>) =>
    notifyEnvironment(given[0], notify, { ...given[1], ...notifyPlace }),
}

type Environment = Readonly<Record<string, string | undefined>>

/** What a function printed before its answers: its log. */
export interface Invoked {
  readonly results: APIGatewayProxyStructuredResultV2[]
  readonly log: string
}

const all = ['record', 'query', 'rollup', 'notify'] as const

/** Functions as they are deployed, on the Node that Lambda runs, against a real engine. */
export function openFunctions(names: readonly FunctionName[] = all) {
  const node = lambdaNode()
  const { folder, remove } = temporaryFolder()
  let database: Database

  /** Runs a bundle in a process of its own, as Lambda does: nothing around it but its environment. */
  const run = (name: FunctionName, asked: readonly Asked[], env: Environment = {}): Promise<Invoked> =>
    call(name, asked.map(event), env)

  async function call(
    name: FunctionName,
    events: readonly object[],
    env: Environment = {},
  ): Promise<Invoked> {
    const code = `
      const go = async () => {
        const { handler } = await import(process.argv[1])
        const results = []
        const context = { getRemainingTimeInMillis: () => 900000, invokedFunctionArn: 'arn:aws:lambda:eu-central-1:123456789012:function:called' }
        for (const event of JSON.parse(process.argv[2])) results.push(await handler(event, context))
        console.log(JSON.stringify(results))
      }
      go()`
    const given = {
      AWS_REGION: 'eu-central-1',
      AWS_ACCESS_KEY_ID: database.accessKeyId,
      AWS_SECRET_ACCESS_KEY: 'test',
      AWS_ENDPOINT_URL_DYNAMODB: database.endpoint,
      ...environments[name](settings, {
        ...place,
        tableName: database.tableName,
        saltTableName: database.tableName,
      }),
      ...env,
    }
    const options = { cwd: join(folder, name), env: given as NodeJS.ProcessEnv }
    const args = ['-e', code, indexOf(join(folder, name)), JSON.stringify(events)]
    const { stdout, stderr } = await promisify(execFile)(node, args, options)
    const lines = stdout.trim().split('\n')
    return { results: JSON.parse(lines.at(-1) as string), log: stderr + lines.slice(0, -1).join('\n') }
  }

  return {
    folder,
    names,
    run,
    /** Calls a function with events of other services than API Gateway. */
    call,
    invoke: async (...given: Parameters<typeof run>) => (await run(...given)).results,
    database: () => database,
    open: async () => {
      for (const name of names) bundleFunction(name, join(folder, name))
      database = await openDatabase(join(folder, 'data'))
    },
    close: async () => {
      await database.close()
      remove()
    },
  }
}

/** What Lambda's runtime client takes for `index.handler`: the first of these that is there. */
export function indexOf(folder: string): string {
  const names = ['index', 'index.js', 'index.mjs', 'index.cjs']
  const found = names.map((name) => join(folder, name)).find((path) => existsSync(path))
  if (found === undefined) throw new Error(`there is no index in ${folder}`)
  return found
}
