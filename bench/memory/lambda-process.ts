import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { readFileSync } from 'node:fs'
import { lambdaNode } from '../harness/lambda-node'
import { type Invocation, startRuntimeApi } from './runtime-api'

/** A function in an environment of its own, as Lambda runs it, after its init. */
export interface LambdaProcess {
  readonly pid: number
  /** From the start of Node to the function's first asking for an event: what Lambda calls init, its own start of a machine left out. */
  readonly initMs: number
  invoke(event: unknown): Promise<Invocation>
  /** Once its last answer is given and it asks for the next event. */
  idle(): Promise<void>
  /** The most resident memory it has had, in MB. */
  peakMb(): number
  /** The end of what it wrote, for whom it may concern. */
  stop(): Promise<string>
}

export interface LambdaProcessProps {
  /** The entry of AWS's runtime client. */
  readonly client: string
  /** The folder with the function's code. */
  readonly code: string
  /** In MB; for the function to know and for the heap's limits. It limits nothing else. */
  readonly memory: number
  readonly env: Readonly<Record<string, string>>
}

/** @throws Error when the function does not start */
export async function startLambda({ client, code, memory, env }: LambdaProcessProps): Promise<LambdaProcess> {
  const api = await startRuntimeApi()
  const start = performance.now()
  const child = spawn(lambdaNode, [...flags(memory), client, 'index.handler'], {
    cwd: code,
    env: { ...platform(memory), ...env, LAMBDA_TASK_ROOT: code, AWS_LAMBDA_RUNTIME_API: api.address },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  const written = tail(child)
  const gone = once(child, 'close').then(() => {
    throw new Error(`the function has ended: ${written()}`)
  })
  gone.catch(() => {}) // it ends in time too
  const alive = <T>(step: Promise<T>): Promise<T> => Promise.race([step, gone])
  const stop = async () => {
    child.kill('SIGKILL')
    if (child.exitCode === null && child.signalCode === null) await once(child, 'exit')
    await api.close()
    return written()
  }
  try {
    await alive(api.idle())
  } catch (error) {
    await stop()
    throw error
  }
  const initMs = performance.now() - start
  return {
    pid: child.pid as number,
    initMs,
    invoke: (event) => alive(api.invoke(event)),
    idle: () => alive(api.idle()),
    peakMb: () => {
      const status = readFileSync(`/proc/${child.pid}/status`, 'utf8')
      return (Number(/VmHWM:\s*(\d+) kB/.exec(status)?.[1]) * 1024) / 1e6
    },
    stop,
  }
}

/** As Lambda's own bootstrap starts Node: a tenth of the memory for what is young, half of that a semi-space, the rest for what is old. */
function flags(memory: number): string[] {
  const young = Math.floor(memory / 10)
  const spaces = [`--max-semi-space-size=${Math.floor(young / 2)}`, `--max-old-space-size=${memory - young}`]
  return ['--expose-gc', '--max-http-header-size=81920', ...spaces]
}

/** https://docs.aws.amazon.com/lambda/latest/dg/configuration-envvars.html, and the logging of lib/visitbook-function.ts. */
const platform = (memory: number): Record<string, string> => ({
  _HANDLER: 'index.handler',
  AWS_EXECUTION_ENV: 'AWS_Lambda_nodejs24.x',
  AWS_LAMBDA_FUNCTION_NAME: 'bench',
  AWS_LAMBDA_FUNCTION_VERSION: '$LATEST',
  AWS_LAMBDA_FUNCTION_MEMORY_SIZE: String(memory),
  AWS_LAMBDA_INITIALIZATION_TYPE: 'on-demand',
  AWS_LAMBDA_LOG_GROUP_NAME: '/aws/lambda/bench',
  AWS_LAMBDA_LOG_STREAM_NAME: 'bench',
  AWS_LAMBDA_LOG_FORMAT: 'JSON',
  AWS_LAMBDA_LOG_LEVEL: 'INFO',
  LANG: 'en_US.UTF-8',
  PATH: '/usr/local/bin:/usr/bin/:/bin',
  TZ: ':UTC',
})

/** The last thousand characters of both streams. */
function tail(child: ChildProcess): () => string {
  let text = ''
  for (const stream of [child.stdout, child.stderr])
    stream?.setEncoding('utf8').on('data', (more: string) => (text = (text + more).slice(-1000)))
  return () => text
}
