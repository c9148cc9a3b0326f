import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { releasedNames } from '../../../bin/network/releases'
import {
  downloadedSources,
  type SourceName,
  type SourceSet,
  sourceNames,
} from '../../../lib/assets/network-table/sources/source-set'

/** Lines of an invented source: the network after the other, each with 256 addresses, or a /48 of IPv6. */
export function linesOf(
  name: SourceName,
  { count = 200, value = (at: number) => String(at + 1) } = {},
): string {
  const isAsn = name.startsWith('asn')
  const [from, width] = name.endsWith('ipv4') ? [2n ** 24n, 256n] : [0x2001n << 112n, 1n << 80n]
  return Array.from({ length: count }, (_, at) => {
    const start = from + BigInt(at) * width
    const rest = isAsn ? `${value(at)},"Network ${at}, Inc."` : ['AU', 'CN', 'DE'][at % 3]
    return `${start},${start + width - 1n},${rest}\n`
  }).join('')
}

/** All four, by the names that the makers release them under. */
export const released = (own: Partial<Record<SourceName, string>> = {}): Record<string, string> =>
  Object.fromEntries(sourceNames.map((name) => [releasedNames[name], own[name] ?? linesOf(name)]))

/** Puts the four into a folder, as the sources of a day. */
export function putSources(folder: string, date: string): SourceSet {
  mkdirSync(join(folder, date), { recursive: true })
  const set = downloadedSources(folder, date)
  for (const name of sourceNames) writeFileSync(set.files[name], linesOf(name))
  return set
}
