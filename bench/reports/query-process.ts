import { fork } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'
import { hashOf } from '../../lambda/http/token-secret'
import { queryEnvironment } from '../../lib/settings/function-environment'
import type { Database } from '../../local/engine/database'
import { functionSettings } from '../harness/function-settings'
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
  database: Database,
): QueryProcess {
  const tokens = [{ name: 'bench', sha256: hashOf(queryToken).toString('hex') }]
  const env = functionSettings(queryEnvironment, { sites: [reportSite], tokens }, database)
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
