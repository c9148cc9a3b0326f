import { type Breakdown, noOthers } from '../count/breakdown'
import type { Dimension } from '../count/dimension'
import { type Inclusion, includes } from '../describe/inclusion'
import { isInternal } from '../describe/referrer-group'
import type { VisitFilter } from './visit-filter'

/**
 * The dimensions that say where visits came from. Going from one page of a site to the next is not coming from anywhere new,
 * so these dimensions leave such visits out by default. Rollups keep them and they are filtered on reading, old ones too.
 */
const isSource: Readonly<Partial<Record<Dimension, (value: string, site: string) => boolean>>> = {
  referrer: isInternal,
  referrerGroup: (group) => group === 'internal',
}

/** Whether visits with this value count in its dimension. `internal` says what to do with the site's own pages as sources. */
export function isSelected(dimension: Dimension, value: string | null, { site, internal }: Sources): boolean {
  const isOwn = isSource[dimension]
  return isOwn === undefined || includes(internal, value !== null && isOwn(value, site))
}

interface Sources {
  readonly site: string
  readonly internal: Inclusion
}

/** Returns the part of a breakdown that counts. Unnamed values count as foreign, because own hosts are among the largest. */
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

/** Includes the site's own pages if the filter itself is on the source. */
export const internalFor = ({ referrer, referrerGroup }: VisitFilter, internal: Inclusion): Inclusion =>
  internal === 'exclude' && (referrer !== null || referrerGroup?.of.includes('internal'))
    ? 'include'
    : internal
