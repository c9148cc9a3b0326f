import type { OrganisationAnswer } from '../../../lambda/api/organisations'
import type { StatsAnswer } from '../../../lambda/api/stats'
import type { Confidence, Kind } from '../../../lambda/domain/organisation/organisation'

/** An organisation in the list. What /stats does not tell is null. */
export interface OrganisationRow {
  readonly asn: number
  readonly name: string
  readonly kind: Kind
  readonly visits: number
  readonly visitors: number
  readonly more: {
    readonly domain: string | null
    readonly confidence: Confidence
    readonly evidence: string
    readonly countries: readonly string[]
    readonly pages: readonly { readonly page: string; readonly visits: number }[]
    readonly firstSeen: string | null
    readonly lastSeen: string | null
    readonly isNew: boolean
  } | null
}

export const rowsOfList = (organisations: readonly OrganisationAnswer[]): OrganisationRow[] =>
  organisations.map(({ asn, name, kind, visits, visitors, isNew, ...more }) => ({
    asn,
    name,
    kind,
    visits,
    visitors,
    more: { ...more, isNew: isNew === true },
  }))

/** The kinds that a visitors' book is read for: what /organisations lists by itself. */
const sought: ReadonlySet<string> = new Set<Kind>(['business', 'education', 'government'])

export const isSought = ({ kind }: Pick<OrganisationRow, 'kind'>): boolean => sought.has(kind)

/** Organisations as /stats counts them: by number, name and kind alone. */
export function rowsOfStats(stats: StatsAnswer, { everyKind }: { everyKind: boolean }): OrganisationRow[] {
  const values = stats.by.organisation?.values ?? []
  return values.flatMap(({ value, name, kind, visits, visitors }) =>
    value === null || kind === undefined || !(everyKind || sought.has(kind))
      ? []
      : [{ asn: Number(value), name: name ?? `AS${value}`, kind, visits, visitors, more: null }],
  )
}
