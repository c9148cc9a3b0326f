import { byteLength, cleanCut } from '../text'
import { keptQuery } from './kept-query'
import { cutSpelled, spell } from './spelling'

/** The five fields of a tagged link, as Google's campaign URLs name them. */
export interface Campaign {
  readonly utmSource: string | null
  readonly utmMedium: string | null
  readonly utmCampaign: string | null
  readonly utmTerm: string | null
  readonly utmContent: string | null
}

/** Bytes of UTF-8 kept. */
export const pageBytes = 256
const campaignBytes = 64

/** Returns the path of `/cv.html?utm_source=mail#top` in its one spelling. The rest is dropped, because it may hold secrets. */
export function pathOf(page: string): string {
  const end = page.search(/[?#]/)
  return spell(end < 0 ? page : page.slice(0, end), pageBytes)
}

/** Returns the path and the query fields named in `fields`, together cut to the bytes that are kept. */
export function pageOf(page: string, fields: readonly string[]): string {
  const path = pathOf(page)
  if (fields.length === 0) return path
  const whole = path + keptQuery(page, fields)
  if (byteLength(whole) <= pageBytes) return whole
  return path + keptQuery(cutSpelled(whole, pageBytes), fields) // without a field that has lost its value
}

/**
 * Returns the campaign fields of a path's query string and drops everything else in it. If there is no `utm_source`, the
 * source comes from the shorter `ref=` or `source=`, as Product Hunt, Ghost and many newsletters write it.
 */
export function campaignOf(page: string): Campaign {
  const [beforeHash = ''] = page.split('#', 1)
  const at = beforeHash.indexOf('?')
  const query = new URLSearchParams(at < 0 ? '' : beforeHash.slice(at + 1))
  const field = (name: string) => cleanCut(query.get(name) ?? '', campaignBytes) || null
  return {
    utmSource: field('utm_source') ?? field('ref') ?? field('source'),
    utmMedium: field('utm_medium'),
    utmCampaign: field('utm_campaign'),
    utmTerm: field('utm_term'),
    utmContent: field('utm_content'),
  }
}
