import type { Condition, Item } from '../item-table'
import { wildcardKey } from '../keys'

/** A wildcard's item holds all its hosts in one text: no host has a space, and recording knows no sets. */
const hostsName = 'hosts'
const separator = ' '

/** The hosts below a wildcard that have a site of their own. @param item null where there is none yet */
export const hostsIn = (item: Readonly<Record<string, unknown>> | null): readonly string[] =>
  String(item?.[hostsName] ?? '')
    .split(separator)
    .filter(Boolean)

/** The item with other hosts, on condition that the stored hosts are still as they were read. */
export function hostsItem(
  wildcard: string,
  hosts: readonly string[],
  before: readonly string[],
): [Item, Condition] {
  const isUnchanged: Condition =
    before.length === 0
      ? {
          expression: `attribute_not_exists(${hostsName}) OR ${hostsName} = :before`,
          values: { ':before': '' },
        }
      : { expression: `${hostsName} = :before`, values: { ':before': before.join(separator) } }
  return [{ ...wildcardKey(wildcard), [hostsName]: hosts.join(separator) }, isUnchanged]
}
