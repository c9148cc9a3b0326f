/** A number of visits and visitors. A visitor is known for one UTC day, so counts of different days add up. */
export interface Count {
  readonly visits: number
  readonly visitors: number
}

export const none: Count = { visits: 0, visitors: 0 }

export const sum = (a: Count, b: Count): Count => ({
  visits: a.visits + b.visits,
  visitors: a.visitors + b.visitors,
})

/** A count; of a section, with the seconds that it was in view. */
export interface CountInView extends Count {
  readonly seconds?: number
}

export const sumInView = (a: CountInView, b: CountInView): CountInView =>
  a.seconds === undefined && b.seconds === undefined
    ? sum(a, b)
    : { ...sum(a, b), seconds: (a.seconds ?? 0) + (b.seconds ?? 0) }

/** Counts visits one by one, and each visitor once. A visit without a visitor counts only as a visit. */
export interface Counter {
  add(visitor: string | null): void
  count(): Count
}

export function counter(): Counter {
  let visits = 0
  let first: string | null = null // most values have one visitor, and a set is expensive
  let visitors: Set<string> | null = null
  return {
    add(visitor) {
      visits += 1
      if (visitor === null || visitor === first) return
      if (first === null) first = visitor
      else {
        visitors ??= new Set([first])
        visitors.add(visitor)
      }
    },
    count: () => ({ visits, visitors: visitors?.size ?? (first === null ? 0 : 1) }),
  }
}
