import { dayLength, instantOf } from './day'
import { type Period, parsePeriod } from './period'

export interface AskedPeriod {
  readonly from?: string | undefined
  readonly to?: string | undefined
}

/** The period that is asked for; where `from` is left out, the last `days` before `to`, or before now. @throws InvalidInput naming `from` or `to` */
export function recentPeriod({ from, to }: AskedPeriod, now: Date, days: number): Period {
  if (from !== undefined) return parsePeriod({ from, to })
  const { end } = parsePeriod({ to })
  const last = Math.min(Date.parse(end), now.getTime())
  return { start: instantOf(Math.max(0, last - days * dayLength)), end }
}
