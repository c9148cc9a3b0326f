import { existsSync, readFileSync } from 'node:fs'
import { basename } from 'node:path'
import { type ParseError, type ParseErrorCode, parse, printParseErrorCode } from 'jsonc-parser'
import { InvalidSettings } from './invalid-settings'

/** The owner's settings, beside `package.json`. They win over `visitbook` in the context of `cdk.json`. */
export const settingsFileName = 'visitbook.json'

export type GivenSettings = Readonly<Record<string, unknown>>

/** Returns the settings in a file, unchecked; none if there is no file. @throws InvalidSettings with line and column */
export const readSettingsFile = (file: string): GivenSettings =>
  existsSync(file) ? parseSettingsText(basename(file), textOf(file)) : {}

function textOf(file: string): string {
  try {
    return readFileSync(file, 'utf8')
  } catch (error) {
    throw new InvalidSettings(`${basename(file)} cannot be read: ${(error as Error).message}`)
  }
}

/** With comments, but for cdk.json, which CDK reads without. @throws InvalidSettings in one line */
export function parseSettingsText(name: string, text: string): GivenSettings {
  const errors: ParseError[] = []
  const disallowComments = basename(name) === 'cdk.json'
  const value: unknown = parse(text.replace(/^\uFEFF/, ''), errors, { disallowComments })
  const [first] = errors
  if (first !== undefined)
    throw new InvalidSettings(`${name}:${placeIn(text, first.offset)}: ${wordsOf(first.error)}`)
  if (typeof value === 'object' && value !== null && !Array.isArray(value)) return value as GivenSettings
  throw new InvalidSettings(`${name}:1:1: expected an object, such as { "sites": ["you.github.io"] }`)
}

/** Line and column, both counted from 1, as editors show them. */
function placeIn(text: string, offset: number): string {
  const lines = text.slice(0, offset).split('\n')
  return `${lines.length}:${(lines.at(-1)?.length ?? 0) + 1}`
}

/** `CommaExpected` becomes `comma expected`. */
const wordsOf = (code: ParseErrorCode): string =>
  printParseErrorCode(code)
    .replace(/(?<=[a-z])[A-Z]/g, (letter) => ` ${letter}`)
    .toLowerCase()
