/** What is counted of a visit, as lists answer it. */
export interface Countable {
  readonly visitor: string | null
}

export interface PlainCount {
  readonly visits: number
  readonly visitors: number
}

/** Visits and visitors, counted without any code of the service. */
export const plainCount = (visits: readonly Countable[]): PlainCount => ({
  visits: visits.length,
  visitors: new Set(visits.map(({ visitor }) => visitor).filter((one) => one !== null)).size,
})

/** The same of each group, by its name. */
export function plainCounts<T extends Countable, K>(
  visits: readonly T[],
  nameOf: (visit: T) => K,
): Map<K, PlainCount> {
  const groups = new Map<K, T[]>()
  for (const visit of visits) {
    const group = groups.get(nameOf(visit))
    if (group === undefined) groups.set(nameOf(visit), [visit])
    else group.push(visit)
  }
  return new Map([...groups].map(([name, group]) => [name, plainCount(group)]))
}
