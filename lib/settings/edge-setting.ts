import { createHash } from 'node:crypto'
import { existsSync, readFileSync } from 'node:fs'
import * as v from 'valibot'
import type { EdgeTrust } from '../../lambda/contract'
import type { EdgeSecrets, EdgeSetting } from './edge'
import { InvalidSettings } from './invalid-settings'
import { parseSetting, wrong } from './setting'

const notEdge = wrong('true, false or only')
export const edgeSetting = v.union([v.boolean(), v.literal('only')], notEdge)

/** What keeps the secrets, beside cdk.json and in no repository. */
export const edgeSecretFile = 'edge-secret.json'

/** Refuses to deploy an edge without a secret. */
export const noEdgeSecret = `setting edge: there is no ${edgeSecretFile}. Make it once, and keep it out of git:

    ./visitbook rotate edge`

const secret = v.pipe(v.string(), v.regex(/^[\w-]{43}$/))
const edgeSecrets = v.object({ current: secret, previous: v.nullable(secret) })

/** Null where there is no file. @throws InvalidSettings where it is not one of ours; it is not repeated */
export function readEdgeSecrets(file: string): EdgeSecrets | null {
  if (!existsSync(file)) return null
  try {
    return parseSetting(edgeSecretFile, edgeSecrets, JSON.parse(readFileSync(file, 'utf8')))
  } catch {
    throw new InvalidSettings(`${file} is not what visitbook rotate edge writes; remove it and make another`)
  }
}

interface TrustedSettings {
  readonly edge: EdgeSetting
  readonly domain: string | null
}

/** What the functions need to know the edge by; null where there is none. */
export function edgeTrust({ edge, domain }: TrustedSettings, secrets: EdgeSecrets): EdgeTrust | null {
  if (edge === false) return null
  const both = [secrets.current, secrets.previous].filter((one) => one !== null)
  return {
    secrets: both.map((one) => createHash('sha256').update(one).digest('hex')),
    only: edge === 'only',
    url: domain === null ? null : `https://${domain}`,
  }
}

/** Stand-ins of the length of secrets. */
export const longestEdgeSecrets: EdgeSecrets = { current: 'x'.repeat(43), previous: 'x'.repeat(43) }
