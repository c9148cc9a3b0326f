import type { AnswerOf } from '../../../../lambda/api/routes'
import type { StatsAnswer } from '../../../../lambda/api/stats'
import type { Kind } from '../../../../lambda/domain/organisation/organisation'

type ListAnswer = AnswerOf<'GET /organisations'>

/** A gateway that visits came through. */
export type CameThrough = ListAnswer['gateways'][number]

/** From networks of which kinds the visits of the period came. */
export interface KindsCame {
  /** All visits; null until they are known. */
  readonly visits: number | null
  /** Whether more came than are counted. */
  readonly isAtLeast: boolean
  readonly values: readonly { readonly kind: Kind; readonly visits: number }[]
  /** Whether visits of no kind here are of networks that nobody knows. */
  readonly complete: boolean
  readonly gateways: readonly CameThrough[]
}

const extentOf = (stats: StatsAnswer | null): Pick<KindsCame, 'visits' | 'isAtLeast'> => ({
  visits: stats?.totals.visits ?? null,
  isAtLeast: stats?.freshness.complete === false,
})

export const kindsInList = (list: ListAnswer, stats: StatsAnswer | null): KindsCame => ({
  ...extentOf(stats),
  values: list.kinds.values,
  complete: list.kinds.complete && list.complete,
  gateways: list.gateways,
})

/** The same under a filter, where only networks are counted. */
export function kindsInStats(stats: StatsAnswer): KindsCame {
  const { values = [], others } = stats.by.organisation ?? {}
  const ofNetworks = values.flatMap(({ value, name, kind, visits }) =>
    value === null || kind === undefined ? [] : [{ key: value, name: name ?? value, kind, visits }],
  )
  const kinds = new Map<Kind, number>()
  for (const one of ofNetworks) kinds.set(one.kind, (kinds.get(one.kind) ?? 0) + one.visits)
  return {
    ...extentOf(stats),
    values: [...kinds].map(([kind, visits]) => ({ kind, visits })),
    complete: others?.values === 0,
    gateways: ofNetworks.filter(({ kind }) => kind === 'gateway'),
  }
}
