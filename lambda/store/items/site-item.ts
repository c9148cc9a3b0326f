import type { Day } from '../../domain/time/day'
import type { Condition, Item } from '../item-table'
import { siteKey } from '../keys'

/** A day on which a site had visits, and when its marker expires, in seconds since 1970. */
export interface MarkedDay {
  readonly day: Day
  readonly expiry: number
}

/** A site's first and last day, from its own item. Null where the item does not say, as in tables of earlier versions. */
export interface SiteDays {
  readonly first: MarkedDay | null
  readonly last: MarkedDay | null
}

/** These attributes change only together, so that no day is lost when two functions write. */
const names = { first: ['firstDay', 'firstTtl'], last: ['lastDay', 'lastTtl'] } as const

export const siteDaysIn = (item: Readonly<Record<string, unknown>> | null): SiteDays => ({
  first: markedDayIn(item, names.first),
  last: markedDayIn(item, names.last),
})

function markedDayIn(
  item: Readonly<Record<string, unknown>> | null,
  [dayName, expiryName]: readonly [string, string],
): MarkedDay | null {
  const [day, expiry] = [item?.[dayName], item?.[expiryName]]
  return day === undefined ? null : { day: String(day), expiry: Number(expiry) }
}

/** A site's days with one more. Where an item does not say which they are it stays unknown, since only the table can tell. */
export function withDay(item: Readonly<Record<string, unknown>> | null, marked: MarkedDay): SiteDays {
  if (item === null) return { first: marked, last: marked }
  const { first, last } = siteDaysIn(item)
  return {
    first: first === null || first.day < marked.day ? first : outliving(first, marked),
    last: last === null || last.day > marked.day ? last : outliving(last, marked),
  }
}

const outliving = (known: MarkedDay, marked: MarkedDay): MarkedDay =>
  known.day === marked.day && known.expiry >= marked.expiry ? known : marked

export const saysTheSame = (a: SiteDays, b: SiteDays): boolean =>
  isSame(a.first, b.first) && isSame(a.last, b.last)

const isSame = (a: MarkedDay | null, b: MarkedDay | null): boolean =>
  a?.day === b?.day && a?.expiry === b?.expiry

/** A site's item, on condition that the stored one is still as it was read. */
export function siteItem(site: string, days: SiteDays, before: SiteDays): [Item, Condition] {
  const item = { ...siteKey(site), ...attributesOf(days) }
  const conditions = ([names.first, names.last] as const).map(([dayName, expiryName], at) =>
    [before.first, before.last][at] === null
      ? `attribute_not_exists(${dayName})`
      : `${dayName} = :${dayName} AND ${expiryName} = :${expiryName}`,
  )
  const values = Object.fromEntries(
    Object.entries(attributesOf(before)).map(([name, value]) => [`:${name}`, value]),
  )
  return [item, { expression: conditions.join(' AND '), ...(Object.keys(values).length > 0 && { values }) }]
}

const attributesOf = ({ first, last }: SiteDays): Record<string, string | number> => ({
  ...(first !== null && { [names.first[0]]: first.day, [names.first[1]]: first.expiry }),
  ...(last !== null && { [names.last[0]]: last.day, [names.last[1]]: last.expiry }),
})
