import type { View } from './query-file'

/** What stands in queries for what is asked, as `:sites`, `:first_day`, `:last_day` and `:organisation`. */
export interface QueryValues {
  /** For `site IN (:sites)`. */
  readonly sites: readonly string[]
  readonly first_day: string
  readonly last_day: string
  /** The key of an organisation; null where none was named. */
  readonly organisation: string | null
}

/** Text, a name in double quotes, a comment to the end of its line, a cast, or a word that stands for a value. */
const token = /'(?:[^']|'')*'|"(?:[^"]|"")*"|--[^\n]*|::|:([a-z_]+)\b/g

/** The words for values in a query, in their order, each once. Those in text and comments are none. */
export function wordsIn(sql: string): readonly string[] {
  return [...new Set([...sql.matchAll(token)].flatMap(([, word]) => word ?? []))]
}

/** Puts the values in as text of SQL, and leaves comments and the semicolon at the end out. Words that it does not know stay. */
export function fillIn(sql: string, values: QueryValues): string {
  const texts: Readonly<Record<string, string>> = {
    sites: values.sites.map(sqlText).join(', '),
    first_day: sqlText(values.first_day),
    last_day: sqlText(values.last_day),
    ...(values.organisation !== null && { organisation: sqlText(values.organisation) }),
  }
  return sql
    .replace(token, (found, word) => (found.startsWith('--') ? '' : (texts[word] ?? found)))
    .replace(/[;\s]+$/, '')
    .trimStart()
}

/** A value as SQL writes text. */
export const sqlText = (value: string): string => `'${value.replaceAll("'", "''")}'`

/**
 * A query that brings along the views that it names, for an engine in which nobody has made them. What is no SELECT stays
 * as it is. @param sql without comments
 */
export function withViews(sql: string, views: readonly View[]): string {
  const [start, isRecursive] = /^with\s+(recursive\s+)?/i.exec(sql) ?? []
  if (start === undefined && !/^select\b/i.test(sql)) return sql
  const own = views.filter(({ name }) => !new RegExp(`\\b${name}\\s+as\\s*\\(`, 'i').test(sql))
  const made = own.map((view) => `${view.name} AS (\n${fillIn(view.sql, noValues)}\n)`).join(', ')
  if (own.length === 0) return sql
  const rest = start === undefined ? `\n${sql}` : `, ${sql.slice(start.length)}`
  return `WITH ${isRecursive === undefined ? '' : 'RECURSIVE '}${made}${rest}`
}

const noValues: QueryValues = { sites: [], first_day: '', last_day: '', organisation: null }
