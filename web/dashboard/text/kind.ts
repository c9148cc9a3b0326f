import type { Confidence, Kind } from '../../../lambda/domain/organisation/organisation'

/** Labels of the kinds. */
export const kindNames: Readonly<Record<Kind, string>> = {
  business: 'Business',
  education: 'Education',
  government: 'Government',
  isp: 'Provider',
  mobile: 'Mobile',
  hosting: 'Hosting',
  vpn: 'VPN',
  gateway: 'Gateway',
  crawler: 'Crawler',
  unknown: 'Unknown',
}

export const kindName = (kind: string): string =>
  Object.hasOwn(kindNames, kind) ? kindNames[kind as Kind] : kind // the address bar may hold any text

const confidenceTexts: Readonly<Record<Confidence, string>> = {
  high: 'certain',
  medium: 'fairly certain',
  low: 'a guess',
}

export const confidenceText = (confidence: Confidence): string => confidenceTexts[confidence]

/** A sentence that says why an organisation has its kind. */
export function evidenceText(evidence: string | null): string {
  if (evidence === null) return 'There is no evidence.'
  if (evidence === 'no rule') return 'No label or rule matches it.'
  if (evidence === 'owner') return 'You said so.'
  if (evidence === 'perhaps a firm') return 'Its name looks like a firm’s; nobody has looked at it.'
  if (evidence === 'label: same name') return 'A network of the same registered name was labelled by hand.'
  if (evidence === 'label') return 'This network was labelled by hand.'
  if (evidence === 'label: range') return 'This range of addresses was labelled by hand.'
  if (evidence === 'reverse DNS') return 'Reverse DNS names its domain.'
  if (evidence === 'registry') return 'A registry of addresses has its name.'
  if (evidence.startsWith('rule: ')) return `Its registered name contains “${evidence.slice(6)}”.`
  return evidence
}
