import { readFileSync, realpathSync, renameSync, statSync, writeFileSync } from 'node:fs'
import { isDeepStrictEqual } from 'node:util'
import type { TokenHash } from '../../lambda/contract'
import { Failure } from './failure'

/** The part of cdk.json that matters here; the rest is kept as it is. */
interface CdkJson {
  readonly context?: { readonly visitbook?: { readonly tokens?: readonly TokenHash[] } }
}

/** @throws Failure when the file is not there or not JSON */
export const readTokens = (file: string): readonly TokenHash[] => tokensOf(parse(file, read(file)))

/** Replaces the tokens and nothing else; a reader sees the old file or the new one, never half of one. */
export function writeTokens(file: string, tokens: readonly TokenHash[]): void {
  const target = realpathSync(file)
  const half = `${target}.${process.pid}.tmp`
  writeFileSync(half, withTokens(file, read(file), tokens), { mode: statSync(target).mode })
  renameSync(half, target)
}

const tokensOf = ({ context }: CdkJson): readonly TokenHash[] => context?.visitbook?.tokens ?? []

function withTokens(file: string, text: string, tokens: readonly TokenHash[]): string {
  const old = parse(file, text)
  const visitbook = { ...old.context?.visitbook, tokens }
  const wanted = { ...old, context: { ...old.context, visitbook } }
  const spliced = splice(text, tokens)
  // Only where the edit turns out to mean just what was wanted; otherwise the formatting gives way.
  return isDeepStrictEqual(parsed(spliced), wanted) ? spliced : `${JSON.stringify(wanted, null, 2)}\n`
}

/** Edits the list of tokens in place, so that lists elsewhere that stand in one line stay there. */
function splice(text: string, tokens: readonly TokenHash[]): string {
  return text.replace(/^(\s*)("tokens"\s*:\s*)\[[^\]]*\]/m, (_, indent: string, name: string) => {
    const list = JSON.stringify(tokens, null, 2).replaceAll('\n', `\n${indent.replace(/.*\n/s, '')}`)
    return `${indent}${name}${list}`
  })
}

function read(file: string): string {
  try {
    return readFileSync(file, 'utf8')
  } catch (error) {
    throw new Failure(`cannot read ${file}: ${(error as Error).message}`, 1, { cause: error })
  }
}

function parse(file: string, text: string): CdkJson {
  const value = parsed(text)
  if (typeof value === 'object' && value !== null) return value
  throw new Failure(`${file} is not JSON; mend it first`)
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}
