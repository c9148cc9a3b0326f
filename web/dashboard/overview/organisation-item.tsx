import type { JSX } from 'preact'
import { useState } from 'preact/hooks'
import { Bar } from '../parts/bar'
import { ExternalLink } from '../parts/external-link'
import { ViewLink } from '../parts/view-link'
import { useAppContext } from '../state/app-context'
import { withFilter } from '../state/filter'
import { externalAddress } from '../text/external-address'
import { ago, countryName, fullMoment, number, shortMoment } from '../text/format'
import { confidenceText, evidenceText, kindName } from '../text/kind'
import type { OrganisationRow } from './organisation-rows'

interface Props {
  readonly row: OrganisationRow
  /** Its visits, of the most that any has. */
  readonly share: number
  /** Whether the list has the columns that only /organisations fills. */
  readonly hasMore: boolean
}

export function OrganisationItem({ row, share, hasMore }: Props): JSX.Element {
  const { view, moment } = useAppContext()
  const [isOpen, setIsOpen] = useState(false)
  const { asn, name, kind, visits, visitors, more } = row
  const here = { ...view, name: 'organisation', asn, filters: {} } as const
  const id = `about-${asn}`
  return (
    <>
      <tr class={isOpen ? 'opened' : undefined}>
        <th scope="row">
          <Bar share={share} />
          <ViewLink to={here} class="name">
            <bdi>{name}</bdi>
          </ViewLink>
          {more?.isNew && <span class="new">new</span>}
          <span class="under">
            <ViewLink
              to={{ ...view, filters: withFilter(view.filters, 'kind', kind) }}
              hint={`Only ${kindName(kind)}`}
            >
              {kindName(kind)}
            </ViewLink>
            {more !== null && more.confidence !== 'high' && <> · {confidenceText(more.confidence)}</>}
            {more?.countries.map((country) => (
              <span key={country}>
                {' · '}
                <ViewLink
                  to={{ ...view, filters: withFilter(view.filters, 'country', country) }}
                  hint={`Only visits from ${countryName(country)}`}
                >
                  {countryName(country)}
                </ViewLink>
              </span>
            ))}
          </span>
        </th>
        {hasMore && (
          <td class="wide read">
            <PageNames pages={more?.pages ?? []} />
          </td>
        )}
        <td class="count">{number(visits)}</td>
        <td class="count middle">{number(visitors)}</td>
        {hasMore && (
          <>
            <td class="count middle">{pageCount(more?.pages.length ?? 0)}</td>
            <td class="date wide">
              <ShortMoment at={more?.firstSeen ?? null} now={moment.now} />
            </td>
            <td class="date">
              <ShortMoment at={more?.lastSeen ?? null} now={moment.now} />
            </td>
          </>
        )}
        <td class="opener">
          <button
            type="button"
            class="plain"
            aria-expanded={isOpen}
            aria-controls={isOpen ? id : undefined}
            aria-label={`About ${name}`}
            onClick={() => setIsOpen(!isOpen)}
          >
            <span aria-hidden="true">{isOpen ? '−' : '+'}</span>
          </button>
        </td>
      </tr>
      {isOpen && (
        <tr class="about" id={id}>
          <td colSpan={8}>
            <OrganisationDetails row={row} />
          </td>
        </tr>
      )}
    </>
  )
}

function ShortMoment({ at, now }: { at: string | null; now: Date }): JSX.Element {
  if (at === null) return <>–</>
  return (
    <time dateTime={at} title={fullMoment(at)}>
      {shortMoment(at, now)}
    </time>
  )
}

const namedPages = 2

/** The API names ten pages of an organisation at most. */
const pageCount = (named: number): string => `${number(named)}${named === 10 ? '+' : ''}`

function PageNames({ pages }: { pages: readonly { page: string }[] }): JSX.Element {
  const { view } = useAppContext()
  const rest = pages.length - namedPages
  return (
    <>
      {pages.slice(0, namedPages).map(({ page }, at) => (
        <span key={page}>
          <ViewLink
            to={{ ...view, filters: withFilter(view.filters, 'page', page) }}
            class="page"
            hint={page}
          >
            <bdi>{page}</bdi>
          </ViewLink>
          {rest > 0 && at === namedPages - 1 && <span class="quiet">and {number(rest)} more</span>}
        </span>
      ))}
    </>
  )
}

/** All that is known of it, on request. */
function OrganisationDetails({ row: { asn, name, kind, more } }: { row: OrganisationRow }): JSX.Element {
  const { view, moment } = useAppContext()
  return (
    <div class="facts">
      <p>
        {kindName(kind)}
        {more !== null && `, ${confidenceText(more.confidence)}. ${evidenceText(more.evidence)}`} AS{asn}
        {more?.domain && (
          <>
            {', '}
            <ExternalLink href={externalAddress(more.domain)}>{more.domain}</ExternalLink>
          </>
        )}
        {more?.firstSeen && more.lastSeen && (
          <>
            . First seen {ago(more.firstSeen, moment.now)}, last {ago(more.lastSeen, moment.now)}.
          </>
        )}
      </p>
      {more !== null && (
        <ul class="plain-list">
          {more.pages.map(({ page, visits }) => (
            <li key={page}>
              <ViewLink to={{ ...view, filters: withFilter(view.filters, 'page', page) }}>
                <bdi>{page}</bdi>
              </ViewLink>{' '}
              <span class="quiet">{number(visits)}</span>
            </li>
          ))}
        </ul>
      )}
      <p class="links">
        <ViewLink to={{ ...view, name: 'organisation', asn, filters: {} }}>Every visit of {name}</ViewLink>
        <ViewLink to={{ ...view, filters: withFilter(view.filters, 'organisation', String(asn)) }}>
          Filter by {name}
        </ViewLink>
      </p>
    </div>
  )
}
