import { type Placed, positionOf } from '../../lambda/domain/visit/listing'

/** In milliseconds. */
const halfAnHour = 1_800_000

type View = Placed & { readonly visitor: string | null }

export const newestFirst = <V extends Placed>(views: readonly V[]): V[] =>
  views.toSorted((a, b) => (positionOf(a) < positionOf(b) ? 1 : -1))

/** The ids of sittings' views, counted by going through each visitor's views. */
export function plainSittings(views: readonly View[]): string[][] {
  const all: View[][] = []
  const byVisitor = new Map<string, View[]>()
  for (const one of newestFirst(views)) {
    const own = byVisitor.get(one.visitor ?? one.id) ?? []
    byVisitor.set(one.visitor ?? one.id, own)
    own.push(one)
  }
  for (const own of byVisitor.values())
    for (const [at, one] of own.entries()) {
      const later = own[at - 1]
      if (later !== undefined && Date.parse(later.time) - Date.parse(one.time) <= halfAnHour)
        (all.at(-1) as View[]).push(one)
      else all.push([one])
    }
  return all
    .toSorted(([a], [b]) => (positionOf(a as View) < positionOf(b as View) ? 1 : -1))
    .map((one) => one.map(({ id }) => id))
}
