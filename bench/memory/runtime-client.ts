import { execFile } from 'node:child_process'
import { existsSync, mkdirSync, mkdtempSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { promisify } from 'node:util'
import { lambdaNode, lambdaNodeVersion } from '../harness/lambda-node'
import type { Say } from '../harness/scenario'

/** AWS's own runtime client for Node, as it is in Lambda's Node runtimes: https://github.com/aws/aws-lambda-nodejs-runtime-interface-client */
const name = 'aws-lambda-ric'
export const runtimeClientVersion = '4.0.2'

const cache = join(__dirname, '../../.build')

/**
 * The client's entry, built once a version into `.build`: its curl and C++ take two minutes, want cmake, g++ and make, and
 * are of use to nobody who does not run this, so it is no dependency of ours.
 *
 * @throws Error saying what it could not do
 */
export async function runtimeClient(say: Say): Promise<string> {
  const folder = join(cache, `${name}-${runtimeClientVersion}`)
  const entry = (root: string) => join(root, 'node_modules', name, 'index.mjs')
  if (Number.parseInt(lambdaNodeVersion.slice(1), 10) < 22)
    throw new Error(`${name} ${runtimeClientVersion} wants Node 22, and Node ${lambdaNodeVersion} is here`)
  if (existsSync(entry(folder))) return entry(folder)
  say(`building ${name} ${runtimeClientVersion}, once: two minutes`)
  mkdirSync(cache, { recursive: true })
  const begun = mkdtempSync(`${folder}-`)
  try {
    await build(begun)
    renameSync(begun, folder)
  } finally {
    rmSync(begun, { recursive: true, force: true })
  }
  return entry(folder)
}

/** npm runs no install script that the package.json at its root does not allow. */
async function build(folder: string): Promise<void> {
  writeFileSync(
    join(folder, 'package.json'),
    JSON.stringify({
      private: true,
      dependencies: { [name]: runtimeClientVersion },
      allowScripts: { [name]: true },
    }),
  )
  const bin = dirname(lambdaNode)
  const env = {
    ...process.env,
    PATH: `${bin}:${process.env.PATH}`, // node-gyp builds for the Node that runs it
    npm_config_nodedir: dirname(bin), // with its headers, which would be fetched from nodejs.org otherwise
  }
  await promisify(execFile)('npm', ['install', '--prefix', folder, '--foreground-scripts'], {
    env,
    maxBuffer: 2 ** 28,
    timeout: 600_000,
  }).catch(({ stderr, message }: Error & { stderr?: string }) => {
    const why = stderr?.match(/^(?!npm error code).*\berror\b.*$/im)?.[0] ?? message.split('\n', 1)[0]
    throw new Error(`${name} ${runtimeClientVersion} does not build here: ${why}`)
  })
}
