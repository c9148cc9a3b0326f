import type { ComponentChildren, JSX } from 'preact'
import * as words from '#words'
import { useAnswer } from '../api/answer'
import { pathOf } from '../api/request-list'
import { isPerhaps, type OrganisationRow, rowsOfList } from '../overview/organisation-rows'
import { ViewLink } from '../parts/view-link'
import { useAppContext } from '../state/app-context'
import { useIsPhone } from '../state/phone'
import { useStore } from '../state/use-store'
import { filled } from '../text/filled'
import { countOrMore, number, sinceText } from '../text/format'
import { listed } from '../text/listed'
import { lookedBefore } from './last-look'

/** The most organisations that the line names, and on a phone. */
const mostNamed = 4
const mostOnPhone = 1

/** Who came since the owner looked: nothing where this browser knows of no earlier look. @param isReady once the view has what it shows */
export function SinceLine({ isReady }: { isReady: boolean }): JSX.Element | null {
  const { client, view, moment } = useAppContext()
  const from = useStore(lookedBefore)
  const asked = isReady ? from : null
  const came = useAnswer<'GET /organisations'>(
    client,
    asked && pathOf('/organisations', { site: view.site, from: asked }),
  )
  const counted = useAnswer<'GET /stats'>(
    client,
    asked && pathOf('/stats', { site: view.site, from: asked, by: 'day' }),
  )
  if (from === null) return null
  const isKnown = came.data !== null && counted.data !== null
  return (
    <p class="since">
      {words.since(sinceText(from, moment.now))}
      {isKnown && (
        <News
          rows={rowsOfList(came.data.organisations)}
          others={came.data.others.organisations}
          visits={counted.data.totals.visits}
          isAtLeast={!counted.data.freshness.complete}
        />
      )}
    </p>
  )
}

interface NewsProps {
  readonly rows: readonly OrganisationRow[]
  /** Organisations that came and are not among the rows. */
  readonly others: number
  readonly visits: number
  readonly isAtLeast: boolean
}

function News({ rows, others, visits, isAtLeast }: NewsProps): JSX.Element {
  const back = rows.filter(({ more }) => more?.star && !more.isNew)
  const rest = rows.filter((row) => !back.includes(row))
  const sure = rest.filter((row) => !isPerhaps(row))
  if (visits === 0) return <>{words.nothingNew}.</>
  return (
    <>
      {back.length > 0 && <>{filled(words.starsCameBack, <Names rows={back} others={0} />)}; </>}
      {sure.length > 0 && <Came rows={sure} others={others} />}
      {sure.length > 0 && '; '}
      {sure.length === 0 && rest.length > 0 && (
        <>
          <Perhaps rows={rest} />
          {'; '}
        </>
      )}
      {rows.length === 0 && `${words.noOrganisation}; `}
      {countOrMore(visits, isAtLeast, words.ofVisits)}.
    </>
  )
}

const Perhaps = ({ rows }: { rows: readonly OrganisationRow[] }): ComponentChildren =>
  filled(words.perhapsThose, <Names rows={rows} others={0} />)

/** Those that came for the first time come first, and it is said of them; not on a phone, whose list says it, nor where some are not named at all. */
function Came({ rows, others }: Pick<NewsProps, 'rows' | 'others'>): ComponentChildren {
  const first = rows.filter(({ more }) => more?.isNew)
  const again = rows.filter(({ more }) => !more?.isNew)
  if (useIsPhone()) return <Names rows={[...first, ...again]} others={others} />
  if (first.length === 0 || others > 0) return <Names rows={rows} others={others} />
  const names = <Names rows={first} others={0} />
  if (again.length > 0) return filled(words.someForFirstTime, names, <Names rows={again} others={0} />)
  return filled(words.forFirstTime[formOf(first.length)], names)
}

const formOf = (names: number): keyof typeof words.forFirstTime => {
  if (names === 1) return 'one'
  return names === 2 ? 'both' : 'all'
}

/** `A, B and 3 more`, each name a link to its page. */
function Names({ rows, others }: Pick<NewsProps, 'rows' | 'others'>): JSX.Element {
  const { view } = useAppContext()
  const most = useIsPhone() ? mostOnPhone : mostNamed
  const named = rows.slice(0, rows.length + others > most + 1 ? most : most + 1)
  const rest = rows.length - named.length + others
  const links = named.map(({ key, name }) => (
    <ViewLink key={key} to={{ ...view, name: 'organisation', organisation: key, filters: {} }} class="name">
      <bdi>{name}</bdi>
    </ViewLink>
  ))
  return <>{listed([...links, ...(rest > 0 ? [words.andOthers(number(rest))] : [])])}</>
}
