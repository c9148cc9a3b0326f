import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { cdk } from '../aws/cdk'
import { tellProof } from './domain-proof'

/** The stack's outputs, by name. */
export type Outputs = Readonly<Record<string, string>>

/** Deploys, showing each resource as it is done, and what a host of the owner's is asked for. @throws Failure */
export async function deploy(stack: string): Promise<Outputs> {
  const folder = mkdtempSync(join(tmpdir(), 'visitbook-'))
  const file = join(folder, 'outputs.json')
  const ended = new AbortController()
  const proving = tellProof(stack, ended.signal)
  try {
    console.error('Deploying: about two minutes ...')
    await cdk('deploy', stack, '--require-approval', 'never', '--progress', 'events', '--outputs-file', file)
    return JSON.parse(readFileSync(file, 'utf8'))[stack] ?? {}
  } finally {
    ended.abort()
    await proving
    rmSync(folder, { recursive: true, force: true })
  }
}
