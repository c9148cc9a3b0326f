import type { ComponentChildren, JSX } from 'preact'
import { useEffect, useRef } from 'preact/hooks'
import * as words from '#words'
import type { AnswerOf } from '../../../lambda/api/routes'
import type { Grant } from '../../../lambda/domain/token/grant'
import { lostAt } from '../api/connection'
import { signOut } from '../api/session'
import { oldest } from '../api/stale'
import { FindField } from '../find/find-field'
import { Keys } from '../find/keys'
import { errorText } from '../parts/error-text'
import { Guard } from '../parts/guard'
import { ViewLink } from '../parts/view-link'
import { useAppContext } from '../state/app-context'
import { useIsPhone } from '../state/phone'
import { useStore } from '../state/use-store'
import type { ViewName } from '../state/view'
import { searchOf } from '../state/view'
import { filtersText } from '../text/chip-text'
import { filled } from '../text/filled'
import { clock, countText, number, shortMoment } from '../text/format'
import { languages } from '../words/languages'
import { PlaceButton } from './place-button'
import { SiteSwitcher, type Sites } from './site-switcher'

const links = [
  'overview',
  'visits',
  'recipients',
  'messages',
  'refusals',
  'health',
  'shares',
] as const satisfies readonly ViewName[]

const titles: Readonly<Record<ViewName, string>> = {
  overview: '',
  visits: words.visits,
  recipients: words.recipients,
  messages: words.messages,
  organisation: words.organisation,
  refusals: words.refusals,
  health: words.health,
  shares: words.shareLinks,
}

/** Moves the focus without touching the address, whose hash may hold a shared link's token. */
function skipToContent(event: Event): void {
  event.preventDefault()
  document.getElementById('content')?.focus()
}

type Refused = AnswerOf<'GET /sites'>['refusedToday']

interface Props {
  readonly sites: Sites | null
  /** Beacons that were turned away today. */
  readonly refused: Refused | null
  readonly scope: Grant['scope']
  readonly isShared: boolean
  readonly children: ComponentChildren
}

/** The frame of every view: navigation, connection status and footer. */
export function Shell({ sites, refused, scope, isShared, children }: Props): JSX.Element {
  const { view } = useAppContext()
  const isPhone = useIsPhone()
  const filters = filtersText(view.filters)
  useEffect(() => {
    document.title = [filters, titles[view.name], 'Visitbook'].filter((one) => one !== '').join(' – ')
  }, [view.name, filters])
  return (
    <>
      <FilterStatus filters={filters} />
      {/* biome-ignore lint/a11y/useValidAnchor: it leads to a place in the page, whose hash must stay as it is */}
      <a class="skip" href="#content" onClick={skipToContent}>
        {words.skipToContent}
      </a>
      <header class="top">
        <ViewLink to={{ ...view, name: 'overview', organisation: null, open: null }} class="brand">
          Visitbook
        </ViewLink>
        {scope === 'all' &&
          (isPhone ? (
            <PhoneHead sites={sites ?? []} refused={refused} />
          ) : (
            <WideHead sites={sites ?? []} refused={refused} />
          ))}
        {!isShared && !isPhone && <SignOut />}
      </header>
      <Connection />
      <main id="content" tabIndex={-1}>
        <Guard key={view.name}>{children}</Guard>
      </main>
      <Credits hasKeys={scope === 'all'} canSignOut={!isShared && isPhone} />
    </>
  )
}

type HeadProps = Pick<Props, 'refused'> & { readonly sites: Sites }

const WideHead = ({ sites, refused }: HeadProps): JSX.Element => (
  <>
    <ViewLinks refused={refused} />
    <FindField />
    <SiteSwitcher sites={sites} />
  </>
)

/** Period, site and date are one button, and the views one line, so that who came is seen at once. */
const PhoneHead = ({ sites, refused }: HeadProps): JSX.Element => (
  <>
    <FindField />
    <PlaceButton sites={sites} />
    <ViewLinks refused={refused} />
  </>
)

const SignOut = (): JSX.Element => (
  <button type="button" class="plain out" onClick={() => signOut()}>
    {words.signOut}
  </button>
)

/** Stands for the filters at first, once they have changed. */
const changed = ' '

/** Tells screen readers when the filters have changed. */
function FilterStatus({ filters }: { filters: string }): JSX.Element {
  const first = useRef(filters)
  if (first.current !== filters) first.current = changed
  return (
    <p role="status" class="unseen">
      {first.current === changed && (filters === '' ? words.noFilters : words.filteredBy(filters))}
    </p>
  )
}

function ViewLinks({ refused }: { refused: Refused | null }): JSX.Element {
  const { view } = useAppContext()
  return (
    <nav aria-label={words.views}>
      <ul>
        {links.map((name) => (
          <li key={name}>
            <ViewLink
              to={{ ...view, name, organisation: null, open: null }}
              current={view.name === name ? 'page' : undefined}
            >
              {words.viewNames[name]}
              {name === 'refusals' && refused !== null && refused.count > 0 && <RefusedToday {...refused} />}
            </ViewLink>
          </li>
        ))}
      </ul>
    </nav>
  )
}

/** How many beacons were turned away today, which a screen reader hears in words. */
function RefusedToday({ count, complete }: Refused): JSX.Element {
  const beacons = countText(count, words.ofBeacons)
  return (
    <>
      <span class="count" aria-hidden="true">
        {number(count)}
        {!complete && '+'}
      </span>{' '}
      <span class="unseen">
        {filled(words.troubleTitles.refused, complete ? beacons : words.moreThan(beacons))}
      </span>
    </>
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
      {since !== null && <p>{words.offline(clock(since), age)}</p>}
      {since === null && stale !== null && (
        <p>
          {words.loadedAt(age)} {errorText(stale.error)} {words.triedAgain}
        </p>
      )}
    </div>
  )
}

interface CreditsProps {
  readonly hasKeys: boolean
  /** Whether it is signed out down here, as the head of a phone has no room for it. */
  readonly canSignOut: boolean
}

const Credits = ({ hasKeys, canSignOut }: CreditsProps): JSX.Element => (
  <footer>
    {canSignOut && <SignOut />}
    <p>
      {filled(
        words.credits,
        <a href="https://db-ip.com" rel="noreferrer noopener" target="_blank">
          DB-IP
        </a>,
        <a href="https://creativecommons.org/licenses/by/4.0/" rel="noreferrer noopener" target="_blank">
          CC BY 4.0
        </a>,
      )}
    </p>
    <Languages />
    {hasKeys && <Keys />}
  </footer>
)

/** The same view in the other languages, each named in its own. */
function Languages(): JSX.Element {
  const { view } = useAppContext()
  const search = new URLSearchParams(searchOf(view).slice(2))
  return (
    <p class="links">
      {Object.entries(languages).map(([tag, name]) => {
        search.set('lang', tag)
        return (
          tag !== words.language && (
            <a key={tag} href={`${location.pathname}?${search}${location.hash}`} hreflang={tag} lang={tag}>
              {name}
            </a>
          )
        )
      })}
    </p>
  )
}
