import { fork } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'
import { defaults, environment } from '../../lambda/contract'
import { hashOf } from '../../lambda/http/token'
import type { Database } from '../../local/engine/database'
import { lambdaNode } from '../harness/lambda-node'
import type { QueryOrder, QueryOutcome } from './query-child'
import { reportSite } from './report-visits'

/** The token that the query function takes here. */
export const queryToken = 'vb_bench'

/** The query function in a process of its own, before a table. */
export interface QueryProcess {
  ask(order: QueryOrder): Promise<QueryOutcome>
  stop(): void
}

/** @param child the bundled script @param code the folder of the function's asset */
export function startQuery(
  { child, code }: { readonly child: string; readonly code: string },
  { endpoint, tableName }: Database,
): QueryProcess {
  const env = {
    AWS_REGION: 'eu-central-1',
    AWS_ACCESS_KEY_ID: 'bench',
    AWS_SECRET_ACCESS_KEY: 'bench',
    AWS_ENDPOINT_URL_DYNAMODB: endpoint,
    [environment.tableName]: tableName,
    [environment.sites]: reportSite,
    [environment.script]: defaults.script,
    [environment.tokens]: JSON.stringify([{ name: 'bench', sha256: hashOf(queryToken).toString('hex') }]),
  }
  const running = fork(child, [join(code, 'index.js')], {
    execPath: lambdaNode,
    execArgv: [],
    env: env as unknown as NodeJS.ProcessEnv,
  })
  const gone = once(running, 'exit').then(() => {
    throw new Error('the query function ended')
  })
  gone.catch(() => {}) // told to whoever asks; afterwards it is to end
  return {
    async ask(order) {
      const answer = once(running, 'message')
      running.send(order)
      return (await Promise.race([answer, gone]))[0] as QueryOutcome
    },
    stop: () => running.kill(),
  }
}
