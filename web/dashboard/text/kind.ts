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
  high: 'sure',
  medium: 'fairly sure',
  low: 'a guess',
}

export const confidenceText = (confidence: Confidence): string => confidenceTexts[confidence]

/** A sentence that says why an organisation has its kind. */
export function evidenceText(evidence: string | null): string {
  if (evidence === null) return 'Nothing says so.'
  if (evidence === 'no rule') return 'No label and no rule knows it.'
  if (evidence === 'owner') return 'You said so.'
  if (evidence === 'label') return 'A label written by hand for this network.'
  if (evidence.startsWith('rule: ')) return `The registered name has “${evidence.slice(6)}” in it.`
  return evidence
}
