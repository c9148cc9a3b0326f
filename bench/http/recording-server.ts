/** A server that records page views, running on loopback for the scenario `http`. */
export interface RecordingServer {
  readonly name: string
  /** Where the page sends what it saw. */
  readonly url: string
  readonly beacon: 'plain' | 'visit'
  /** All of it descends from these. */
  readonly processes: readonly number[]
  /** What it syncs to disk before it answers, and other facts for the report. */
  readonly notes: readonly string[]
  /** Begins to count, and tells how many page views were stored since. */
  counter(): Promise<() => Promise<number>>
  /** The page view that was stored last, as JSON. */
  newest(): Promise<string>
  close(): Promise<void>
}
