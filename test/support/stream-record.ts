import type { StreamPattern } from '../../lambda/store/items/stream-filter'
import type { Key } from '../../lambda/store/keys'

/** An item as DynamoDB's stream writes it. */
const imageOf = (item: object) =>
  Object.fromEntries(
    Object.entries(item).map(([name, value]) => [
      name,
      typeof value === 'string'
        ? { S: value }
        : typeof value === 'number'
          ? { N: String(value) }
          : { BOOL: value },
    ]),
  )

/** A record of the stream. What was there before is null for a new item, and what is there now for one that is gone. */
export function changeRecord(before: object | null, now: object | null) {
  const { pk, sk } = (now ?? before) as Key
  return {
    eventName: before === null ? 'INSERT' : now === null ? 'REMOVE' : 'MODIFY',
    dynamodb: {
      Keys: imageOf({ pk, sk }),
      ...(now !== null && { NewImage: imageOf(now) }),
      ...(before !== null && { OldImage: imageOf(before) }),
    },
  }
}

/** Whether Lambda would hand a record to a function with these patterns. */
export const passes = (patterns: readonly StreamPattern[], record: object): boolean =>
  patterns.some((pattern) => matches(pattern, record))

/** Lambda's rules, as far as our patterns use them: all names must match, and of each list one value. */
function matches(pattern: unknown, value: unknown): boolean {
  if (Array.isArray(pattern)) return pattern.some((one) => matchesLeaf(one, value))
  return Object.entries(pattern as object).every(([name, below]) =>
    matches(below, (value as Record<string, unknown> | undefined)?.[name]),
  )
}

function matchesLeaf(one: unknown, value: unknown): boolean {
  if (typeof one === 'string') return value === one
  const { exists, prefix } = one as { exists?: boolean; prefix?: string }
  if (exists !== undefined) return exists === (value !== undefined)
  if (prefix !== undefined) return typeof value === 'string' && value.startsWith(prefix)
  throw new Error(`unknown rule ${JSON.stringify(one)}`)
}
