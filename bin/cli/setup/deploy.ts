import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { cdk } from '../aws/cdk'

/** The stack's outputs, by name. */
export type Outputs = Readonly<Record<string, string>>

/** Deploys, showing each resource as it is done. @throws Failure */
export async function deploy(stack: string): Promise<Outputs> {
  const folder = mkdtempSync(join(tmpdir(), 'visitbook-'))
  const file = join(folder, 'outputs.json')
  try {
    console.error('Deploying: about two minutes ...')
    await cdk('deploy', stack, '--require-approval', 'never', '--progress', 'events', '--outputs-file', file)
    return JSON.parse(readFileSync(file, 'utf8'))[stack] ?? {}
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}
