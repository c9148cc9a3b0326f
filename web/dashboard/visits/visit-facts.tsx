import type { ComponentChildren, JSX } from 'preact'
import * as words from '#words'
import type { VisitAnswer } from '../../../lambda/api/visits'
import { ExternalLink } from '../parts/external-link'
import { ViewLink } from '../parts/view-link'
import { useAppContext } from '../state/app-context'
import { type FilterName, withFilter } from '../state/filter'
import { botText } from '../text/bot'
import { capitalise, deviceName, groupName } from '../text/breakdown-list'
import { externalAddress } from '../text/external-address'
import { languageName, placeName } from '../text/format'
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
      <Fact name={words.organisation} filter="organisation" value={organisationKey}>
        {organisation}
      </Fact>
      <Fact
        name={words.kind}
        filter="kind"
        value={kind}
        note={kind === null ? null : `${sure}${evidenceText(evidence)}`}
      >
        {kind === null ? null : kindName(kind)}
      </Fact>
      <Fact name={words.webDomain}>
        {domain === null ? null : <ExternalLink href={externalAddress(domain)}>{domain}</ExternalLink>}
      </Fact>
      <Fact name={words.reverseDns}>{visit.reverseDomain}</Fact>
      <Fact name={words.botFact}>{visit.bot === null ? null : <span lang="en">{botText(visit)}</span>}</Fact>
    </>
  )
}

const PageFacts = ({ visit }: Props): JSX.Element => (
  <>
    <Fact name={words.site}>{visit.site}</Fact>
    <Fact name={words.host}>{visit.host}</Fact>
    <Fact name={words.title}>{visit.title}</Fact>
    <Fact name={words.page} filter="page" value={visit.page}>
      {visit.page}
    </Fact>
    <Fact name={words.webAddress}>
      <Address visit={visit} />
    </Fact>
  </>
)

const OriginFacts = ({ visit }: Props): JSX.Element => (
  <>
    <Fact name={words.referrer} filter="referrer" value={visit.referrer}>
      {visit.referrer}
    </Fact>
    <Fact name={words.referringPage}>{visit.referrerPath}</Fact>
    <Fact name={words.source} filter="referrerGroup" value={visit.referrerGroup}>
      {visit.referrerGroup === null ? null : groupName(visit.referrerGroup)}
    </Fact>
    <Fact name={words.campaign}>{campaignOf(visit)}</Fact>
    <Fact
      name={words.recipient}
      filter="recipient"
      value={visit.recipientCode}
      note={
        [visit.scanned && words.scanned, visit.fetched && words.fetched].filter(Boolean).join(', ') || null
      }
    >
      {visit.recipient}
    </Fact>
  </>
)

const PlaceFacts = ({ visit }: Props): JSX.Element => (
  <>
    <Fact name={words.country} filter="country" value={visit.country}>
      {placeName(visit) || null}
    </Fact>
    <Fact name={words.timeZone}>{visit.timeZone}</Fact>
    <Fact name={words.languageOf} filter="language" value={visit.language}>
      {visit.language === null ? null : languageName(visit.language)}
    </Fact>
  </>
)

const BrowserFacts = ({ visit }: Props): JSX.Element => (
  <>
    <Fact name={words.browser} filter="browser" value={visit.browser}>
      {visit.browser}
    </Fact>
    <Fact name={words.system} filter="os" value={visit.os}>
      {visit.os}
    </Fact>
    <Fact name={words.device} filter="device" value={visit.device}>
      {visit.device === null ? null : deviceName(visit.device)}
    </Fact>
    <Fact name={words.screen}>{visit.screen}</Fact>
    <Fact name={words.viewport}>{visit.viewport}</Fact>
    <Fact name={words.userAgent}>{visit.userAgent}</Fact>
  </>
)

const NetworkFacts = ({ visit }: Props): JSX.Element => (
  <>
    <Fact name={words.ipAddress}>{visit.ip}</Fact>
    <Fact name={words.network}>{visit.asn === null ? null : `AS${visit.asn}`}</Fact>
    <Fact name={words.visitor} filter="visitor" value={visit.visitor}>
      {visit.visitor}
    </Fact>
    <Fact name={words.id}>{visit.id}</Fact>
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
          <ViewLink to={to} hint={words.filterByThis}>
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
