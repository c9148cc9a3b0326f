import type { ComponentChildren, JSX } from 'preact'
import { useEffect, useRef } from 'preact/hooks'
import { lostAt } from '../api/connection'
import { errorText } from '../api/problem'
import { signOut } from '../api/session'
import { oldest } from '../api/stale'
import { Guard } from '../parts/guard'
import { ViewLink } from '../parts/view-link'
import { useAppContext } from '../state/app-context'
import { type Filters, filterList, valuesIn } from '../state/filter'
import { useStore } from '../state/use-store'
import type { ViewName } from '../state/view'
import { chipText, filterLabels } from '../text/chip-text'
import { clock, shortMoment } from '../text/format'
import { SiteSwitcher, type Sites } from './site-switcher'

const links: readonly (readonly [ViewName, string])[] = [
  ['overview', 'Overview'],
  ['visits', 'Visits'],
  ['refusals', 'Refusals'],
  ['health', 'Health'],
  ['shares', 'Sharing'],
]

const titles: Readonly<Record<ViewName, string>> = {
  overview: 'Visitbook',
  visits: 'Visits – Visitbook',
  organisation: 'Organisation – Visitbook',
  refusals: 'Refusals – Visitbook',
  health: 'Health – Visitbook',
  shares: 'Share links – Visitbook',
}

/** Moves the focus without touching the address, whose hash may hold a shared link's token. */
function skipToContent(event: Event): void {
  event.preventDefault()
  document.getElementById('content')?.focus()
}

interface Props {
  readonly sites: Sites | null
  readonly scope: 'all' | 'stats'
  readonly isShared: boolean
  readonly children: ComponentChildren
}

/** The frame of every view: navigation, connection status and footer. */
export function Shell({ sites, scope, isShared, children }: Props): JSX.Element {
  const { view } = useAppContext()
  const filters = filtersText(view.filters)
  useEffect(() => {
    document.title = `${filters && `${filters} – `}${titles[view.name]}`
  }, [view.name, filters])
  return (
    <>
      <FilterStatus filters={filters} />
      {/* biome-ignore lint/a11y/useValidAnchor: it leads to a place in the page, whose hash must stay as it is */}
      <a class="skip" href="#content" onClick={skipToContent}>
        Skip to content
      </a>
      <header class="top">
        <ViewLink to={{ ...view, name: 'overview', organisation: null, open: null }} class="brand">
          Visitbook
        </ViewLink>
        {scope === 'all' && (
          <>
            <ViewLinks />
            <SiteSwitcher sites={sites ?? []} />
          </>
        )}
        {!isShared && (
          <button type="button" class="plain out" onClick={() => signOut()}>
            Sign out
          </button>
        )}
      </header>
      <Connection />
      <main id="content" tabIndex={-1}>
        <Guard key={view.name}>{children}</Guard>
      </main>
      <Credits />
    </>
  )
}

const filtersText = (filters: Filters): string =>
  filterList(filters)
    .flatMap(([name]) =>
      valuesIn(filters, name).map((value) => `${filterLabels[name]}: ${chipText(name, value, null)}`),
    )
    .join(', ')

/** Stands for the filters at first, once they have changed. */
const changed = ' '

/** Tells screen readers when the filters have changed. */
function FilterStatus({ filters }: { filters: string }): JSX.Element {
  const first = useRef(filters)
  if (first.current !== filters) first.current = changed
  return (
    <p role="status" class="unseen">
      {first.current === changed && (filters === '' ? 'No filters' : `Filtered by ${filters}`)}
    </p>
  )
}

function ViewLinks(): JSX.Element {
  const { view } = useAppContext()
  return (
    <nav aria-label="Views">
      <ul>
        {links.map(([name, text]) => (
          <li key={name}>
            <ViewLink
              to={{ ...view, name, organisation: null, open: null }}
              current={view.name === name ? 'page' : undefined}
            >
              {text}
            </ViewLink>
          </li>
        ))}
      </ul>
    </nav>
  )
}

/** Tells the reader while the service cannot be reached, or what is on the page could not be refreshed. */
function Connection(): JSX.Element {
  const { moment } = useAppContext()
  const since = useStore(lostAt)
  const stale = useStore(oldest)
  const age = stale && shortMoment(new Date(stale.at).toISOString(), moment.now)
  return (
    <div role="status" class="connection">
      {since !== null && (
        <p>
          Offline since {clock(since)}. You see what was loaded {age === null ? 'before' : `at ${age}`}. The
          page goes on by itself once Visitbook can be reached.
        </p>
      )}
      {since === null && stale !== null && (
        <p>
          You see what was loaded at {age}. {errorText(stale.error)} It is tried again by itself.
        </p>
      )}
    </div>
  )
}

const Credits = (): JSX.Element => (
  <footer>
    <p>
      IP to network data by RouteViews, NRO and{' '}
      <a href="https://db-ip.com" rel="noreferrer noopener" target="_blank">
        DB-IP
      </a>
      ,{' '}
      <a href="https://creativecommons.org/licenses/by/4.0/" rel="noreferrer noopener" target="_blank">
        CC BY 4.0
      </a>
    </p>
  </footer>
)
