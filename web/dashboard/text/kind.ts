import * as words from '#words'
import type { Confidence, Kind } from '../../../lambda/domain/organisation/organisation'
import { named } from './named'

/** Labels of the kinds. */
export const kindNames: Readonly<Record<Kind, string>> = words.kindNames

/** The kinds that owners look for. /organisations lists these by default. */
export const soughtKinds: ReadonlySet<string> = new Set<Kind>(['business', 'education', 'government'])

export const kindName = (kind: string): string => named(kindNames, kind)

export const confidenceText = (confidence: Confidence): string => words.confidences[confidence]

/** A sentence that says why an organisation has its kind. */
export function evidenceText(evidence: string | null): string {
  if (evidence === null) return words.noEvidence
  if (evidence.startsWith('rule: ')) return words.nameContains(evidence.slice(6))
  return named(words.evidences, evidence)
}
