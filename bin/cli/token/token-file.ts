import { realpathSync, renameSync, statSync, writeFileSync } from 'node:fs'
import { isDeepStrictEqual } from 'node:util'
import type { TokenHash } from '../../../lambda/contract'
import { type CdkJson, parseCdkJson, parseJson, readText } from './cdk-json'

/** @throws Failure when the file is not there or not JSON */
export const readTokens = (file: string): readonly TokenHash[] => tokensOf(parseCdkJson(file, readText(file)))

/** Replaces the tokens and nothing else; a reader sees the old file or the new one, never half of one. */
export function writeTokens(file: string, tokens: readonly TokenHash[]): void {
  const target = realpathSync(file)
  const half = `${target}.${process.pid}.tmp`
  writeFileSync(half, withTokens(file, readText(file), tokens), { mode: statSync(target).mode })
  renameSync(half, target)
}

const tokensOf = ({ context }: CdkJson): readonly TokenHash[] => context?.visitbook?.tokens ?? []

function withTokens(file: string, text: string, tokens: readonly TokenHash[]): string {
  const old = parseCdkJson(file, text)
  const visitbook = { ...old.context?.visitbook, tokens }
  const wanted = { ...old, context: { ...old.context, visitbook } }
  const spliced = splice(text, tokens)
  // Only where the edit turns out to mean just what was wanted; otherwise the formatting gives way.
  return isDeepStrictEqual(parseJson(spliced), wanted) ? spliced : `${JSON.stringify(wanted, null, 2)}\n`
}

/** Edits the list of tokens in place, so that lists elsewhere that stand in one line stay there. */
function splice(text: string, tokens: readonly TokenHash[]): string {
  return text.replace(/^(\s*)("tokens"\s*:\s*)\[[^\]]*\]/m, (_, indent: string, name: string) => {
    const list = JSON.stringify(tokens, null, 2).replaceAll('\n', `\n${indent.replace(/.*\n/s, '')}`)
    return `${indent}${name}${list}`
  })
}
