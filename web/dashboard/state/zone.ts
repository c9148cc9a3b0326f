import { isZone, utc, type Zone, zoneOf } from '../../../lambda/domain/time/zone'

/** Names of time zones, by whom they are given. */
interface Given {
  /** `tz=` of the address. */
  readonly link: string | null
  /** The setting `zone` of this Visitbook. */
  readonly site: string | undefined
  /** What the browser reports as the reader's, which may be none. */
  readonly reader: string | undefined
}

/** The time zone by which days begin, and by which the page shows every time. */
export interface PageZone {
  readonly zone: Zone
  /** The zone that links have to name; null for the reader's own. */
  readonly named: string | null
  /** Whether neither link nor setting names a zone, and the browser has none. */
  readonly isFallback: boolean
}

/** Chooses the zone of the link, else of the site, else of the reader. Browsers know names that are no zones, such as `+01:00`. */
export function zoneFor({ link, site, reader }: Given): PageZone {
  const named = [link, site].find(isKnown)
  const name = named ?? [reader].find(isKnown)
  return {
    zone: name === undefined ? utc : zoneOf(name),
    named: named ?? null,
    isFallback: name === undefined,
  }
}

const isKnown = (name: string | null | undefined): name is string => !!name && isZone(name)

/** Nothing of it changes without another load: links within the page keep their zone. */
export const pageZone: PageZone = zoneFor({
  link: new URLSearchParams(globalThis.location?.search).get('tz'),
  site: globalThis.document?.documentElement.dataset.zone,
  reader: Intl.DateTimeFormat().resolvedOptions().timeZone,
})
