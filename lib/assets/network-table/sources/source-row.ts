/** One line of a source: first and last address, both included, their value, and in a source of networks a name. */
export type SourceRow = readonly [start: string, end: string, value: string, name?: string]

/** Reads start, end, value and, in quotes where it holds a comma, a name. It checks nothing. */
export function parseSourceRow(line: string): SourceRow {
  const [start = '', end = '', value = '', ...rest] = line.split(',')
  const quoted = rest.join(',')
  return [start, end, value, quoted.startsWith('"') ? quoted.slice(1, -1).replaceAll('""', '"') : quoted]
}
