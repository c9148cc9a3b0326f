import { Refusal, type RefusalReason } from '../errors'
import { clean, cut } from '../text'
import { hostOf } from './host'
import { isListed, type SiteList } from './site-list'

/** The two headers by which a browser says where a request comes from. */
export interface OriginHeaders {
  readonly origin?: string | undefined
  readonly referer?: string | undefined
}

/**
 * Returns the listed host that a request comes from.
 *
 * An `Origin` that names a host decides alone: a good `Referer` does not save it. `Origin: null` (a sandboxed frame) names
 * no host, so the `Referer` decides, as it does for a plain image.
 *
 * @throws Refusal if that host is not listed, or there is none
 */
export function requireListedOrigin(sites: SiteList, { origin, referer }: OriginHeaders): string {
  if (origin !== undefined && origin !== 'null') return listed(sites, origin, 'origin')
  if (referer !== undefined && referer !== '') return listed(sites, referer, 'referer')
  throw new Refusal(
    'no origin and no referer',
    `${origin === 'null' ? 'origin is null' : 'no origin'} and no referer: nothing says which site this visit belongs to`,
  )
}

/** Whether a page may read the answer, which is if its own origin is listed. Null and foreign origins may not. */
export function mayRead(sites: SiteList, origin: string | undefined): origin is string {
  const host = origin === undefined ? null : hostOf(origin)
  return host !== null && isListed(sites, host)
}

function listed(sites: SiteList, url: string, header: 'origin' | 'referer'): string {
  const host = hostOf(url)
  if (host !== null && isListed(sites, host)) return host
  const named = cut(clean(host ?? url), 100)
  throw new Refusal(
    `${header} not listed` satisfies RefusalReason,
    `${header} host "${named}" is not listed in the setting sites`,
    named,
    host,
  )
}
