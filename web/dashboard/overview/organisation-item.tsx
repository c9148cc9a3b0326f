import type { JSX } from 'preact'
import { useState } from 'preact/hooks'
import * as words from '#words'
import { Bar } from '../parts/bar'
import { Opener } from '../parts/opener'
import { PageName } from '../parts/page-name'
import { StarButton } from '../parts/star-button'
import { ViewLink } from '../parts/view-link'
import { useAppContext } from '../state/app-context'
import { withFilter, withValue } from '../state/filter'
import { useIsPhone } from '../state/phone'
import { countryName, fullMoment, number, shortMoment } from '../text/format'
import { confidenceText, kindName } from '../text/kind'
import { OrganisationDetails } from './organisation-details'
import { isPerhaps, type OrganisationRow } from './organisation-rows'
import { Sparkline } from './sparkline'

interface Props {
  readonly row: OrganisationRow
  /** Its visits as a share of the largest row's, 0 to 1. */
  readonly share: number
  /** Whether the table has the columns that only /organisations can fill. */
  readonly hasMore: boolean
}

/** A row of the table, followed by a row of details while it is open. */
export function OrganisationItem({ row, share, hasMore }: Props): JSX.Element {
  const { moment } = useAppContext()
  const [isOpen, setIsOpen] = useState(false)
  const { key, name, visits, visitors, more } = row
  const id = `about-${key}`
  return (
    <>
      <tr class={classOf(row, isOpen)}>
        <NameCell row={row} share={share} />
        {hasMore && (
          <td class="wide read">
            <PageNames pages={more?.pages ?? []} />
          </td>
        )}
        <td class="count">
          {more !== null && <Sparkline daily={more.daily} />}
          {number(visits)}
        </td>
        <td class="count middle">{number(visitors)}</td>
        {hasMore && <MoreCells more={more} now={moment.now} />}
        <td class="opener">
          <Opener name={name} id={id} isOpen={isOpen} setIsOpen={setIsOpen} />
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

/** Those that are but guessed are not as loud as the others. */
const classOf = (row: OrganisationRow, isOpen: boolean): string | undefined =>
  [isPerhaps(row) ? 'perhaps' : '', isOpen ? 'opened' : ''].join(' ').trim() || undefined

function NameCell({ row, share }: Pick<Props, 'row' | 'share'>): JSX.Element {
  const { view } = useAppContext()
  const isPhone = useIsPhone()
  const { key, name, kind, confidence, more } = row
  return (
    <th scope="row">
      <Bar share={share} />
      <ViewLink to={{ ...view, name: 'organisation', organisation: key, filters: {} }} class="name">
        <bdi>{name}</bdi>
      </ViewLink>
      {more?.isNew && <span class="new">{words.isNew}</span>}
      {more !== null && <StarButton of={row} isStarred={more.star} />}
      <ViewLink
        to={{ ...view, filters: withValue(view.filters, 'organisation', key, false) }}
        class="add"
        label={words.alsoOnly(name)}
        hint={words.alsoOnly(name)}
      >
        {''}
      </ViewLink>
      <span class="under">
        <ViewLink
          to={{ ...view, filters: withFilter(view.filters, 'kind', kind) }}
          hint={words.only(kindName(kind))}
        >
          {kindName(kind)}
        </ViewLink>
        {confidence !== 'high' && <> · {confidenceText(confidence)}</>}
        {more?.countries.map((country) => (
          <CountryLink key={country} country={country} />
        ))}
      </span>
      {isPhone && more !== null && <PhonePages pages={more.pages} />}
      {more?.note && <bdi class="under">{more.note}</bdi>}
    </th>
  )
}

/** What they read, in one line: a phone has no column for it. */
const PhonePages = ({ pages }: { pages: readonly { page: string }[] }): JSX.Element => (
  <span class="quiet under reads">
    {pages.slice(0, namedPages).map(({ page }, at) => (
      <span key={page}>
        {at > 0 && ' · '}
        <PageName page={page} />
      </span>
    ))}
  </span>
)

function CountryLink({ country }: { country: string }): JSX.Element {
  const { view } = useAppContext()
  return (
    <span>
      {' · '}
      <ViewLink
        to={{ ...view, filters: withFilter(view.filters, 'country', country) }}
        hint={words.onlyFrom(countryName(country))}
      >
        {countryName(country)}
      </ViewLink>
    </span>
  )
}

const MoreCells = ({ more, now }: { more: OrganisationRow['more']; now: Date }): JSX.Element => (
  <>
    <td class="count middle">{pageCount(more?.pages.length ?? 0)}</td>
    <td class="date wide">
      <ShortMoment at={more?.firstSeen ?? null} now={now} />
    </td>
    <td class="date">
      <ShortMoment at={more?.lastSeen ?? null} now={now} />
    </td>
  </>
)

function ShortMoment({ at, now }: { at: string | null; now: Date }): JSX.Element {
  if (at === null) return <>–</>
  return (
    <time dateTime={at} title={fullMoment(at)}>
      {shortMoment(at, now)}
    </time>
  )
}

const namedPages = 2

/** The API names at most ten pages per organisation, so ten may mean more. */
const most = 10
const pageCount = (named: number): string => `${number(named)}${named === most ? '+' : ''}`

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
            <PageName page={page} />
          </ViewLink>
          {rest > 0 && at === namedPages - 1 && (
            <span class="quiet">
              {words.andMorePages(`${number(rest)}${pages.length === most ? '+' : ''}`)}
            </span>
          )}
        </span>
      ))}
    </>
  )
}
