import { randomBytes } from 'node:crypto'
import { renameSync, writeFileSync } from 'node:fs'
import type { EdgeSecrets } from '../../../lib/settings/edge'
import { readEdgeSecrets } from '../../../lib/settings/edge-setting'
import { InvalidSettings } from '../../../lib/settings/invalid-settings'
import { Failure, wrongUsage } from '../failure'

/** Makes a secret, which from the next deploy on the edge sends. The one before it goes on being believed. */
export function rotateEdge(file: string): void {
  const before = secretsIn(file)
  if (before !== null && before.previous !== null)
    throw wrongUsage(
      'the secret before is still believed; after a deploy, end that with visitbook rotate edge --end',
    )
  write(file, { current: randomBytes(32).toString('base64url'), previous: before?.current ?? null })
  say(before === null ? `A secret is in ${file}; it stays out of git. Next: npm run deploy` : bothHold)
}

const bothHold =
  'There is a new secret, and the one before it holds too. Next: npm run deploy, then visitbook rotate edge --end'

/** Drops the secret before. @throws Failure where there is none */
export function endRotation(file: string): void {
  const { current, previous } = secretsIn(file) ?? { current: '', previous: null }
  if (previous === null) throw wrongUsage('there is no secret to drop')
  write(file, { current, previous: null })
  say('The secret before is dropped. Next: npm run deploy; from then on it is not believed.')
}

function secretsIn(file: string): EdgeSecrets | null {
  try {
    return readEdgeSecrets(file)
  } catch (error) {
    throw error instanceof InvalidSettings ? new Failure(error.message) : error
  }
}

/** A reader sees the old file or the new one, never half of one. */
function write(file: string, secrets: EdgeSecrets): void {
  const half = `${file}.${process.pid}.tmp`
  writeFileSync(half, `${JSON.stringify(secrets, null, 2)}\n`, { mode: 0o600 })
  renameSync(half, file)
}

const say = (line: string): void => console.error(line)
