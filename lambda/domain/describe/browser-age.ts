import type { Instant } from '../time/day'

/** For each year from `since` on, the version that was current when the year began. */
interface Release {
  readonly sign: RegExp
  readonly since: number
  readonly versions: readonly number[]
}

/**
 * Engines are told rather than brands, since a brand keeps up with its engine. What was outdated before the first year counts
 * as of that year, and what is newer than the last has no age yet, so a table that nobody extends accuses nobody.
 */
const releases: readonly Release[] = [
  { sign: /\bEdge\/(\d{1,4})/, since: 2016, versions: [13, 14, 16, 18] },
  {
    sign: /\bChrom(?:e|ium)\/(\d{1,4})/,
    since: 2010,
    versions: [3, 8, 16, 23, 31, 39, 47, 55, 63, 71, 79, 87, 96, 108, 120, 131],
  },
  {
    sign: /\bFirefox\/(\d{1,4})/,
    since: 2010,
    versions: [3, 3, 9, 17, 26, 34, 43, 50, 57, 64, 71, 84, 95, 108, 121, 133],
  },
  { sign: /\bMSIE (\d{1,2})(?!.*Trident\/7)/, since: 2010, versions: [8, 8, 9, 10, 11] }, // the eleventh can pose as the seventh
  {
    sign: /\bVersion\/(\d{1,4})[\d.]*(?: Mobile(?:\/\w+)?)? Safari\//,
    since: 2010,
    versions: [4, 5, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18],
  },
]

/** Years after which hardly anybody uses a browser. */
const tooOld = 10

/**
 * Returns the moment from which a browser is more than ten years older than a visit with it: it was outdated when a year
 * began that is ten years past. Null if its version has no age yet.
 */
export function oldFrom(userAgent: string): Instant | null {
  for (const { sign, since, versions } of releases) {
    const version = sign.exec(userAgent)?.[1]
    if (version === undefined) continue
    const at = versions.findIndex((current) => Number(version) < current)
    return at < 0 ? null : `${since + at + tooOld}-01-01T00:00:00.000Z`
  }
  return null
}
