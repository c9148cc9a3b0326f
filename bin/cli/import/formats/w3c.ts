import type { LineParser, LogEntry } from './log-entry'
import { known } from './text'

/** The fields of a line, by their names in lower case; what is `-` is null. */
export type Fields = (name: string) => string | null

/**
 * Logs in W3C's extended format (https://www.w3.org/TR/WD-logfile) say what their columns are in a header, which may
 * come again with others.
 *
 * @param columns those of a log whose header is gone
 */
export function w3c(
  separator: string,
  entryOf: (fields: Fields) => LogEntry | null,
  columns: readonly string[] = [],
): LineParser {
  let places = placesOf(columns)
  return (line) => {
    if (line.startsWith('#')) {
      if (line.startsWith('#Fields:'))
        places = placesOf(
          line
            .toLowerCase()
            .trim()
            .split(/[ \t]+/)
            .slice(1),
        )
      return null
    }
    const cells = line.split(separator)
    if (places.size === 0 || cells.length < places.size) return null
    return entryOf((name) => known(cells[places.get(name) ?? -1]))
  }
}

const placesOf = (columns: readonly string[]): ReadonlyMap<string, number> =>
  new Map(columns.map((name, at) => [name, at]))
