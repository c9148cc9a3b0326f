import { createHash } from 'node:crypto'
import { InvalidInput } from '../domain/errors'
import { kinds } from '../domain/organisation/organisation'
import type { VisitFilter } from '../domain/report/visit-filter'
import { type FilterName, visitFilters } from '../domain/report/visit-filters'
import { onlyValue, type Wanted } from '../domain/report/wanted'
import type { Position } from '../domain/visit/listing'

/** What a cursor is bound to: the filter of visits, the name of another list, or both. A place in one list is none in another. */
type Bound = VisitFilter | ((VisitFilter | object) & { readonly list: string })

/**
 * A cursor is a position and a digest over it and the filter it was made for. The digest is a checksum, not a secret:
 * anyone who may query may read every visit anyway. It keeps a cursor from being used with another query.
 */
export function cursorOf(position: Position, filter: Bound): string {
  return Buffer.from(position + digest(position, filter)).toString('base64url')
}

/** @throws InvalidInput when the cursor was altered or belongs to another query */
export function parseCursor(cursor: string, filter: Bound): Position {
  const text = Buffer.from(cursor, 'base64url').toString()
  const position = text.slice(0, -digestLength)
  if (cursorOf(position, filter) === cursor) return position
  throw new InvalidInput('cursor must be the one that the same query answered, unaltered', 'cursor')
}

const digestLength = 16

function digest(position: Position, filter: Bound): string {
  return createHash('sha256')
    .update(JSON.stringify([position, textOf(filter)]))
    .digest('base64url')
    .slice(0, digestLength)
}

/** Cursors have said `kinds` for `kind` from the beginning and nothing of recipients, and old ones are still taken. */
const textOf = (filter: Bound): object =>
  Object.fromEntries(
    Object.entries(filter)
      .filter(([name, value]) => name !== 'recipient' || value !== null)
      .map(([name, value]) => [
        name === 'kind' ? 'kinds' : name,
        isFilter(name) && value !== null ? valueText(name, value) : value,
      ]),
  )

/** One value is written as it was when a filter had no more, and kinds in their order. */
function valueText(name: FilterName, wanted: Wanted<unknown>): unknown {
  if (name !== 'kind' || wanted.not.length > 0 || wanted.of.includes(null)) return onlyValue(wanted) ?? wanted
  return kinds.filter((kind) => wanted.of.includes(kind))
}

const isFilter = (name: string): name is FilterName => Object.hasOwn(visitFilters, name)
