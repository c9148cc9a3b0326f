import type { OrganisationAnswer } from '../../../lambda/api/organisations'
import type { StatsAnswer } from '../../../lambda/api/stats'
import type { Confidence, Kind } from '../../../lambda/domain/organisation/organisation'
import { soughtKinds } from '../text/kind'

/** A row of the list of organisations. `more` is null where the row comes from /stats. */
export interface OrganisationRow {
  readonly key: string
  readonly name: string
  readonly kind: Kind
  readonly confidence: Confidence
  readonly visits: number
  readonly visitors: number
  readonly more: {
    readonly asns: readonly number[]
    readonly domain: string | null
    readonly evidence: string
    readonly countries: readonly string[]
    readonly pages: readonly { readonly page: string; readonly visits: number }[]
    readonly firstSeen: string | null
    readonly lastSeen: string | null
    readonly seconds: number
    readonly sections: readonly { readonly name: string }[]
    readonly links: readonly { readonly link: string }[]
    readonly isNew: boolean
    readonly star: boolean
    readonly note: string | null
    readonly daily: readonly number[]
  } | null
}

export const rowsOfList = (organisations: readonly OrganisationAnswer[]): OrganisationRow[] =>
  organisations.map(({ key, name, kind, confidence, visits, visitors, isNew, ...more }) => ({
    key,
    name,
    kind,
    confidence,
    visits,
    visitors,
    more: { ...more, isNew: isNew === true },
  }))

export const isSought = ({ kind }: { readonly kind: string | null }): boolean =>
  kind !== null && soughtKinds.has(kind)

/** Whether only a score over names says that it is a firm. */
export const isPerhaps = (row: OrganisationRow): boolean => isSought(row) && row.confidence === 'low'

/** Rows made from /stats, which has only the key, name and kind of an organisation. */
export function rowsOfStats(stats: StatsAnswer, { everyKind }: { everyKind: boolean }): OrganisationRow[] {
  const values = stats.by.organisation?.values ?? []
  const rows = values.flatMap(({ value, name, kind, confidence = 'low', visits, visitors }) =>
    value === null || kind === undefined || !(everyKind || soughtKinds.has(kind))
      ? []
      : [{ key: value, name: name ?? value, kind, confidence, visits, visitors, more: null }],
  )
  return everyKind ? rows : [...rows.filter((row) => !isPerhaps(row)), ...rows.filter(isPerhaps)]
}
