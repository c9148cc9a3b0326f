import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { createRequire } from 'node:module'
import { createInterface } from 'node:readline'
import { Failure } from '../failure'
import { projectFolder } from '../settings/settings-place'

/** A line of `cdk --progress events` about a resource that is done: how many of how many, and which. */
const doneLine =
  /\|\s*(\d+\/\d+)\s*\|[^|]*\|\s*(?:CREATE|UPDATE|IMPORT|DELETE)_COMPLETE\s*\|\s*(AWS::[\w:]+)\s*\|\s*(\S+)/

const kept = 25

/** The CDK's program. @throws Failure where it was left out */
export function cdkProgram(from = __filename): string {
  try {
    return createRequire(from).resolve('aws-cdk/bin/cdk')
  } catch {
    throw new Failure(
      'deploying needs the CDK, which npm ci --omit=dev leaves out: npm ci --workspaces=false brings it',
    )
  }
}

/** Runs the CDK of this project, shows each resource as it is done, and on failure what the CDK said last. @throws Failure */
export async function cdk(...args: readonly string[]): Promise<void> {
  const child = spawn(process.execPath, [cdkProgram(), ...args], {
    cwd: projectFolder,
    stdio: ['ignore', 'pipe', 'pipe'],
    env: { ...process.env, CDK_DISABLE_CLI_TELEMETRY: 'true' },
  })
  const last: string[] = []
  for (const stream of [child.stdout, child.stderr])
    createInterface({ input: stream }).on('line', (line) => {
      if (last.push(line) > kept) last.shift()
      const shown = progressOf(line)
      if (shown !== null) console.error(shown)
    })
  const [code] = await once(child, 'close')
  if (code === 0) return
  console.error(last.join('\n'))
  throw new Failure(
    `cdk ${args[0]} ended with ${code}; what it said last is above. Mend that and run this again`,
  )
}

/** `  3/25  DynamoDB::Table  VisitsA586527A`, or null for a line about something else. */
export function progressOf(line: string): string | null {
  const [, count, type, name] = doneLine.exec(line) ?? []
  return count === undefined ? null : `  ${count.padStart(5)}  ${type?.replace('AWS::', '')}  ${name}`
}
