import { InvalidInput } from '../../../lambda/domain/errors'

/** What an assistant gives a tool: JSON of any shape. */
export type Arguments = Readonly<Record<string, unknown>>

/** The arguments as a query string has them. Models send null for what they leave out, and numbers where they count. */
export function queryText(given: Arguments): Readonly<Record<string, string>> {
  const named = Object.entries(given).filter(([, value]) => value !== null && value !== undefined)
  return Object.fromEntries(named.map(([name, value]) => [name, textOf(name, value)]))
}

function textOf(name: string, value: unknown): string {
  if (typeof value === 'string') return value
  if (typeof value === 'number') return String(value)
  throw new InvalidInput(`${name} must be text`, name)
}
