/** A line of a data file, and where it stands, for errors. */
export interface DataLine {
  readonly line: string
  /** `ranges/office.tsv:12`. */
  readonly place: string
}

/** Returns the lines of a data file, without comments and empty ones. */
export const dataLines = (file: string, text: string): DataLine[] =>
  text
    .split('\n')
    .map((line, at) => ({ line, place: `${file}:${at + 1}` }))
    .filter(({ line }) => line !== '' && !line.startsWith('#'))

/** A domain of two parts or more, in small letters. */
export const domainPattern = /^[a-z\d-]+(\.[a-z\d-]+)+$/
