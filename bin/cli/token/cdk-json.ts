import { readFileSync } from 'node:fs'
import type { TokenHash } from '../../../lambda/contract'
import { Failure } from '../failure'

/** The part of cdk.json that matters here. */
export interface CdkJson {
  readonly context?: {
    readonly visitbook?: { readonly tokens?: readonly TokenHash[]; readonly pages?: unknown }
  }
}

/** @throws Failure when the file is not there */
export function readText(file: string): string {
  try {
    return readFileSync(file, 'utf8')
  } catch (error) {
    throw new Failure(`cannot read ${file}: ${(error as Error).message}`, 1, { cause: error })
  }
}

/** @throws Failure when it is not JSON */
export function parseCdkJson(file: string, text: string): CdkJson {
  const value = parseJson(text)
  if (typeof value === 'object' && value !== null) return value
  throw new Failure(`${file} is not JSON; mend it first`)
}

/** Undefined for what is not JSON. */
function parseJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}
