/** A row of the old server's table, from whatever file. */
export interface OldRow {
  readonly id: string | null
  /** PHP's `$_SERVER` as JSON, or what came of that. */
  readonly info: string | null
  /** When it was made by the clock of the server: `2026-11-22 15:45:50`. */
  readonly time: string | null
  /** Offset of the time, `+00:00`, where the file says it, as dumps of TIMESTAMP columns do. */
  readonly zone: string | null
  /** Whether `info` had more than is read of it. */
  readonly isTooLong: boolean
}
