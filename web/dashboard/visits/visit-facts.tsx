import type { ComponentChildren, JSX } from 'preact'
import type { VisitAnswer } from '../../../lambda/api/visits'
import { ExternalLink } from '../parts/external-link'
import { ViewLink } from '../parts/view-link'
import { useAppContext } from '../state/app-context'
import { type FilterName, withFilter } from '../state/filter'
import { botText } from '../text/bot'
import { capitalise, groupName } from '../text/breakdown-list'
import { externalAddress } from '../text/external-address'
import { countryName, languageName } from '../text/format'
import { confidenceText, evidenceText, kindName } from '../text/kind'

interface Props {
  readonly visit: VisitAnswer
}

/** Everything known about a visit, as name and value. Unknown facts are left out. */
export const VisitFacts = ({ visit }: Props): JSX.Element => (
  <dl class="facts">
    <OrganisationFacts visit={visit} />
    <PageFacts visit={visit} />
    <OriginFacts visit={visit} />
    <PlaceFacts visit={visit} />
    <BrowserFacts visit={visit} />
    <NetworkFacts visit={visit} />
  </dl>
)

function OrganisationFacts({ visit }: Props): JSX.Element {
  const { organisation, organisationKey, kind, confidence, evidence, domain } = visit
  const sure = confidence === null ? '' : `${capitalise(confidenceText(confidence))}. `
  return (
    <>
      <Fact name="Organisation" filter="organisation" value={organisationKey}>
        {organisation}
      </Fact>
      <Fact
        name="Kind"
        filter="kind"
        value={kind}
        note={kind === null ? null : `${sure}${evidenceText(evidence)}`}
      >
        {kind === null ? null : kindName(kind)}
      </Fact>
      <Fact name="Web domain">
        {domain === null ? null : <ExternalLink href={externalAddress(domain)}>{domain}</ExternalLink>}
      </Fact>
      <Fact name="Reverse DNS">{visit.reverseDomain}</Fact>
      <Fact name="Bot">{botText(visit)}</Fact>
    </>
  )
}

const PageFacts = ({ visit }: Props): JSX.Element => (
  <>
    <Fact name="Site">{visit.site}</Fact>
    <Fact name="Host">{visit.host}</Fact>
    <Fact name="Page" filter="page" value={visit.page}>
      {visit.page}
    </Fact>
    <Fact name="Web address">
      <Address visit={visit} />
    </Fact>
    <Fact name="Title">{visit.title}</Fact>
  </>
)

const OriginFacts = ({ visit }: Props): JSX.Element => (
  <>
    <Fact name="Referrer" filter="referrer" value={visit.referrer}>
      {visit.referrer}
    </Fact>
    <Fact name="Referring page">{visit.referrerPath}</Fact>
    <Fact name="Source" filter="referrerGroup" value={visit.referrerGroup}>
      {visit.referrerGroup === null ? null : groupName(visit.referrerGroup)}
    </Fact>
    <Fact name="Campaign">{campaignOf(visit)}</Fact>
  </>
)

const PlaceFacts = ({ visit }: Props): JSX.Element => (
  <>
    <Fact name="Country" filter="country" value={visit.country}>
      {visit.country === null ? null : countryName(visit.country)}
    </Fact>
    <Fact name="Time zone">{visit.timeZone}</Fact>
    <Fact name="Language" filter="language" value={visit.language}>
      {visit.language === null ? null : languageName(visit.language)}
    </Fact>
  </>
)

const BrowserFacts = ({ visit }: Props): JSX.Element => (
  <>
    <Fact name="Browser" filter="browser" value={visit.browser}>
      {visit.browser}
    </Fact>
    <Fact name="System" filter="os" value={visit.os}>
      {visit.os}
    </Fact>
    <Fact name="Device" filter="device" value={visit.device}>
      {visit.device === null ? null : capitalise(visit.device)}
    </Fact>
    <Fact name="Screen">{visit.screen}</Fact>
    <Fact name="Viewport">{visit.viewport}</Fact>
    <Fact name="User agent">{visit.userAgent}</Fact>
  </>
)

const NetworkFacts = ({ visit }: Props): JSX.Element => (
  <>
    <Fact name="IP address">{visit.ip}</Fact>
    <Fact name="Network">{visit.asn === null ? null : `AS${visit.asn}`}</Fact>
    <Fact name="Visitor" filter="visitor" value={visit.visitor}>
      {visit.visitor}
    </Fact>
    <Fact name="ID">{visit.id}</Fact>
  </>
)

interface FactProps {
  readonly name: string
  readonly children: ComponentChildren
  /** The filter that a click on the value sets. */
  readonly filter?: FilterName
  readonly value?: string | null
  readonly note?: string | null
}

function Fact({ name, children, filter, value, note = null }: FactProps): JSX.Element | null {
  const { view } = useAppContext()
  if (children === null) return null
  const to =
    filter && value ? { ...view, open: null, filters: withFilter(view.filters, filter, value) } : null
  return (
    <div>
      <dt>{name}</dt>
      <dd>
        {to === null ? (
          <bdi>{children}</bdi>
        ) : (
          <ViewLink to={to} hint="Filter by this">
            <bdi>{children}</bdi>
          </ViewLink>
        )}
        {note !== null && <span class="quiet note">{note}</span>}
      </dd>
    </div>
  )
}

function Address({ visit: { site, host, page } }: { visit: VisitAnswer }): JSX.Element | string {
  const href = externalAddress(host ?? site, page)
  if (href === null) return `${host ?? site}${page}`
  return <ExternalLink href={href}>{new URL(href).origin + page}</ExternalLink> // the page as the list shows it, not percent-encoded
}

function campaignOf({ utmSource, utmMedium, utmCampaign, utmTerm, utmContent }: VisitAnswer): string | null {
  const given = [utmSource, utmMedium, utmCampaign, utmTerm, utmContent].filter((one) => one !== null)
  return given.length === 0 ? null : given.join(' · ')
}
