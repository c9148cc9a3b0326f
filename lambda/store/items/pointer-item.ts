import { table } from '../../contract'
import type { Visit } from '../../domain/visit/visit'
import { type Key, pointerKey } from '../keys'
import { importedMark, type VisitItem } from './visit-item'

/** The attribute that holds the partition of the visit; its sort key is the pointer's own. */
const partitionName = 'in'

/**
 * Lists a visit under the recipient whose link led to it. It holds no more than where the visit is, so that an erased visit
 * leaves nothing here, and expires with it.
 *
 * @param item the visit as it is stored
 * @returns null for a visit that no link led to
 */
export function pointerItem({ recipient, ...visit }: Visit, item: VisitItem): VisitItem | null {
  if (recipient === null) return null
  const expiry = item[table.timeToLive] as number
  return {
    ...pointerKey(visit, recipient),
    [table.timeToLive]: expiry,
    [partitionName]: item.pk,
    ...importedMark(item),
  }
}

/** Reads where the visit of a pointer is. */
export const pointedKey = (item: VisitItem): Key => ({ pk: String(item[partitionName]), sk: item.sk })
