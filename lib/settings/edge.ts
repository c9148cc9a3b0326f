/** Whether there is an edge in front of the API; with `only`, the API may be called by nothing else. */
export type EdgeSetting = boolean | 'only'

/** The secret that the edge sends, and the one before it, which holds until the edge sends the new one everywhere. */
export interface EdgeSecrets {
  readonly current: string
  readonly previous: string | null
}
