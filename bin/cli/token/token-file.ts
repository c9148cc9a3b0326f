import { realpathSync, renameSync, statSync, writeFileSync } from 'node:fs'
import { applyEdits, modify } from 'jsonc-parser'
import type { TokenHash } from '../../../lambda/contract'
import { type CdkJson, parseCdkJson, readText } from './cdk-json'

/** @throws Failure when the file is not there or not JSON */
export const readTokens = (file: string): readonly TokenHash[] => tokensOf(parseCdkJson(file, readText(file)))

/** Replaces the tokens and nothing else. A reader sees the old file or the new one, never half of one. */
export function writeTokens(file: string, tokens: readonly TokenHash[]): void {
  const target = realpathSync(file)
  const half = `${target}.${process.pid}.tmp`
  writeFileSync(half, withTokens(readText(file), tokens), { mode: statSync(target).mode })
  renameSync(half, target)
}

const tokensOf = ({ context }: CdkJson): readonly TokenHash[] => context?.visitbook?.tokens ?? []

/** Replaces the tokens in place: the rest of the file keeps its layout. */
function withTokens(text: string, tokens: readonly TokenHash[]): string {
  const formattingOptions = { insertSpaces: true, tabSize: 2 }
  return applyEdits(text, modify(text, ['context', 'visitbook', 'tokens'], tokens, { formattingOptions }))
}
