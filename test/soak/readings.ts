import { readdirSync, readFileSync } from 'node:fs'

/** The most that a process was seen to hold. */
export interface Peak {
  megabytes: number
  descriptors: number
}

export const noPeak = (): Peak => ({ megabytes: 0, descriptors: 0 })

/** Raises a peak to what the process holds now. Nothing is known of one that is gone, or on a machine without /proc. */
export function look(pid: number | null, peak: Peak): void {
  if (pid === null) return
  try {
    const [, kilobytes = 0] = /^VmRSS:\s+(\d+)/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8')) ?? []
    peak.megabytes = Math.max(peak.megabytes, Number(kilobytes) / 1024)
    peak.descriptors = Math.max(peak.descriptors, readdirSync(`/proc/${pid}/fd`).length)
  } catch {} // it has ended
}

/** The value below which this share of all lies. */
export function percentile(values: readonly number[], share: number): number {
  const sorted = values.toSorted((a, b) => a - b)
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? Number.NaN
}
