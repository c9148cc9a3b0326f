import { markerOutlives } from '../../../lambda/store/items/day-marker'
import { isDayKey, siteKey } from '../../../lambda/store/keys'
import type { StoredItem, TableModel } from '../table/table-model'
import { sites } from './cast'

/**
 * Leaves a table as other versions may have: markers and sites say what an earlier one said of them, and every item has what a
 * later one may say besides.
 */
export function asOtherVersionsLeft(table: TableModel): void {
  for (const item of [...table.all()]) table.put({ ...earlier(item), later: 'unknown' })
}

function earlier(item: StoredItem): StoredItem {
  if (isDayKey(item)) return earlierMarker(item)
  if (sites.some((site) => isAt(item, siteKey(site)))) {
    const { firstDay, firstTtl, lastDay, lastTtl, ...rest } = item
    return rest
  }
  return item
}

/** It said when the marker expires alone, where the first visit was to expire with it. */
function earlierMarker({ first, from, domains, ...rest }: StoredItem): StoredItem {
  const isToldByExpiry = first === Number(rest.ttl) - markerOutlives
  return { ...rest, ...(!isToldByExpiry && { first }) } as StoredItem
}

const isAt = ({ pk, sk }: StoredItem, key: { readonly pk: string; readonly sk: string }): boolean =>
  pk === key.pk && sk === key.sk
