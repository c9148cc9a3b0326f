/** What a token lets its holder see. */
export interface Grant {
  /** `stats` is totals alone, `feed` the feed of messages alone. */
  readonly scope: 'all' | 'stats' | 'feed'
  /** The only site that it may ask for; null for every site. */
  readonly site: string | null
  /** Whether totals name the pages that are read most. */
  readonly pages: boolean
}

/** What a token of a scope sees that is bound to no site. */
export const wholeGrant = (scope: Grant['scope']): Grant => ({
  scope,
  site: null,
  pages: scope !== 'feed',
})
