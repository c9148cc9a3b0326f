import type { JSX } from 'preact'
import { useEffect, useState } from 'preact/hooks'
import * as words from '#words'
import type { Sites } from '../frame/site-switcher'
import { ExternalLink } from '../parts/external-link'
import { filled } from '../text/filled'
import { SiteNames } from './site-names'

/** Milliseconds to wait before the page says what may be wrong. */
const quietMs = 60_000

/** Whether nothing has come for a minute. @param came how many beacons did */
export function useQuietMinute(came: number): boolean {
  const [isOver, setIsOver] = useState(false)
  useEffect(() => {
    setIsOver(false)
    const timer = setTimeout(() => setIsOver(true), quietMs)
    return () => clearTimeout(timer)
  }, [came])
  return isOver
}

export const isLocalSite = (site: string): boolean => /^(localhost|127\.)/.test(site)

interface Props {
  readonly sites: Sites
  /** File name of the beacon. */
  readonly script: string
}

/** Why no beacon comes at all, the most frequent first, each with what tells. */
export function UsualCauses({ sites, script }: Props): JSX.Element {
  const address = `${location.origin}/${script}`
  return (
    <section class="causes">
      <h2>{words.nothingCame}</h2>
      <ol>
        <li>{filled(words.causeBlocker, <ExternalLink href={address}>{address}</ExternalLink>)}</li>
        <li>{filled(words.causePolicy, <code>./visitbook doctor --page {pageOf(sites)}</code>)}</li>
        <li>{filled(words.causeSite, <code>data-site</code>, <SiteNames sites={sites} />)}</li>
        <li>{filled(words.causeCache, <code>{script}</code>)}</li>
      </ol>
    </section>
  )
}

/** A page of the first site that has a name of its own. */
function pageOf(sites: Sites): string {
  const site = sites.map((one) => one.site).find((one) => !one.startsWith('*')) ?? 'you.dev'
  return `${isLocalSite(site) ? 'http' : 'https'}://${site}/`
}
