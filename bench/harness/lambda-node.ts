import { execFile, execFileSync } from 'node:child_process'
import { promisify } from 'node:util'
import { lambdaNode as lambdaNodePath } from '../../test/support/lambda-node/lambda-node'
import type { ControlGroup } from './control-group'

export const lambdaNode = lambdaNodePath()
/** Lambda's Node 24 where npm has it for this machine, this one elsewhere; the report says which. */
export const lambdaNodeVersion = execFileSync(lambdaNode, ['--version'], { encoding: 'utf8' }).trim()

/**
 * Runs a script in a process of its own with nothing but this environment, and reads the JSON of its last line.
 *
 * @param group that it is in from its first byte on: what a process has used before it joins one is not counted there
 */
export async function measured<T>(
  script: string,
  args: readonly string[],
  env: Readonly<Record<string, string>> = {},
  group: Pick<ControlGroup, 'members'> | null = null,
): Promise<T> {
  const options = { env: env as NodeJS.ProcessEnv, maxBuffer: 2 ** 26 }
  const own = [lambdaNode, '--expose-gc', script, ...args]
  const [command, ...given] =
    group === null ? own : ['/bin/sh', '-c', 'echo $$ > "$0" && exec "$@"', group.members, ...own]
  const { stdout } = await promisify(execFile)(command as string, given, options)
  return JSON.parse(stdout.trim().split('\n').at(-1) as string)
}
