import type { JSX } from 'preact'
import { useEffect } from 'preact/hooks'
import * as words from '#words'
import type { AnswerOf } from '../../../lambda/api/routes'
import { useAnswer } from '../api/answer'
import { organisationKeyPath, organisationPath } from '../api/request-list'
import { Sparkline } from '../overview/sparkline'
import { Bar } from '../parts/bar'
import { DataTable } from '../parts/data-table'
import { ExportButton } from '../parts/export-button'
import { ExternalLink } from '../parts/external-link'
import { Headline } from '../parts/headline'
import { MuteButton } from '../parts/mute-button'
import { PageName } from '../parts/page-name'
import { Failure, Loading } from '../parts/placeholders'
import { ReadLine } from '../parts/read-line'
import { StarButton } from '../parts/star-button'
import { ViewLink } from '../parts/view-link'
import { useAppContext } from '../state/app-context'
import { type FilterName, withFilter } from '../state/filter'
import { replace } from '../state/navigation'
import { externalAddress } from '../text/external-address'
import { filled } from '../text/filled'
import { ago, countryName, countText, networkList, number } from '../text/format'
import { confidenceText, evidenceText, kindName } from '../text/kind'
import { SittingsSwitch } from '../visits/visit-days'
import { CorrectionForm } from './correction-form'
import { NoteForm } from './note-form'
import { OrganisationVisits } from './organisation-visits'

export type OneOrganisation = AnswerOf<'GET /organisations/{key}'>

/** The page of one organisation: what it read, every visit, and the owner's correction. */
export function OrganisationPage(): JSX.Element {
  const { client, view, moment } = useAppContext()
  const { data, error, retry, isOther } = useAnswer<'GET /organisations/{key}'>(
    client,
    organisationPath(view, moment),
  )
  const key = isOther ? null : (data?.key ?? null)
  useEffect(() => {
    if (key !== null && key !== view.organisation) replace({ ...view, organisation: key })
  }, [key, view])
  if (data === null && error) return <Failure error={error} retry={retry} />
  if (data === null) return <Loading rows={12} what={words.loadingOrganisation} />
  return (
    <div class={isOther ? 'old' : undefined}>
      <header class="section">
        <div class="titled">
          <Headline>
            <bdi>{data.name}</bdi>
          </Headline>
          <StarButton of={data} isStarred={data.star} />
        </div>
        <ExportButton />
      </header>
      <Summary of={data} now={moment.now} />
      <div class="beside">
        <section>
          <header class="section">
            <h2>{words.timeline}</h2>
            <SittingsSwitch />
          </header>
          <OrganisationVisits />
        </section>
        <section>
          <h2>{words.whatTheyRead}</h2>
          <PagesRead pages={data.pages} visits={data.visits} />
          <CorrectionForm organisation={data} />
        </section>
      </div>
    </div>
  )
}

const Summary = ({ of: data, now }: { of: OneOrganisation; now: Date }): JSX.Element => (
  <>
    <p class="lead">
      <Narrowing filter="kind" value={data.kind}>
        {kindName(data.kind)}
      </Narrowing>
      {data.domain !== null && (
        <>
          , <ExternalLink href={externalAddress(data.domain)}>{data.domain}</ExternalLink>
        </>
      )}
      {data.correction?.mine && words.yourOwnNetwork}
    </p>
    <p class="quiet">
      {data.asns.length > 0 && `${networkList(data.asns)}. `}
      {words.kindIs(confidenceText(data.confidence))} {evidenceText(data.evidence)}
      {data.countries.length > 0 && filled(words.visitsFrom, <Countries of={data.countries} />)}
    </p>
    <p>
      <Sparkline daily={data.daily} />
      {words.visitsInPeriod(
        countText(data.visits, words.ofVisits),
        countText(data.visitors, words.ofVisitors),
      )}
      {data.firstSeen !== null &&
        data.lastSeen !== null &&
        words.firstAndLast(ago(data.firstSeen, now), ago(data.lastSeen, now))}
      .
    </p>
    <ReadLine of={data} />
    <NoteForm key={data.key} of={data} />
    <p class="acts">
      <MuteButton
        path={organisationKeyPath(data.key)}
        name={data.name}
        isMuted={data.correction?.muted ?? false}
      />
    </p>
  </>
)

interface NarrowingProps {
  readonly filter: FilterName
  readonly value: string
  readonly children: string
}

/** Leads to all who have a value in common with the organisation. */
function Narrowing({ filter, value, children }: NarrowingProps): JSX.Element {
  const { view } = useAppContext()
  const to = {
    ...view,
    name: 'overview' as const,
    organisation: null,
    filters: withFilter({}, filter, value),
  }
  return (
    <ViewLink to={to} class="narrows">
      {children}
    </ViewLink>
  )
}

const Countries = ({ of: countries }: { of: readonly string[] }): JSX.Element => (
  <>
    {countries.map((country, at) => (
      <span key={country}>
        {at > 0 && ', '}
        <Narrowing filter="country" value={country}>
          {countryName(country)}
        </Narrowing>
      </span>
    ))}
  </>
)

/** The API names the ten pages that were read most. */
function PagesRead({ pages, visits }: Pick<OneOrganisation, 'pages' | 'visits'>): JSX.Element {
  const others = pages.reduce((rest, one) => rest - one.visits, visits)
  const most = Math.max(...pages.map(({ visits }) => visits), 1)
  if (pages.length === 0) return <p class="quiet">{words.nothingInPeriod}</p>
  return (
    <DataTable
      caption={words.mostReadFirst}
      columns={[{ name: words.page }, { name: words.visits }]}
      hasUnseenHead
    >
      {pages.map(({ page, visits }) => (
        <tr key={page}>
          <th scope="row" title={page}>
            <Bar share={visits / most} />
            <PageName page={page} />
          </th>
          <td class="count">{number(visits)}</td>
        </tr>
      ))}
      {others > 0 && (
        <tr>
          <th scope="row" class="quiet">
            {words.allOthers}
          </th>
          <td class="count">{number(others)}</td>
        </tr>
      )}
    </DataTable>
  )
}
