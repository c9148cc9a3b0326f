import type { Confidence, Kind } from '../../organisation/organisation'
import type { OrganisationMessage } from '../message'
import { asciiName, subjectOf } from './ascii'
import { dashboardAddress } from './dashboard-address'
import { momentText } from './days'
import { type Letter, name, note, paragraph, type Setting, type Words } from './letter'
import { strangersText } from './strangers-text'
import { originWords, pageWords } from './visit-words'

/** Columns of an organisation's name, and in a subject, where its site needs room as well. */
const [nameColumns, shortColumns] = [80, 36]

export const organisationName = (text: string): string =>
  strangersText(text, nameColumns) || 'An organisation'

/** The name in ASCII, cut so that a subject has room for the rest. */
export const shortName = (text: string): string =>
  asciiName(strangersText(text, shortColumns), 'An organisation')

/** `business`, or `perhaps business` where that is a guess. */
export const kindText = ({
  kind,
  confidence,
}: {
  readonly kind: Kind
  readonly confidence: Confidence
}): string => (confidence === 'low' ? `perhaps ${kind}` : kind)

/** Strangers may choose the host of a site that is listed by a wildcard. */
export const siteName = (site: string): string => strangersText(site, 80).replaceAll('[.]', '.')

/** `Acme Corp (business) came to you.github.io for the first time`. */
export const organisationTitle = ({ site, organisation }: OrganisationMessage): Words => [
  name(organisationName(organisation.name)),
  ` (${kindText(organisation)}) came to ${siteName(site)} for the first time`,
]

export const organisationBody = ({ site, visit }: OrganisationMessage): Words => [
  'It read ',
  ...pageWords(visit),
  ...originWords(visit, site),
  '.',
]

export function organisationLetter(message: OrganisationMessage, { service, zone }: Setting): Letter {
  const { site, subject, organisation, visit } = message
  return {
    subject: subjectOf(
      `${shortName(organisation.name)} (${kindText(organisation)}) came to ${siteName(site)} for the first time`,
    ),
    title: organisationTitle(message),
    parts: [paragraph(...organisationBody(message)), note(momentText(visit.time, zone))],
    url: dashboardAddress(service, { view: 'organisation', key: subject, site }),
    link: 'See it in the dashboard',
  }
}
