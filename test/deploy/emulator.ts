import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { openSync } from 'node:fs'
import { join } from 'node:path'
import { installPythonTool } from '../support/python-tool'
import { freePort } from '../web/free-port'

/** Twelve digits as a key are the root of the account of that number, which may do everything. */
const account = '111122223333'
export const region = 'eu-west-1'

/** An account of AWS on this machine, empty. */
export interface Emulator {
  readonly url: string
  readonly account: string
  /** What a terminal is given so that the AWS SDK, and the CDK, talk to it. */
  readonly settings: Readonly<Record<string, string>>
  stop(): Promise<void>
}

const ministack = { name: 'ministack', version: '1.5.33' }

/** Installs MiniStack (MIT). @returns its program @throws Error where Python or PyPI is missing */
export const installEmulator = (): string => installPythonTool(ministack)

/** The same with what its Athena runs queries by. */
export const installAthenaEmulator = (): string =>
  installPythonTool({ ...ministack, besides: 'duckdb==1.5.6' })

/** Starts it on loopback, checking permissions, with functions as processes of this machine. @param folder for its log */
export async function startEmulator(program: string, folder: string): Promise<Emulator> {
  const port = await freePort()
  const url = `http://127.0.0.1:${port}`
  const log = openSync(join(folder, 'ministack.log'), 'w')
  const child = spawn(program, [], {
    cwd: folder,
    detached: true,
    stdio: ['ignore', log, log],
    env: {
      PATH: process.env.PATH,
      HOME: folder,
      AUTH: 'true',
      BIND_HOST: '127.0.0.1',
      GATEWAY_PORT: String(port),
      MINISTACK_ACCOUNT_ID: account,
      MINISTACK_REGION: region,
      LAMBDA_EXECUTOR: 'local',
      SFTP_ENABLED: '0',
      IOT_MTLS_ENABLED: '0',
    },
  })
  await untilReady(child, url)
  return { url, account, settings: settingsFor(url), stop: () => stop(child) }
}

const settingsFor = (url: string) => ({
  AWS_ACCESS_KEY_ID: account,
  AWS_SECRET_ACCESS_KEY: 'secret',
  AWS_REGION: region,
  AWS_DEFAULT_REGION: region,
  AWS_ENDPOINT_URL: url,
  AWS_ENDPOINT_URL_S3: url, // the CDK knows this one alone for its bucket
  AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED: 'true',
  CDK_REQUIRE_APPROVAL: 'never', // no terminal is there in which changes could be confirmed
})

async function untilReady(child: ChildProcess, url: string): Promise<void> {
  for (let tries = 0; tries < 300 && child.exitCode === null; tries++) {
    const isReady = await fetch(`${url}/health`).then(
      ({ ok }) => ok,
      () => false,
    )
    if (isReady) return
    await new Promise((resolve) => setTimeout(resolve, 200))
  }
  await stop(child)
  throw new Error('MiniStack did not start; see ministack.log')
}

/** SIGTERM does not end it, and its functions are children of it. */
async function stop(child: ChildProcess): Promise<void> {
  if (child.pid === undefined || child.exitCode !== null) return
  const ended = once(child, 'exit')
  process.kill(-child.pid, 'SIGKILL')
  await ended
}
