/**
 * The port that bounds how many sites strangers can make: any host below a listed wildcard may send visits, and each
 * site costs something for as long as the table exists.
 */
export interface WildcardStore {
  /**
   * The site that visits of a host below a wildcard belong to: the host itself while there are few sites below the
   * wildcard, else the wildcard. Throws Unavailable when the table is throttled or out of reach.
   */
  siteOf(host: string, wildcard: string): Promise<string>
}
