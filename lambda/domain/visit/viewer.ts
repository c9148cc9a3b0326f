/** What an edge in front of the service tells of whoever asks it. What it does not tell is null. */
export interface Viewer {
  /** ISO 3166-1 alpha-2. */
  readonly country: string | null
  /** ISO 3166-2 without the country. */
  readonly region: string | null
  readonly city: string | null
  /** IANA name of the zone of the place. */
  readonly timeZone: string | null
  readonly asn: number | null
  /** `1.1`, `2.0` or `3.0`. */
  readonly httpVersion: string | null
}
