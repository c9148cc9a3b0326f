import { type Breakdown, noOthers } from '../count/breakdown'
import type { Dimension } from '../count/dimension'
import { type Inclusion, includes } from '../describe/inclusion'
import { isInternal } from '../describe/referrer-group'
import type { VisitFilter } from './visit-filter'

/**
 * The dimensions that tell where visits came from. Whoever goes from one page of a site to the next came from nowhere new, so
 * these leave such visits out unless they are asked for. Rollups keep them, and this is done on reading: it holds for old ones.
 */
const isSource: Readonly<Partial<Record<Dimension, (value: string, site: string) => boolean>>> = {
  referrer: isInternal,
  referrerGroup: (group) => group === 'internal',
}

/** Whether visits with a value count in its dimension. @param internal what becomes of the site's own pages as sources */
export function isSelected(dimension: Dimension, value: string | null, { site, internal }: Sources): boolean {
  const isOwn = isSource[dimension]
  return isOwn === undefined || includes(internal, value !== null && isOwn(value, site))
}

interface Sources {
  readonly site: string
  readonly internal: Inclusion
}

/** The part of a breakdown that counts. What is not named is taken for visits from elsewhere: own hosts are among the largest. */
export function selectSources(
  dimension: Dimension,
  { values, others }: Breakdown,
  sources: Sources,
): Breakdown {
  return {
    values: values.filter(({ value }) => isSelected(dimension, value, sources)),
    others: isSource[dimension] !== undefined && sources.internal === 'only' ? noOthers : others,
  }
}

/** A filter on the source itself asks for the site's own pages, too. */
export const internalFor = ({ referrer, referrerGroup }: VisitFilter, internal: Inclusion): Inclusion =>
  internal === 'exclude' && (referrer !== null || referrerGroup === 'internal') ? 'include' : internal
