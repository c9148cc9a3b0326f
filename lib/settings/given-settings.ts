import type { GivenSettings } from './settings-file'

/** The CDK app's context: the one in `cdk.json`, overridden by `-c NAME=value`. */
type Context = Readonly<Record<string, unknown>>

/** CDK's own context keys have a colon, an at sign or a hyphen; a plain word is one of ours, or meant to be one. */
const ours = /^[a-z]+$/i

const number = (text: string) => (/^\d+$/.test(text) ? Number(text) : text)

/** Takes only these two words: `Boolean('false')` is true. */
const truth = (text: string) => (/^(true|false)$/.test(text) ? text === 'true' : text)

const listed = (text: string) => text.split(',').filter((one) => one.trim() !== '')

/** An object, as JSON; anything else stays as it is, and is refused. */
function json(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return text
  }
}

/** Parsers for the settings that are not text: on the command line everything is. */
const fromText: Readonly<Record<string, (text: string) => unknown>> = {
  sites: listed,
  mine: listed,
  retentionDays: number,
  sitesBelowWildcard: number,
  monthlyVisits: number,
  archive: truth,
  archiveDays: number,
  spark: truth,
  respectGpc: truth,
  organisations: truth,
  engagement: truth,
  reverseDns: truth,
  rdap: truth,
  retainData: truth,
  edge: truth,
  notify: json,
}

/**
 * Returns the settings as they were given: the object `visitbook` of the context, each member overridden by that of
 * `visitbook.json`, and that by `-c NAME=value`. Nothing is checked here, so a misspelt `-c retentiondays=30` stays in
 * and is refused as unknown.
 */
export function givenSettings({ visitbook = {}, ...context }: Context, file: GivenSettings = {}): unknown {
  if (typeof visitbook !== 'object' || visitbook === null || Array.isArray(visitbook)) return visitbook
  const overrides = Object.entries(context)
    .filter(([name]) => ours.test(name))
    .map(([name, value]) => [name, typeof value === 'string' ? (fromText[name]?.(value) ?? value) : value])
  return { ...visitbook, ...file, ...Object.fromEntries(overrides) }
}
