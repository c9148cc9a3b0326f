import { createHash } from 'node:crypto'

/** Seconds of log that are remembered. Identical lines carry the same second, and servers write nearly in order. */
const remembered = 600

/** Tells how many lines before this one were the very same: 0, 1, ... Forgets old seconds, so memory stays bounded. */
export function occurrences(): (time: number, line: string) => number {
  const seconds = new Map<number, Map<string, number>>()
  return (time, line) => {
    const lines = seconds.get(time) ?? new Map<string, number>()
    if (lines.size === 0) seconds.set(time, lines)
    if (seconds.size > remembered) seconds.delete(seconds.keys().next().value as number)
    const key = createHash('sha256').update(line, 'latin1').digest('base64') // the line itself would keep its chunk
    const before = lines.get(key) ?? 0
    lines.set(key, before + 1)
    return before
  }
}
