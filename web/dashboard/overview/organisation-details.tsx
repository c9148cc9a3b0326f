import type { JSX } from 'preact'
import * as words from '#words'
import { ExternalLink } from '../parts/external-link'
import { PageName } from '../parts/page-name'
import { ReadLine } from '../parts/read-line'
import { ViewLink } from '../parts/view-link'
import { useAppContext } from '../state/app-context'
import { withFilter } from '../state/filter'
import { externalAddress } from '../text/external-address'
import { ago, networkList, number } from '../text/format'
import { confidenceText, evidenceText, kindName } from '../text/kind'
import type { OrganisationRow } from './organisation-rows'

/** Everything known about an organisation, shown when its row is opened. */
export function OrganisationDetails({ row }: { row: OrganisationRow }): JSX.Element {
  const { view } = useAppContext()
  const { key, name, more } = row
  return (
    <div class="facts">
      <Lead row={row} />
      {more !== null && <ReadLine of={more} />}
      {more !== null && (
        <ul class="plain-list">
          {more.pages.map(({ page, visits }) => (
            <li key={page}>
              <ViewLink to={{ ...view, filters: withFilter(view.filters, 'page', page) }}>
                <PageName page={page} />
              </ViewLink>{' '}
              <span class="quiet">{number(visits)}</span>
            </li>
          ))}
        </ul>
      )}
      <p class="links">
        <ViewLink to={{ ...view, name: 'organisation', organisation: key, filters: {} }}>
          {words.allVisitsBy(name)}
        </ViewLink>
        <ViewLink to={{ ...view, filters: withFilter(view.filters, 'organisation', key) }}>
          {words.filterByName(name)}
        </ViewLink>
      </p>
    </div>
  )
}

function Lead({ row: { kind, confidence, more } }: { row: OrganisationRow }): JSX.Element {
  const { moment } = useAppContext()
  return (
    <p>
      {kindName(kind)}
      {more !== null && `, ${confidenceText(confidence)}. ${evidenceText(more.evidence)}`}{' '}
      {networkList(more?.asns ?? [])}
      {more?.domain && (
        <>
          {', '}
          <ExternalLink href={externalAddress(more.domain)}>{more.domain}</ExternalLink>
        </>
      )}
      {more?.firstSeen &&
        more.lastSeen &&
        words.seen(ago(more.firstSeen, moment.now), ago(more.lastSeen, moment.now))}
    </p>
  )
}
